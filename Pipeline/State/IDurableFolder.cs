namespace RtmPipeline.State;

/// <summary>
/// A folder in which files survive a power failure once they are flushed: what checkpoints and journals stand on. An interface, so that a test can
/// stand in a disk that forgets everything not flushed, tears writes and fails.
/// </summary>
internal interface IDurableFolder
{
    /// <summary>Where it is, for messages.</summary>
    string Path { get; }

    /// <summary>Names of the files in it, in ordinal order.</summary>
    IReadOnlyList<string> List();

    /// <summary>The whole of a file.</summary>
    /// <exception cref="IOException">It is not there or cannot be read.</exception>
    byte[] Read(string name);

    /// <summary>Opens a file to be read from the beginning.</summary>
    Stream OpenRead(string name);

    /// <summary>Creates a file, or empties the one that is there, to be written.</summary>
    IDurableFile Create(string name);

    /// <summary>Opens a file to be written on from its end.</summary>
    IDurableFile Append(string name);

    /// <summary>Gives a file another name, in one step; one that has the name already is replaced. Durable after <see cref="Flush"/>.</summary>
    void Rename(string name, string newName);

    /// <summary>Removes a file where it is there.</summary>
    void Delete(string name);

    /// <summary>Makes what was created, renamed and removed in the folder durable.</summary>
    void Flush();

    /// <summary>Holds a name of the folder for the caller alone, until it is disposed or the process ends. Nothing is written under it.</summary>
    /// <exception cref="IOException">Another holds it.</exception>
    IDisposable Lock(string name);
}

/// <summary>What is done with a folder in more places than one.</summary>
internal static class DurableFolders
{
    private const string Unfinished = ".unfinished";

    /// <summary>Puts a file in the place of the one of that name, in one step: after a crash the one or the other is there, whole. Durable when it returns.</summary>
    /// <exception cref="IOException">The disk failed: the file before still stands, or this one.</exception>
    public static void Replace(this IDurableFolder folder, string name, ReadOnlySpan<byte> bytes)
    {
        string unfinished = name + Unfinished;
        using (IDurableFile file = folder.Create(unfinished))
        {
            file.Write(bytes);
            file.Flush();
        }

        folder.Rename(unfinished, name);
        folder.Flush();
    }
}

/// <summary>A file that is being written.</summary>
internal interface IDurableFile : IDisposable
{
    /// <summary>Bytes in it.</summary>
    long Length { get; }

    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Overwrites bytes that are there.</summary>
    void WriteAt(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Cuts the file.</summary>
    void Truncate(long length);

    /// <summary>Returns when what was written will survive a power failure.</summary>
    void Flush();
}
