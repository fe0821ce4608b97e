using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RtmPipeline.Sources.Files.Follow;

/// <summary>The disk as a follower sees it. An interface, so that a test can stand in a disk that fails, or one that knows no numbers of files.</summary>
internal interface IFollowedDisk
{
    /// <summary>Looks at what stands at a path, through symbolic links, without opening it.</summary>
    /// <returns>Null where nothing is.</returns>
    /// <exception cref="IOException">The disk fails, or links lead in a circle.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder on the way may not be searched.</exception>
    FileLook? Look(string path);

    /// <summary>Looks at an open file, which may have no name any more.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    FileLook Look(SafeFileHandle file);

    /// <summary>Opens a file so that others may write, rename and delete it meanwhile.</summary>
    /// <exception cref="IOException">It is gone, or the disk fails.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    SafeFileHandle Open(string path);

    /// <summary>Names in a folder, in no order.</summary>
    /// <exception cref="IOException">It is no folder, or the disk fails.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    IEnumerable<string> Names(string folder);
}

/// <summary>The disks of the machine. Linux tells numbers of files through <c>statx</c>, whose layout is the same on all processors; elsewhere files are told apart by their bytes.</summary>
internal sealed partial class FollowedDisk : IFollowedDisk
{
    private const int FromWorkingFolder = -100;
    private const int TheHandleItself = 0x1000;

    /// <summary>The basic fields and the time of birth.</summary>
    private const uint AllFields = 0xfff;
    private const uint BirthField = 0x800;

    private const int NoEntry = 2;
    private const int NoAccess = 13;
    private const int NoFolder = 20;

    private const int SortMask = 0xf000;
    private const int SortFile = 0x8000;
    private const int SortFolder = 0x4000;

    private bool _hasNumbers = OperatingSystem.IsLinux();

    public FileLook? Look(string path)
    {
        if (!_hasNumbers)
            return PlainLook(path);
        try
        {
            if (Statx(FromWorkingFolder, path, 0, AllFields, out StatxFields fields) == 0)
                return LookOf(in fields);
        }
        catch (EntryPointNotFoundException)
        {
            // An old C library.
            _hasNumbers = false;
            return PlainLook(path);
        }

        return Marshal.GetLastPInvokeError() switch
        {
            NoEntry or NoFolder => null,
            NoAccess => throw new UnauthorizedAccessException("a folder on the way may not be searched"),
            int error => throw new IOException(Marshal.GetPInvokeErrorMessage(error)),
        };
    }

    public FileLook Look(SafeFileHandle file)
    {
        if (!_hasNumbers)
            return new FileLook(FileSort.File, RandomAccess.GetLength(file), NanosecondsOf(File.GetLastWriteTimeUtc(file)), null);
        bool isHeld = false;
        try
        {
            file.DangerousAddRef(ref isHeld);
            return Statx((int)file.DangerousGetHandle(), string.Empty, TheHandleItself, AllFields, out StatxFields fields) == 0
                ? LookOf(in fields)
                : throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        }
        finally
        {
            if (isHeld)
                file.DangerousRelease();
        }
    }

    public SafeFileHandle Open(string path)
    {
        SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (Look(file).Sort == FileSort.File)
            return file;
        file.Dispose();
        throw new IOException("it is not a file any more");
    }

    public IEnumerable<string> Names(string folder) => Directory.EnumerateFileSystemEntries(folder).Select(static entry => Path.GetFileName(entry));

    private static FileLook? PlainLook(string path)
    {
        if (Directory.Exists(path))
            return new FileLook(FileSort.Folder, 0, 0, null);
        FileInfo file = new(path);
        if (!file.Exists)
            return null;
        FileSort sort = (file.Attributes & FileAttributes.Device) != FileAttributes.None ? FileSort.Other : FileSort.File;
        return new FileLook(sort, file.Length, NanosecondsOf(file.LastWriteTimeUtc), null);
    }

    private static long NanosecondsOf(DateTime time) => (time - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    private static FileLook LookOf(in StatxFields fields)
    {
        FileSort sort = (fields.Mode & SortMask) switch
        {
            SortFile => FileSort.File,
            SortFolder => FileSort.Folder,
            _ => FileSort.Other,
        };
        long bornAt = (fields.Mask & BirthField) == 0 ? 0 : Nanoseconds(fields.BornSeconds, fields.BornNanoseconds);
        FileNumber number = new(((ulong)fields.DeviceMajor << 32) | fields.DeviceMinor, fields.Node, bornAt);
        return new FileLook(sort, (long)fields.Size, Nanoseconds(fields.WrittenSeconds, fields.WrittenNanoseconds), number);
    }

    private static long Nanoseconds(long seconds, uint nanoseconds) => (seconds * 1_000_000_000) + nanoseconds;

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, out StatxFields fields);

    /// <summary>The fields read here of the kernel's <c>struct statx</c>, of 256 bytes.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatxFields
    {
        [FieldOffset(0)]
        public uint Mask;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Node;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(80)]
        public long BornSeconds;

        [FieldOffset(88)]
        public uint BornNanoseconds;

        [FieldOffset(112)]
        public long WrittenSeconds;

        [FieldOffset(120)]
        public uint WrittenNanoseconds;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
