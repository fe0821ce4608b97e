using RtmPipeline.Commands.Configuration;

namespace RtmPipeline.Commands.Evaluate;

/// <summary>Files that are read: that they are there is checked at once, for all of them.</summary>
internal static class InputFiles
{
    /// <summary>Most files of one run.</summary>
    public const int MaxFiles = 10_000;

    public const string Unreadable = "may not be read by this user; give it the right to (chmod), or run as another user";

    /// <summary>False for a file that is there and may not be read. A pipe has no length, and is not opened for that: whoever writes to it would notice.</summary>
    public static bool CanRead(string file)
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
            bool isWanted = folders?.Contains(file) == true;
            if (!isWanted && Directory.Exists(file))
                faults.Add(new ConfigurationFault(file, "", "is a folder; name the files in it"));
            else if (!isWanted && !File.Exists(file))
                faults.Add(new ConfigurationFault(file, "", "is not there; check its name"));
            else if (!isWanted && !CanRead(file))
                faults.Add(new ConfigurationFault(file, "", Unreadable));
            else if (!seen.Add(Path.GetFullPath(file)))
                faults.Add(new ConfigurationFault(file, "", "is named twice"));
        }
    }
}
