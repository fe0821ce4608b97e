using RtmPipeline.Alerts;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Commands;

/// <summary>
/// Looks at the files of the profiles from time to time, and puts what they say in force. What it takes is an outside event like a post: when it comes
/// depends on the clock, what follows from it only on the batch at which it comes.
/// </summary>
/// <remarks>
/// A change is taken when two looks in a row saw the same, so that neither half a file nor the moment in which an editor replaces one is. Faulty files change
/// nothing: one warning lists all faults, and the profiles before stay in force until the files are right again.
/// </remarks>
internal sealed class BrandWatcher
{
    private readonly IReadOnlyList<string> _paths;
    private readonly AlertOptions _alerts;
    private readonly TextModels? _models;
    private readonly BrandsInForce _brands;
    private readonly Action<string> _tell;
    private readonly Action<IReadOnlyList<BrandProfile>> _takenOver;
    private ulong? _seen;
    private ulong? _taken;
    private ulong? _refused;

    /// <param name="settings">Where the profiles are, and what they must go with.</param>
    /// <param name="brands">The profiles in force; this is the only one to replace them.</param>
    /// <param name="tell">Takes a line for the user when profiles were taken or refused.</param>
    /// <param name="taken">Given the profiles that were taken; null for nobody.</param>
    public BrandWatcher(PipelineSettings settings, BrandsInForce brands, Action<string> tell, Action<IReadOnlyList<BrandProfile>>? taken = null)
    {
        _paths = settings.Brands.Files;
        _alerts = settings.Alerts;
        _models = settings.Models;
        _brands = brands;
        _tell = tell;
        _takenOver = taken ?? (static _ => { });
    }

    /// <summary>Looks until it is stopped; ends at once where there is nothing to look at or the configuration wants none.</summary>
    public static async Task RunAsync(
        PipelineSettings settings, BrandsInForce brands, Action<string> tell, Action<IReadOnlyList<BrandProfile>>? taken, TimeProvider clock, CancellationToken stop)
    {
        if (settings.Brands is not { Files.Length: > 0, ReloadSeconds: > 0 and var seconds })
            return;
        BrandWatcher watcher = new(settings, brands, tell, taken);
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(seconds), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                watcher.Look();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    /// <summary>Looks once. Costs the reading of the files, and what a start does for the profiles where they are taken.</summary>
    public void Look()
    {
        ulong now = BrandFiles.Fingerprint(_paths);
        bool hasSettled = now == _seen;
        _seen = now;
        if (!hasSettled || now == _refused)
            return;
        if (now == _taken)
            BeRight();
        else
            Read(now);
    }

    private void Read(ulong seen)
    {
        List<ConfigurationFault> faults = [];
        IReadOnlyList<BrandProfile> profiles = BrandProfiles.Read(_paths, faults, _alerts);
        // Written to while it was read: the next looks decide.
        if (BrandFiles.Fingerprint(_paths) != seen)
        {
            _seen = null;
            return;
        }
        if (faults.Count > 0)
        {
            _refused = seen;
            _tell($"brand profiles not reloaded, the ones before stay in force; {faults.Count} fault{(faults.Count == 1 ? "" : "s")}:");
            foreach (ConfigurationFault fault in faults)
                _tell($"  {fault}");
            return;
        }
        _taken = seen;
        BrandSet before = _brands.Current;
        if (before.Says(profiles))
        {
            BeRight();
            return;
        }
        _refused = null;
        BrandSet next = before.Next(profiles, _models);
        string what = new BrandChange(before, next).Describe();
        _brands.Replace(next);
        _takenOver(profiles);
        _tell($"brand profiles reloaded: {what}");
    }

    private void BeRight()
    {
        if (_refused is null)
            return;
        _refused = null;
        _tell("brand profiles are right again, and as they were");
    }
}
