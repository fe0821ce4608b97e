using RtmPipeline.Delivery;
using RtmPipeline.Sources.Files;
using RtmPipeline.Telemetry;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>A run that is made when its turn comes, so that one stream is held at a time.</summary>
internal sealed record PlannedRun(string Name, Func<CancellationToken, Task<EvaluationRun>> OpenAsync);

/// <summary>
/// Makes the runs that were asked for: a scenario for each seed; the events of a recipe, a run each; lists of ids, a run each; posts with as many truths as files, and more than one, a run each,
/// paired in order; all other posts as one run, merged by time, with one truth or none.
/// </summary>
/// <param name="limits">Of recorded lines and documents.</param>
/// <param name="errors">Takes what is rejected of lists of ids, and what a journal lacks.</param>
internal sealed class PlannedRuns(FileLimits limits, TextWriter errors)
{
    private readonly Dictionary<Chatter, IReadOnlyList<BackgroundPosts>> _backgrounds = [];

    /// <summary>Lines of lists of ids that were rejected so far.</summary>
    public int RejectedIds { get; private set; }

    public IReadOnlyList<PlannedRun> Of(AlertsRequest request)
    {
        if (request.Scenarios.Count > 0)
            return [.. request.Scenarios.Select(static options => new PlannedRun($"seed {options.Seed}", _ => Task.FromResult(EvaluationRun.OfScenario(options))))];
        if (request.Recipe is { } recipe)
            return [.. recipe.Events.Select(e => e.IsIds ? OfIds(e.Event, e.Name, e.File, recipe.Background) : OfPosts(e.Event.Id, [e.File], new Truth([e.Event], null, null)))];
        if (request.IsIds)
            return [.. request.Files.Select(file => OfIds(request, file))];
        if (request.Truths.Count > 1)
            return [.. request.Files.Zip(request.Truths, (file, truth) => OfPosts(NameOf([file]), [file], truth))];
        if (request.Faster > 1)
            return [OfSparse(NameOf(request.Files), request.Files, request.Faster)];
        return [OfPosts(NameOf(request.Files), request.Files, request.Truths.Count == 1 ? request.Truths[0] : null)];
    }

    private PlannedRun OfPosts(string name, IReadOnlyList<string> files, Truth? truth) =>
        new(name, _ => Task.FromResult(EvaluationRun.OfFiles(name, files, truth, limits, message => errors.WriteLine($"{MessageWriter.Prefix}{PlainText.Escape(message)}"))));

    private PlannedRun OfSparse(string name, IReadOnlyList<string> files, int times) => new(name, async stop =>
    {
        List<BackgroundPosts> read = [];
        foreach (string file in files)
            read.Add(await BackgroundPosts.ReadAsync(file, limits, null, BackgroundPosts.MaxPosts - read.Sum(static posts => posts.Count), stop));
        return EvaluationRun.OfSparse(name, read, times);
    });

    /// <param name="happened">The event.</param>
    /// <param name="name">What posts call it.</param>
    /// <param name="file">The list of its posts.</param>
    /// <param name="chatter">Posts around it.</param>
    private PlannedRun OfIds(TrueEvent happened, string name, string file, Chatter chatter) => new(happened.Id, async stop =>
    {
        var rejections = new Rejections(Path.GetFileName(file), errors);
        EventIds ids = EventIds.Read(file, rejections);
        rejections.Finish();
        RejectedIds += rejections.Count;
        return EvaluationRun.OfIds(happened, name, ids, await BackgroundAsync(chatter, stop), chatter.Lead);
    });

    private PlannedRun OfIds(AlertsRequest request, string file)
    {
        string name = EventIds.NameOf(file);
        var happened = new TrueEvent { Id = NameOf([file]), Alert = request.Expected, Surfaces = [name, EventIds.HashtagOf(name)] };
        return OfIds(happened, name, file, request.Background);
    }

    /// <summary>Chatter is read once, and serves all runs.</summary>
    private async Task<IReadOnlyList<BackgroundPosts>> BackgroundAsync(Chatter chatter, CancellationToken stop)
    {
        if (_backgrounds.TryGetValue(chatter, out IReadOnlyList<BackgroundPosts>? known))
            return known;
        List<BackgroundPosts> read = [];
        foreach (string file in chatter.Files)
        {
            try
            {
                read.Add(await BackgroundPosts.ReadAsync(file, limits, chatter.Label, BackgroundPosts.MaxPosts - read.Sum(static posts => posts.Count), stop));
            }
            catch (UnusableFileException unusable)
            {
                throw new UnusableFileException($"has no background: {Path.GetFileName(file)} {unusable.Message}", unusable);
            }
        }

        return _backgrounds[chatter] = read;
    }

    private static string NameOf(IReadOnlyList<string> files)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(files[0]));
        int end = name.IndexOf('.', StringComparison.Ordinal);
        string first = end > 0 ? name[..end] : name;
        return files.Count == 1 ? first : $"{first} and {files.Count - 1} more";
    }
}
