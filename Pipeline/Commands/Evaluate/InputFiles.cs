using RtmPipeline.Commands.Configuration;

namespace RtmPipeline.Commands.Evaluate;

/// <summary>Files that are read: that they are there is checked at once, for all of them.</summary>
internal static class InputFiles
{
    /// <summary>Most files of one run.</summary>
    public const int MaxFiles = 10_000;

    public static void Check(IReadOnlyList<string> files, List<ConfigurationFault> faults)
    {
        if (files.Count > MaxFiles)
            faults.Add(new ConfigurationFault("command line", "FILE", $"names {files.Count:#,0} files; at most {MaxFiles:#,0} are read in one run"));
        var seen = new HashSet<string>();
        foreach (string file in files)
        {
            if (Directory.Exists(file))
                faults.Add(new ConfigurationFault(file, "", "is a folder; name the files in it"));
            else if (!File.Exists(file))
                faults.Add(new ConfigurationFault(file, "", "is not there"));
            else if (!seen.Add(Path.GetFullPath(file)))
                faults.Add(new ConfigurationFault(file, "", "is named twice"));
        }
    }
}
