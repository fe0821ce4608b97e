namespace RtmPipeline.Sources.Files.Follow;

/// <summary>How the bytes of a file are to be taken. The values are part of what is written down.</summary>
internal enum FollowedForm : byte
{
    /// <summary>Too little of it is there to tell.</summary>
    Unknown = 0,

    /// <summary>Lines of JSON, each as soon as it is complete.</summary>
    Lines = 1,

    /// <summary>Gzip, server-sent events or a JSON document over many lines: read from the beginning when it has stopped growing. What was read before is passed over when it grows again.</summary>
    Whole = 2,

    /// <summary>One XML document: read when it has stopped changing; any later change makes it another document.</summary>
    Document = 3,
}

/// <summary>How far a file was read.</summary>
/// <param name="Offset">Records that begin before it were read. An offset in the file; for <see cref="FollowedForm.Whole"/> in what it unpacks to.</param>
/// <param name="IsSkipping">True when the line at the offset is the rest of one that was given up as too long.</param>
/// <param name="Proof">Of the bytes of the file that were read.</param>
/// <param name="TakenSize">Size at which all of it was read, where it is read as a whole; -1 for none.</param>
/// <param name="TakenAt">When it had last been written then, nanoseconds.</param>
internal sealed record ReadMark(long Offset, bool IsSkipping, FileProof Proof, long TakenSize = -1, long TakenAt = 0)
{
    public static ReadMark Nothing { get; } = new(0, false, FileProof.None);
}

/// <summary>A last line that was taken before its end came: the rest of it, should it come, is a line of its own.</summary>
/// <param name="Start">Where it began.</param>
/// <param name="End">Where it was cut.</param>
internal readonly record struct LineCut(long Start, long End);

/// <summary>What is kept of a file over restarts.</summary>
/// <param name="Key">Number that no other file of the source has had or will have, so that a position in the journal belongs to one file only, whatever its name is or becomes.</param>
/// <param name="Source">Name in positions: that of the source, the path at which it was found first, and the key.</param>
/// <param name="Path">Where it is now.</param>
/// <param name="Number">The system's number for it; null where there is none, or where the bytes under that number are not its bytes any more.</param>
/// <param name="Form">How it is read.</param>
/// <param name="Kept">How far records of it are safe.</param>
/// <param name="Cut">The last line that was taken without its end.</param>
/// <param name="GoneAt">When it was found to be gone, unix milliseconds; 0 while it is there.</param>
internal sealed record FileEntry(long Key, string Source, string Path, FileNumber? Number, FollowedForm Form, ReadMark Kept, LineCut? Cut, long GoneAt);
