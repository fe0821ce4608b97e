using RtmPipeline.Alerts;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Evaluate;
using RtmPipeline.Delivery;
using RtmPipeline.Opportunities;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;
using RtmPipeline.Sources.Journal;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Topology;
using RtmPipeline.Trends;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Commands;

/// <summary>Builds the stages of a run from the settings: the one place where configuration meets the stages.</summary>
internal static class PipelineRun
{
    /// <param name="settings">Everything that was configured.</param>
    /// <param name="delivery">Where outputs go.</param>
    /// <param name="onDelivered">Shows them as they come.</param>
    /// <param name="from">What the run goes on from; null to begin anew.</param>
    /// <param name="checkpoints">Keeps its state; null for none.</param>
    public static Stages StagesOf(
        PipelineSettings settings, IDelivery delivery, Action<OutputBatch>? onDelivered = null, Resumption? from = null, Checkpointer? checkpoints = null)
    {
        IReadOnlyList<BrandProfile> profiles = from?.Brands.OfState.Profiles ?? settings.Profiles;
        Stages stages = new()
        {
            Decoder = new PostDecoder(),
            Brands = new BrandsInForce(from?.Brands.Next ?? BrandSet.First(profiles, settings.Models)),
            Sequencer = new PostSequencer(settings.Posts, TimeSpan.FromSeconds(settings.Trends.TickSeconds)),
            Trends = new TrendTracker(settings.Trends, VelocityModel.Shipped()),
            Opportunities = new OpportunityFinder(settings.Opportunities, profiles, settings.Trends.TickSeconds),
            Incidents = new IncidentTracker(settings.Alerts, profiles),
            Delivery = delivery,
            OnDelivered = onDelivered,
            From = from,
            Checkpoints = checkpoints,
        };
        from?.LoadInto(stages);
        return stages;
    }

    public static FileLimits FileLimitsOf(PostOptions options) => new()
    {
        MaxLineBytes = options.MaxLineBytes,
        MaxDocumentBytes = options.MaxDocumentBytes,
    };

    /// <summary>Recorded files, and folders of a journal, as sources, in the order given.</summary>
    /// <exception cref="ConfigurationFaultsException">A file is not there or cannot be read; all of them are listed.</exception>
    public static List<IRecordSource> FilesOf(IReadOnlyList<string> files, PostOptions options, Action<string>? warn = null)
    {
        var faults = new List<ConfigurationFault>();
        foreach (string file in files.Where(f => f != "-" && !SegmentFiles.AnyIn(f)))
        {
            if (InputFiles.FaultOf(file, "check its name, or give - to read standard input") is { } fault)
                faults.Add(new ConfigurationFault(file, "", fault));
        }

        if (files.Count(f => f == "-") > 1)
            faults.Add(new ConfigurationFault("-", "", "is given twice; standard input can be read once"));
        if (faults.Count > 0)
            throw new ConfigurationFaultsException(faults);
        FileLimits limits = FileLimitsOf(options);
        return [.. files.Select(f => Journalling.RecordingOf(f, warn) ?? new FileSource(f, limits))];
    }
}
