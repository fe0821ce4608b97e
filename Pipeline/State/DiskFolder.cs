using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RtmPipeline.State;

/// <summary>A folder of the file system; created where it is missing.</summary>
internal sealed partial class DiskFolder : IDurableFolder
{
    private const int OpenReadOnly = 0;

    public DiskFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        if (Directory.Exists(Path))
            return;
        Directory.CreateDirectory(Path);
        if (System.IO.Path.GetDirectoryName(Path) is { } parent)
            FlushFolder(parent);
    }

    public string Path { get; }

    public IReadOnlyList<string> List()
    {
        string[] names = [.. Directory.EnumerateFiles(Path).Select(file => System.IO.Path.GetFileName(file))];
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    public byte[] Read(string name) => File.ReadAllBytes(PathOf(name));

    public Stream OpenRead(string name) => new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    public IDurableFile Create(string name) => new DiskFile(PathOf(name), FileMode.Create);

    public IDurableFile Append(string name) => new DiskFile(PathOf(name), FileMode.Open);

    public void Rename(string name, string newName) => File.Move(PathOf(name), PathOf(newName), overwrite: true);

    public void Delete(string name) => File.Delete(PathOf(name));

    public void Flush() => FlushFolder(Path);

    /// <summary>The system frees the lock of a process that was killed.</summary>
    public IDisposable Lock(string name) => File.OpenHandle(PathOf(name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Windows flushes the folder with the file; elsewhere a new name is only durable when the folder itself is flushed.</summary>
    private static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = Open(path, OpenReadOnly);
        if (descriptor < 0)
            throw new IOException($"cannot open the folder '{path}' to flush it (error {Marshal.GetLastPInvokeError()})");
        using SafeFileHandle handle = new(descriptor, ownsHandle: true);
        if (Sync(descriptor) != 0)
            throw new IOException($"cannot flush the folder '{path}' (error {Marshal.GetLastPInvokeError()})");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int descriptor);

    private sealed class DiskFile(string path, FileMode mode) : IDurableFile
    {
        private readonly SafeFileHandle _handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        private long? _length;

        public long Length => _length ??= RandomAccess.GetLength(_handle);

        public void Write(ReadOnlySpan<byte> bytes)
        {
            RandomAccess.Write(_handle, bytes, Length);
            _length = Length + bytes.Length;
        }

        public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
        {
            if (offset < 0 || offset + bytes.Length > Length)
                throw new ArgumentOutOfRangeException(nameof(offset), offset, $"{bytes.Length} bytes from here do not lie in a file of {Length}");
            RandomAccess.Write(_handle, bytes, offset);
        }

        public void Truncate(long length)
        {
            RandomAccess.SetLength(_handle, length);
            _length = length;
        }

        public void Flush() => RandomAccess.FlushToDisk(_handle);

        public void Dispose() => _handle.Dispose();
    }
}
