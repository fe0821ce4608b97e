using System.CommandLine;
using System.Globalization;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Sources.Simulation;
using RtmPipeline.Topology;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Commands;

/// <summary>A Super Bowl night in some seconds: private Redis, simulated posts, the whole graph, what a marketing team would have been told.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var keep = new Option<bool>("--keep") { Description = "Show the dashboard meanwhile, and leave it and Redis up until Ctrl-C" };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the simulation", DefaultValueFactory = _ => ScenarioOptions.DefaultSeed, HelpName = "N" };
        Command command = new("demo", "Simulates a Super Bowl night, runs the whole graph on it, and shows opportunities and alerts as they come.") { keep, seed };
        CommandSettings settings = new(command);
        command.SetAction(async (parse, stop) =>
        {
            PipelineSettings loaded = settings.Load(parse);
            if (loaded.Brands.Files.Length == 0)
                loaded = loaded with { Profiles = BrandProfiles.Load([Path.Combine(AppContext.BaseDirectory, "brands", "crispo.yaml")]) };
            await RunAsync(loaded, parse.GetValue(seed), parse.GetValue(keep), parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error, stop);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task RunAsync(
        PipelineSettings settings, ulong seed, bool keep, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        await using PrivateRedis redis = await PrivateRedis.StartAsync(TimeProvider.System, stop);
        settings = settings with { Redis = settings.Redis with { Endpoint = redis.Endpoint, Password = null, PasswordFile = null, User = null, Tls = false } };
        await output.WriteLineAsync($"Redis of this demo: {redis.Endpoint}. The night of 3 February 2013, simulated with seed {seed}; brand: {string.Join(", ", settings.Profiles.Select(p => p.Name))}.");
        await output.WriteLineAsync();

        var source = new SimulatedSource(Scenario.Create(new ScenarioOptions(ScenarioOptions.SuperBowlBlackout, seed, ScenarioOptions.DefaultRate, null, null)));
        var shown = new DemoConsole(output);
        await using var delivery = new RedisDelivery(settings.Redis, message => errors.WriteLine($"rtm: {message}"), TimeProvider.System);
        await delivery.OpenAsync(stop);
        await using RunObserver? observer = keep ? Observe(settings, delivery, output, errors, stop) : null;
        long start = TimeProvider.System.GetTimestamp();
        Stages stages = PipelineRun.StagesOf(settings, delivery, shown.Show) with { Metrics = observer?.Graph };
        RunSummary summary = await new DataflowGraph(settings.Topology).RunAsync([source], stages, stop, CancellationToken.None);
        TimeSpan elapsed = TimeProvider.System.GetElapsedTime(start);
        if (source.Truth is { } truth)
            shown.Verdict(truth);
        await output.WriteLineAsync();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.Posts.Posts:#,0} posts in {elapsed.TotalSeconds:0.0} s ({summary.Posts.Posts / elapsed.TotalSeconds:#,0} a second); {delivery.Counts.Opportunities} opportunity entries, {delivery.Counts.Alerts} alert entries."));
        foreach (ForecastFigures figures in stages.Trends.ForecastFigures)
            await output.WriteLineAsync(ForecastLine.Of(figures));
        await HowToReadAsync(redis, settings.Redis.Prefix, keep, output);
        if (keep)
            await UntilStoppedAsync(stop);
    }

    /// <summary>A night that is long over lags behind the clock without being late.</summary>
    private static RunObserver Observe(PipelineSettings settings, RedisDelivery delivery, TextWriter output, TextWriter errors, CancellationToken stop) => new(
        settings with { Health = settings.Health with { MaxLagSeconds = int.MaxValue } },
        [],
        decisions: null,
        delivery,
        keepsCheckpoints: false,
        message => errors.WriteLine($"rtm: {message}"),
        addresses => output.WriteLine($"Dashboard: {string.Join(", ", addresses)}"),
        stop);

    private static async Task HowToReadAsync(PrivateRedis redis, string prefix, bool keep, TextWriter output)
    {
        if (!keep)
        {
            await output.WriteLineAsync("Run it with --keep to see it on the dashboard, and to read the streams afterwards.");
            return;
        }

        string[] address = redis.Endpoint.Split(':');
        await output.WriteLineAsync();
        await output.WriteLineAsync("Read the streams from another terminal:");
        await output.WriteLineAsync($"  redis-cli -p {address[^1]} XRANGE '{prefix}:alerts' - +");
        await output.WriteLineAsync($"  redis-cli -p {address[^1]} XREVRANGE '{prefix}:opportunities' + - COUNT 1");
        await output.WriteLineAsync($"  dotnet run -c Release --project Pipeline -- tail --redis {redis.Endpoint} --from 0");
        await output.WriteLineAsync("Ctrl-C ends it.");
    }

    private static async Task UntilStoppedAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = stop.Register(stopped.SetResult);
        await stopped.Task;
    }
}
