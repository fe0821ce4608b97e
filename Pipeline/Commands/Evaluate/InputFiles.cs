using RtmPipeline.Commands.Configuration;

namespace RtmPipeline.Commands.Evaluate;

/// <summary>Files that are read: that they are there is checked at once, for all of them.</summary>
internal static class InputFiles
{
    /// <summary>Most files of one run.</summary>
    public const int MaxFiles = 10_000;

    /// <summary>Why a file cannot be read; null where it can.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="ifAbsent">What to do when there is none.</param>
    public static string? FaultOf(string file, string ifAbsent) =>
        Directory.Exists(file) ? "is a folder; name the files in it"
        : !File.Exists(file) ? $"is not there; {ifAbsent}"
        : !CanRead(file) ? "may not be read by this user; give it the right to (chmod), or run as another user"
        : null;

    /// <summary>False for a file that is there and may not be read. A pipe has no length, and is not opened for that: whoever writes to it would notice.</summary>
    private static bool CanRead(string file)
    {
        try
        {
            if (new FileInfo(file).Length > 0)
                File.OpenHandle(file, share: FileShare.ReadWrite | FileShare.Delete).Dispose();
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            // Reading it says what it is.
            return true;
        }
    }

    /// <summary>Notes each file that is not there, cannot be read, or stands there twice.</summary>
    /// <param name="files">Paths.</param>
    /// <param name="faults">Takes the faults.</param>
    /// <param name="folders">Those among them that are meant to be folders; null for none.</param>
    public static void Check(IReadOnlyList<string> files, List<ConfigurationFault> faults, IReadOnlyList<string>? folders = null)
    {
        if (files.Count > MaxFiles)
            faults.Add(new ConfigurationFault("command line", "FILE", $"names {files.Count:#,0} files; at most {MaxFiles:#,0} are read in one run"));
        var seen = new HashSet<string>();
        foreach (string file in files)
        {
            if (folders?.Contains(file) != true && FaultOf(file, "check its name") is { } fault)
                faults.Add(new ConfigurationFault(file, "", fault));
            else if (!seen.Add(Path.GetFullPath(file)))
                faults.Add(new ConfigurationFault(file, "", "is named twice"));
        }
    }
}
