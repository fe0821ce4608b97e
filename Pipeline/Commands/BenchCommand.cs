using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using RtmPipeline.Commands.Bench;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Evaluate;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Memory;
using RtmPipeline.Sources.Simulation;
using RtmPipeline.Tagging;
using RtmPipeline.Topology;

namespace RtmPipeline.Commands;

/// <summary>Posts a second of parsing alone, of each stage alone and of the whole graph, to nowhere and into a real Redis, in one run.</summary>
internal static class BenchCommand
{
    private const int DefaultPosts = 200_000;
    private const int MaxPosts = 10_000_000;
    private const int DefaultRuns = 3;
    private const int MaxRuns = 100;

    private const int DefaultDelaySeconds = 30;
    private const int MaxDelaySeconds = 3600;

    /// <summary>The average of all Twitter, and more than ten times that.</summary>
    private static readonly int[] s_delayRates = [5_700, 60_000];

    /// <summary>Share of the real volume: the beginning of the night has some 5,000 posts a second with it.</summary>
    private const double DenseRate = 10;

    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "Recorded input; simulated X posts of about 1 KB by default", Arity = ArgumentArity.ZeroOrOne };
        var posts = new Option<int>("--posts") { Description = $"Most records to measure with, up to {MaxPosts}", DefaultValueFactory = _ => DefaultPosts, HelpName = "N" };
        var runs = new Option<int>("--runs") { Description = $"Measured runs of each stage, 1 to {MaxRuns}; the median counts", DefaultValueFactory = _ => DefaultRuns, HelpName = "N" };
        var delay = new Option<int>("--delay")
        {
            Description = $"Seconds for which the end-to-end delay is measured at {string.Join(" and ", s_delayRates.Select(static rate => rate.ToString("#,0", CultureInfo.InvariantCulture)))} posts a second, up to {MaxDelaySeconds}; 0 for not at all",
            DefaultValueFactory = _ => DefaultDelaySeconds,
            HelpName = "S",
        };
        var growth = new Option<string?>("--growth")
        {
            Description = "Measures too how cost grows with workers, topics, brand profiles and characters, and draws it in this HTML file; some minutes",
            HelpName = "FILE",
        };
        var json = new Option<bool>("--json") { Description = "Write the figures as JSON" };
        delay.Validators.Add(r => RequireRange(r, 0, MaxDelaySeconds));
        posts.Validators.Add(r => RequireRange(r, 1, MaxPosts));
        runs.Validators.Add(r => RequireRange(r, 1, MaxRuns));
        Command command = new("bench", "Measures posts a second: parsing alone, each stage alone on one core, the whole graph to nowhere, the whole graph into a private Redis.") { file, posts, runs, delay, growth, json };
        CommandSettings settings = new(command);
        command.SetAction(async (parse, stop) =>
        {
            PipelineSettings loaded = settings.Load(parse);
            string? named = parse.GetValue(file);
            string? page = parse.GetValue(growth);
            if (page is not null)
            {
                List<ConfigurationFault> faults = [];
                OutputFiles.Check(page, growth.Name, named is null ? [] : [named], faults);
                if (faults.Count > 0)
                    throw new ConfigurationFaultsException(faults);
            }

            IRecordSource source = named is null
                ? Simulated()
                : PipelineRun.FilesOf([named], loaded.Posts)[0];
            MemorySource records = await MemorySource.LoadAsync(source, parse.GetValue(posts), stop);
            ProgressLine progress = ProgressLine.Of(parse.InvocationConfiguration.Error);
            BenchPlan plan = new(parse.GetValue(runs), parse.GetValue(delay), page is not null) { OnBegin = what => progress.Show($"measuring {what}") };
            BenchReport report = await RunAsync(records, named is null ? "simulated X posts" : Path.GetFileName(named), loaded, plan, stop);
            progress.Clear();
            if (page is not null)
                OutputFiles.Write(page, writer => GrowthReport.Write(report, writer));
            Write(report, parse.GetValue(json), parse.InvocationConfiguration.Output);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The Super Bowl night as dense as the average of all Twitter, some 5,000 posts in a second of stream time: with fewer in a tick, ticks would be what is measured.</summary>
    private static SimulatedSource Simulated() =>
        new(Scenario.Create(new ScenarioOptions(ScenarioOptions.SuperBowlBlackout, ScenarioOptions.DefaultSeed, DenseRate, null, null)));

    internal static async Task<BenchReport> RunAsync(MemorySource records, string input, PipelineSettings settings, BenchPlan plan, CancellationToken stop)
    {
        Measurement measurement = new(plan.Runs, Measurement.WarmUp, plan.OnBegin);
        if (records.Count == 0)
            throw new InvalidDataException($"{input} holds no records to measure with");
        int workers = settings.Topology.Workers > 0 ? settings.Topology.Workers : Environment.ProcessorCount;
        await using PrivateRedis redis = await PrivateRedis.StartAsync(TimeProvider.System, stop);
        int run = 0;
        int batchSize = settings.Topology.BatchSize;
        List<Post> posts = await TagAlone.PostsOfAsync(records, batchSize, stop);
        List<StageFigure> figures =
        [
            await measurement.OfAsync("parse", records.Count, () => Task.FromResult(ParseAlone.Run(records, workers).ToString(CultureInfo.InvariantCulture))),
            await measurement.OfAsync("decode", records.Count, () => DecodeAlone.DecodeAsync(records, batchSize, stop)),
            await measurement.OfAsync("extract", posts.Count, () => Task.FromResult(DecodeAlone.Extract(posts))),
            .. await TaggersAsync(posts, settings, measurement),
            .. await TrendsAsync(await TrendsAlone.OfAsync(records, settings.Posts, settings.Trends, batchSize, stop), settings, measurement),
            await GraphRun.OfAsync(measurement, "graph-to-nowhere", records, settings, static () => new NowhereDelivery(), stop),
            // A prefix of its own for each run: the streams begin empty, so the answers can be compared.
            await GraphRun.OfAsync(
                measurement,
                "graph-to-redis",
                records,
                settings,
                () => new RedisDelivery(settings.Redis with { Endpoint = redis.Endpoint, Prefix = $"{{bench:{run++}}}" }, _ => { }, TimeProvider.System),
                stop),
        ];
        List<DelayFigure> delays = [];
        foreach (int perSecond in plan.DelaySeconds == 0 ? [] : s_delayRates)
        {
            plan.OnBegin?.Invoke(string.Create(CultureInfo.InvariantCulture, $"the delay at {perSecond:#,0} posts/s for {plan.DelaySeconds} s"));
            delays.Add(await DelayRun.OfAsync(perSecond, plan.DelaySeconds, settings, settings.Redis with { Endpoint = redis.Endpoint, Prefix = $"{{delay:{perSecond}}}" }, stop));
        }

        IReadOnlyList<GrowthFigure> growth = plan.WithGrowth ? await new GrowthRuns(records, posts, settings, measurement).RunAsync(stop) : [];
        StageFigure[] stages = [.. figures.Select(f => f with { OfParse = Math.Round(f.PostsPerSecond / figures[0].PostsPerSecond, 4) })];
        return new BenchReport(
            typeof(BenchCommand).Assembly.GetName().Version?.ToString(3) ?? "",
            RuntimeInformation.FrameworkDescription,
            Environment.ProcessorCount,
            input,
            records.Count,
            Math.Round((double)records.Bytes / records.Count, 1),
            Math.Round(posts.Count == 0 ? 0 : posts.Average(static post => post.Text.Length), 1),
            plan.Runs,
            Process.GetCurrentProcess().PeakWorkingSet64,
            stages,
            [.. delays],
            [.. growth]);
    }

    /// <summary>Each tagger alone, then all of them as the graph uses them.</summary>
    private static async Task<List<StageFigure>> TaggersAsync(List<Post> posts, PipelineSettings settings, Measurement measurement)
    {
        List<StageFigure> figures = [];
        if (posts.Count == 0)
            return figures;
        foreach ((string name, Func<string> one) in new TaggersAlone(posts, settings.Profiles, settings.Models).All)
            figures.Add(await measurement.OfAsync(name, posts.Count, () => Task.FromResult(one())));
        PostTagger tagger = new(settings.Profiles, settings.Models);
        figures.Add(await measurement.OfAsync("tag", posts.Count, () => Task.FromResult(TagAlone.Run(posts, tagger))));
        return figures;
    }

    /// <summary>
    /// Trends with ticks and without; what the ticks add, divided by the topics judged at them, is a stage of its own, with a topic and tick for a post. Then the join of both branches.
    /// </summary>
    private static async Task<List<StageFigure>> TrendsAsync(TrendsAlone trends, PipelineSettings settings, Measurement measurement)
    {
        StageFigure whole = await measurement.OfAsync("trends", trends.Posts, () => Task.FromResult(trends.CountAndJudge()), trends.Prepare);
        StageFigure counting = await measurement.OfAsync("trends-count", trends.Posts, () => Task.FromResult(trends.Count()), trends.Prepare);
        List<StageFigure> figures = [whole, counting];
        double added = whole.NsPerPost - counting.NsPerPost;
        // Where few topics are judged for each post, chance is larger than what that adds, and may say that it adds nothing.
        if (trends.TopicTicks > 0 && added > 0)
        {
            double perPost = (double)trends.Posts / trends.TopicTicks;
            double ns = Math.Round(added * perPost, 1);
            double bytes = Math.Max(0, Math.Round((whole.BytesPerPost - counting.BytesPerPost) * perPost, 1));
            figures.Add(new StageFigure("trends-topic-tick", Math.Round(1e9 / ns), ns, bytes, 0, 0));
        }

        DecideAlone decide = new(trends.Batches, settings);
        figures.Add(await measurement.OfAsync("join-score", trends.Posts, () => Task.FromResult(decide.Run()), decide.Prepare));
        return figures;
    }

    private static void Write(BenchReport report, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(report, BenchJson.Default.BenchReport));
            return;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"rtm {report.Version}, {report.Runtime}, {report.Processors} processors; {report.Posts:#,0} posts of {report.InputBytesPerPost:0} bytes, texts of {report.CharactersPerText:0} characters ({report.Input}), median of {report.Runs}"));
        output.WriteLine($"{"stage",-20}{"posts/s",12}{"ns/post",12}{"bytes/post",12}{"of parse",12}{"in GC",9}");
        foreach (StageFigure stage in report.Stages)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{stage.Name,-20}{stage.PostsPerSecond,12:#,0}{stage.NsPerPost,12:#,0}{stage.BytesPerPost,12:#,0}{stage.OfParse,12:0.000}{stage.GcShare,9:0.0%}"));
        }

        if (report.Growth.Length > 0)
            output.WriteLine($"{"growth",-20}{"posts/s",12}{"ns/post",12}{"bytes/post",12}{"ns/char",12}");
        foreach (GrowthFigure one in report.Growth)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{$"{one.Value:#,0} {one.What}",-20}{one.PostsPerSecond,12:#,0}{one.NsPerPost,12:#,0}{one.BytesPerPost,12:#,0}{(one.NsPerCharacter > 0 ? one.NsPerCharacter.ToString("0.0", CultureInfo.InvariantCulture) : string.Empty),12}"));
        }

        foreach (DelayFigure delay in report.Delays)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"delay at {delay.PostsPerSecond:#,0} posts/s for {delay.Seconds} s: p50 {delay.P50:0.0} ms, p99 {delay.P99:0.0} ms, max {delay.Max:0.0} ms of {delay.Ticks:#,0} ticks; {delay.Entries:#,0} opportunities and alerts, at most {delay.EntriesMax:0.0} ms; the source was late by up to {delay.SourceLate:0.0} ms, which is included"));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"parse and the graphs use all processors, the others one. trends-topic-tick: a topic judged at a tick in place of a post; trends less trends-count. Memory at most {report.PeakBytes / 1e6:#,0} MB."));
    }

    private static void RequireRange(System.CommandLine.Parsing.OptionResult result, int least, int most)
    {
        if (result.Tokens is [var token] && (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value < least || value > most))
            result.AddError($"{result.Option.Name} is '{token.Value}'; it must be a whole number from {least} to {most}");
    }
}

/// <summary>What is measured.</summary>
/// <param name="Runs">Measured runs of each stage.</param>
/// <param name="DelaySeconds">Seconds for which the delay is measured; 0 for not at all.</param>
/// <param name="WithGrowth">True to measure how cost grows.</param>
internal sealed record BenchPlan(int Runs, int DelaySeconds, bool WithGrowth)
{
    /// <summary>Told what is measured next; null for nobody.</summary>
    public Action<string>? OnBegin { get; init; }
}
