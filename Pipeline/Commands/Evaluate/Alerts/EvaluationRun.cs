using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;
using RtmPipeline.Sources.Simulation;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>One stream to replay through a fresh pipeline, and the truth about it.</summary>
internal sealed class EvaluationRun
{
    private readonly Func<Truth> _truth;
    private readonly NamedPosts? _named;

    private EvaluationRun(string name, IReadOnlyList<IRecordSource> sources, Func<Truth> truth, NamedPosts? named, bool hasTruth)
    {
        (Name, Sources, _truth, _named) = (name, sources, truth, named);
        HasTruth = hasTruth;
    }

    public string Name { get; }

    /// <summary>Merged by time when there are several.</summary>
    public IReadOnlyList<IRecordSource> Sources { get; }

    public bool HasTruth { get; }

    /// <summary>The recordings that are read; empty where the stream is made otherwise.</summary>
    public IReadOnlyList<IRecordSource> Files { get; private init; } = [];

    /// <summary>The recording's own time of a stream time.</summary>
    public Func<long, long> TimeOf { get; private init; } = static time => time;

    /// <summary>Time of the first post, unix milliseconds; to be asked when the run is over.</summary>
    public long? StartAt => _truth().StartAt ?? _named?.FirstAt;

    /// <summary>Recorded files, and folders of a journal, as one stream.</summary>
    /// <param name="name">Name of the run.</param>
    /// <param name="files">Paths.</param>
    /// <param name="truth">Null for none.</param>
    /// <param name="limits">Of lines and documents.</param>
    /// <param name="warn">Takes what a journal lacks.</param>
    public static EvaluationRun OfFiles(string name, IReadOnlyList<string> files, Truth? truth, FileLimits limits, Action<string> warn)
    {
        Truth told = truth ?? new Truth([], null, null);
        var named = new NamedPosts(told.Events);
        IRecordSource[] sources = [.. files.Select(file => Journalling.RecordingOf(file, warn) ?? new FileSource(file, limits))];
        return new EvaluationRun(name, [.. sources.Select(named.Over)], () => told, named, truth is not null) { Files = sources };
    }

    /// <summary>A sparse recording without truth, made denser: an hour stands for several.</summary>
    /// <param name="name">Name of the run.</param>
    /// <param name="posts">Its posts, by file.</param>
    /// <param name="times">How many hours become one.</param>
    public static EvaluationRun OfSparse(string name, IReadOnlyList<BackgroundPosts> posts, int times)
    {
        long start = posts.Min(static file => file.FirstAt);
        var truth = new Truth([], start, null);
        return new EvaluationRun(name, [.. posts.Select(file => file.Faster(start, times))], () => truth, null, false)
        {
            TimeOf = time => start + ((time - start) * times),
        };
    }

    public static EvaluationRun OfScenario(ScenarioOptions options)
    {
        var source = new SimulatedSource(Scenario.Create(options));
        return new EvaluationRun($"seed {options.Seed}", [source], () => ScenarioEvents.Of(source.Truth!), null, true);
    }

    /// <summary>An event of which only ids are known, in the chatter of another time.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="name">What the made posts call it.</param>
    /// <param name="ids">Its posts.</param>
    /// <param name="background">Chatter; may be none.</param>
    /// <param name="lead">How long the chatter goes on before the event's first post.</param>
    public static EvaluationRun OfIds(TrueEvent happened, string name, EventIds ids, IReadOnlyList<BackgroundPosts> background, TimeSpan lead)
    {
        long start = background.Count == 0 ? ids.FirstAt : ids.FirstAt - (long)lead.TotalMilliseconds;
        var truth = new Truth([happened with { Volume = ids.Volume() }], start, ids.LastAt);
        return new EvaluationRun(happened.Id, [ids.PostsAbout(name), .. background.Select(posts => posts.Between(start, ids.LastAt))], () => truth, null, true);
    }

    /// <summary>The events as they can be judged; to be asked when the run is over.</summary>
    /// <param name="notSeen">Takes the ids of events that should be raised and are named by no post.</param>
    public List<MeasuredEvent> Events(List<string> notSeen)
    {
        List<MeasuredEvent> measured = [];
        foreach (TrueEvent happened in _truth().Events)
        {
            if (MeasuredEvent.Of(happened, _named?.VolumeOf(happened)) is { } known)
                measured.Add(known);
            else if (happened.ShouldRaise)
                notSeen.Add(happened.Id);
        }

        return measured;
    }
}
