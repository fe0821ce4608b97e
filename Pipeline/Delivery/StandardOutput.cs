using Microsoft.Win32.SafeHandles;

namespace RtmPipeline.Delivery;

/// <summary>Standard output as bytes.</summary>
internal static class StandardOutput
{
    private const nint Handle = 1;

    /// <summary>
    /// Opens it. The console's own stream passes over a reader that has left, so that a writer would go on for nobody, for hours; into a pipe this one throws an
    /// <see cref="IOException"/> then. A file has no reader, and goes by the console's, which shares its place there with standard error.
    /// </summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();
        FileStream direct = new(new SafeFileHandle(Handle, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        if (!direct.CanSeek)
            return direct;
        direct.Dispose();
        return Console.OpenStandardOutput();
    }
}
