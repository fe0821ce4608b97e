using RtmPipeline.State;

namespace RtmPipeline.Tests.TestKit;

/// <summary>
/// A folder as a process sees it that is killed: from <see cref="Die"/> on nothing it does reaches the files any more, and what it wrote before stays, flushed or not. The next
/// process takes the folder behind it.
/// </summary>
internal sealed class DyingFolder(IDurableFolder folder) : IDurableFolder
{
    private volatile bool _isDead;

    public string Path => folder.Path;

    public void Die() => _isDead = true;

    public IReadOnlyList<string> List() => folder.List();

    public byte[] Read(string name) => folder.Read(name);

    public Stream OpenRead(string name) => folder.OpenRead(name);

    public IDurableFile Create(string name) => _isDead ? new DeadFile() : new DyingFile(this, folder.Create(name));

    public IDurableFile Append(string name) => _isDead ? new DeadFile() : new DyingFile(this, folder.Append(name));

    public void Rename(string name, string newName)
    {
        if (!_isDead)
            folder.Rename(name, newName);
    }

    public void Delete(string name)
    {
        if (!_isDead)
            folder.Delete(name);
    }

    public void Flush()
    {
        if (!_isDead)
            folder.Flush();
    }

    public IDisposable Lock(string name) => folder.Lock(name);

    private sealed class DyingFile(DyingFolder owner, IDurableFile file) : IDurableFile
    {
        public long Length => file.Length;

        public void Write(ReadOnlySpan<byte> bytes)
        {
            if (!owner._isDead)
                file.Write(bytes);
        }

        public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
        {
            if (!owner._isDead)
                file.WriteAt(offset, bytes);
        }

        public void Truncate(long length)
        {
            if (!owner._isDead)
                file.Truncate(length);
        }

        public void Flush()
        {
            if (!owner._isDead)
                file.Flush();
        }

        public void Dispose() => file.Dispose();
    }

    private sealed class DeadFile : IDurableFile
    {
        public long Length => 0;

        public void Write(ReadOnlySpan<byte> bytes)
        {
        }

        public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
        {
        }

        public void Truncate(long length)
        {
        }

        public void Flush()
        {
        }

        public void Dispose()
        {
        }
    }
}
