using RtmPipeline.Alerts;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Commands.Configuration;

/// <summary>Loads brand profiles: one YAML or JSON file each, all faults of all files at once.</summary>
internal static class BrandProfiles
{
    /// <summary>Most profiles at once: every post carries a relevance for each.</summary>
    public const int MaxProfiles = 100;

    /// <param name="paths">Files of profiles, and folders of them.</param>
    /// <returns>The profiles in the order of <paramref name="paths"/>; <see cref="BrandProfile.Everything"/> alone for none.</returns>
    /// <exception cref="ConfigurationFaultsException">Something is wrong; it lists everything that is.</exception>
    public static IReadOnlyList<BrandProfile> Load(IEnumerable<string> paths)
    {
        List<ConfigurationFault> faults = [];
        IReadOnlyList<BrandProfile> profiles = Read(paths, faults);
        return faults.Count == 0 ? profiles : throw new ConfigurationFaultsException(faults);
    }

    /// <summary>As <see cref="Load"/>, adding to <paramref name="faults"/> instead of throwing; with faults the answer is not to be used.</summary>
    /// <param name="paths">Files of profiles, and folders of them.</param>
    /// <param name="faults">Takes everything that is wrong.</param>
    /// <param name="alerts">Thresholds that those of a profile stand beside; null for the defaults.</param>
    internal static IReadOnlyList<BrandProfile> Read(IEnumerable<string> paths, List<ConfigurationFault> faults, AlertOptions? alerts = null)
    {
        alerts ??= new AlertOptions();
        int before = faults.Count;
        List<BrandProfile> profiles = [];
        Dictionary<string, string> fileOfId = [];
        int count = 0;
        foreach (string file in BrandFiles.Find(paths, faults))
        {
            if (++count > MaxProfiles)
            {
                faults.Add(new ConfigurationFault(file, "", $"is one profile too many; at most {MaxProfiles} can be watched at once"));
                break;
            }
            if (SettingsFile.Read(file, faults) is not { } root || BrandProfileReader.Read(file, root, faults, alerts) is not { } profile)
                continue;
            if (fileOfId.TryAdd(profile.Id, file))
                profiles.Add(profile);
            else
                faults.Add(new ConfigurationFault(file, "id", $"is \"{profile.Id}\", as in {fileOfId[profile.Id]}; each profile needs its own"));
        }
        return count == 0 && faults.Count == before ? [BrandProfile.Everything] : profiles;
    }
}
