using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using RtmPipeline.Commands.Bench;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Memory;
using RtmPipeline.Sources.Simulation;
using RtmPipeline.Tagging;
using RtmPipeline.Topology;

namespace RtmPipeline.Commands;

/// <summary>Posts a second of parsing alone, of tagging alone, of trends alone and of the whole graph, to nowhere and into a real Redis, in one run.</summary>
internal static class BenchCommand
{
    private const int DefaultPosts = 200_000;
    private const int MaxPosts = 10_000_000;
    private const int DefaultRuns = 3;
    private const int MaxRuns = 100;

    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "Recorded input; simulated X posts of about 1 KB by default", Arity = ArgumentArity.ZeroOrOne };
        var posts = new Option<int>("--posts") { Description = $"Most records to measure with, up to {MaxPosts}", DefaultValueFactory = _ => DefaultPosts, HelpName = "N" };
        var runs = new Option<int>("--runs") { Description = $"Measured runs of each stage, 1 to {MaxRuns}; the median counts", DefaultValueFactory = _ => DefaultRuns, HelpName = "N" };
        var json = new Option<bool>("--json") { Description = "Write the figures as JSON" };
        posts.Validators.Add(r => RequireRange(r, 1, MaxPosts));
        runs.Validators.Add(r => RequireRange(r, 1, MaxRuns));
        Command command = new("bench", "Measures posts a second: parsing alone, all tagging on one core, all trends on one core, the whole graph to nowhere, the whole graph into a private Redis.") { file, posts, runs, json };
        CommandSettings settings = new(command);
        command.SetAction(async (parse, stop) =>
        {
            PipelineSettings loaded = settings.Load(parse);
            string? named = parse.GetValue(file);
            IRecordSource source = named is null
                ? Simulated(parse.GetValue(posts))
                : PipelineRun.FilesOf([named], loaded.Posts)[0];
            MemorySource records = await MemorySource.LoadAsync(source, parse.GetValue(posts), stop);
            BenchReport report = await RunAsync(records, named is null ? "simulated X posts" : Path.GetFileName(named), loaded, parse.GetValue(runs), stop);
            Write(report, parse.GetValue(json), parse.InvocationConfiguration.Output);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The Super Bowl night at a rate at which it has at least so many posts.</summary>
    private static SimulatedSource Simulated(int posts)
    {
        const double NightAtDefaultRate = 300_000;
        double rate = Math.Min(ScenarioOptions.MaxRate, Math.Max(ScenarioOptions.DefaultRate, ScenarioOptions.DefaultRate * posts / NightAtDefaultRate * 1.05));
        return new SimulatedSource(Scenario.Create(new ScenarioOptions(ScenarioOptions.SuperBowlBlackout, ScenarioOptions.DefaultSeed, rate, null, null)));
    }

    internal static async Task<BenchReport> RunAsync(MemorySource records, string input, PipelineSettings settings, int runs, CancellationToken stop)
    {
        if (records.Count == 0)
            throw new InvalidDataException($"{input} holds no records to measure with");
        int workers = settings.Topology.Workers > 0 ? settings.Topology.Workers : Environment.ProcessorCount;
        await using PrivateRedis redis = await PrivateRedis.StartAsync(TimeProvider.System, stop);
        int run = 0;
        List<Post> posts = await TagAlone.PostsOfAsync(records, settings.Topology.BatchSize, stop);
        var tagger = new PostTagger(settings.Profiles, settings.Models);
        TrendsAlone trends = await TrendsAlone.OfAsync(records, settings.Posts, settings.Trends, settings.Topology.BatchSize, stop);
        List<StageFigure> figures =
        [
            await Measurement.OfAsync("parse", records.Count, runs, () => Task.FromResult(ParseAlone.Run(records, workers).ToString(CultureInfo.InvariantCulture))),
            await Measurement.OfAsync("tag", posts.Count, runs, () => Task.FromResult(TagAlone.Run(posts, tagger))),
            .. await TrendsAsync(trends, runs),
            await Measurement.OfAsync("graph-to-nowhere", records.Count, runs, () => GraphAsync(records, settings, new NowhereDelivery(), stop)),
            await Measurement.OfAsync("graph-to-redis", records.Count, runs, () => GraphAsync(
                records,
                settings,
                // A prefix of its own for each run: the streams begin empty, so the answers can be compared.
                new RedisDelivery(settings.Redis with { Endpoint = redis.Endpoint, Prefix = $"{{bench:{run++}}}" }, _ => { }, TimeProvider.System),
                stop)),
        ];
        StageFigure[] stages = [.. figures.Select(f => f with { OfParse = Math.Round(f.PostsPerSecond / figures[0].PostsPerSecond, 4) })];
        return new BenchReport(
            typeof(BenchCommand).Assembly.GetName().Version?.ToString(3) ?? "",
            RuntimeInformation.FrameworkDescription,
            Environment.ProcessorCount,
            input,
            records.Count,
            Math.Round((double)records.Bytes / records.Count, 1),
            Math.Round(posts.Count == 0 ? 0 : posts.Average(static post => post.Text.Length), 1),
            runs,
            trends.TopicTicks,
            stages);
    }

    /// <summary>
    /// Trends with ticks and without; what the ticks add, divided by the topics judged at them, is a stage of its own, with a topic and tick for a post.
    /// </summary>
    private static async Task<StageFigure[]> TrendsAsync(TrendsAlone trends, int runs)
    {
        StageFigure whole = await Measurement.OfAsync("trends", trends.Posts, runs, () => Task.FromResult(trends.CountAndJudge()), trends.Prepare);
        StageFigure counting = await Measurement.OfAsync("trends-count", trends.Posts, runs, () => Task.FromResult(trends.Count()), trends.Prepare);
        if (trends.TopicTicks == 0)
            return [whole, counting];
        double perPost = (double)trends.Posts / trends.TopicTicks;
        double ns = Math.Max(0.1, Math.Round((whole.NsPerPost - counting.NsPerPost) * perPost, 1));
        double bytes = Math.Max(0, Math.Round((whole.BytesPerPost - counting.BytesPerPost) * perPost, 1));
        return [whole, counting, new StageFigure("trends-topic-tick", Math.Round(1e9 / ns), ns, bytes, 0)];
    }

    private static async Task<string> GraphAsync(MemorySource records, PipelineSettings settings, IDelivery delivery, CancellationToken stop)
    {
        await using (delivery)
        {
            await delivery.OpenAsync(stop);
            RunSummary summary = await new DataflowGraph(settings.Topology).RunAsync([records], PipelineRun.StagesOf(settings, delivery), stop, stop);
            DeliveryDigests digests = delivery.Digests;
            return $"{summary.Posts.Posts} posts, {digests.Opportunities}, {digests.Alerts}, {digests.DeadLetters}";
        }
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
        output.WriteLine($"{"stage",-20}{"posts/s",12}{"ns/post",12}{"bytes/post",12}{"of parse",12}");
        foreach (StageFigure stage in report.Stages)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{stage.Name,-20}{stage.PostsPerSecond,12:#,0}{stage.NsPerPost,12:#,0}{stage.BytesPerPost,12:#,0}{stage.OfParse,12:0.000}"));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"trends-topic-tick: a topic judged at a tick in place of a post, {report.TopicTicks:#,0} of them; trends less trends-count."));
    }

    private static void RequireRange(System.CommandLine.Parsing.OptionResult result, int least, int most)
    {
        if (result.Tokens is [var token] && (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value < least || value > most))
            result.AddError($"{result.Option.Name} is '{token.Value}'; it must be a whole number from {least} to {most}");
    }
}
