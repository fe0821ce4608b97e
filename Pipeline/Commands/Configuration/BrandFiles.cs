using RtmPipeline.Posts;

namespace RtmPipeline.Commands.Configuration;

/// <summary>The files of brand profiles behind the paths that a user names: each file itself, and of a folder the profiles in it.</summary>
internal static class BrandFiles
{
    private static readonly string[] s_endings = [".yaml", ".yml", ".json"];

    /// <param name="paths">Files and folders.</param>
    /// <param name="faults">Takes folders without profiles.</param>
    /// <returns>Files in the order of the paths; those of a folder by name. Hidden files and other endings, as editors leave them behind, are no profiles.</returns>
    public static List<string> Find(IEnumerable<string> paths, List<ConfigurationFault> faults)
    {
        List<string> files = [];
        foreach (string path in paths)
        {
            if (!Directory.Exists(path))
            {
                files.Add(path);
                continue;
            }
            int before = files.Count;
            try
            {
                files.AddRange(Directory.EnumerateFiles(path).Where(IsProfile).Order(StringComparer.Ordinal));
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                faults.Add(new ConfigurationFault(path, "", "is a folder that cannot be read"));
                continue;
            }
            if (files.Count == before)
                faults.Add(new ConfigurationFault(path, "", $"is a folder without profiles, which end with {string.Join(", ", s_endings)}"));
        }
        return files;
    }

    /// <summary>
    /// Hash of all that the files hold, and of which there are. They are read whole each time: times and sizes tell nothing where a mounted folder turns a
    /// link to other files, and all profiles together are some kilobytes.
    /// </summary>
    public static ulong Fingerprint(IEnumerable<string> paths)
    {
        ulong print = StableHash.Of("profiles");
        foreach (string file in Find(paths, []))
            print = StableHash.Combine(StableHash.Combine(print, StableHash.Of(file)), ContentOf(file));
        return print;
    }

    /// <summary>Hash of a file's content; 0 where there is none to read, or more than a profile may have.</summary>
    private static ulong ContentOf(string file)
    {
        try
        {
            FileInfo about = new(file);
            return about.Exists && about.Length > SettingsFile.MaxBytes ? 0 : StableHash.Of(File.ReadAllBytes(file));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return 0;
        }
    }

    private static bool IsProfile(string file) =>
        !Path.GetFileName(file).StartsWith('.') && s_endings.Contains(Path.GetExtension(file).ToLowerInvariant());
}
