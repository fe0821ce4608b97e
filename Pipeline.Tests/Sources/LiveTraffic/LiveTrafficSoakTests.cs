using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.State;
using RtmPipeline.Tests.Kills;
using RtmPipeline.Tests.Kills.Audit;
using RtmPipeline.Tests.Kills.Soak;
using RtmPipeline.Tests.Sources.Bluesky;
using RtmPipeline.Tests.Sources.Kafka;
using RtmPipeline.Tests.Sources.Mastodon;
using RtmPipeline.Tests.Sources.News;
using RtmPipeline.Tests.Sources.X;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.LiveTraffic;

/// <summary>
/// All kinds of sources at once, each with its faults, into one running program, whose Redis goes away now and then. In the end all that was written is in the journal, the
/// streams are those of the journal, no source was starved, and memory has not grown.
/// </summary>
internal sealed partial class LiveTrafficSoakTests
{
    /// <summary>Shares of the posts, of 2,000; feeds bring ten items a second beside them.</summary>
    private const double Whole = 2_000;

    /// <summary>Runs shorter than this say nothing of memory's growth: tables fill and code is compiled.</summary>
    private const int GrowthSeconds = 1_200;

    /// <summary>Most growth of memory that is noise, bytes an hour.</summary>
    private const double MostGrowth = 100e6;

    private const int Publishers = 8;

    private const string Prefix = "{live}";

    /// <summary>The longest silence of a source that its faults explain: a stall that is found, and waiting that grows.</summary>
    private static readonly TimeSpan s_longestGap = TimeSpan.FromSeconds(120);

    /// <summary>The longest silence that nothing explains: the program's start, and a slow machine.</summary>
    private static readonly TimeSpan s_longestUnexplained = TimeSpan.FromSeconds(10);

    /// <summary>Between two polls of feeds, and with one that is waited for.</summary>
    private static readonly TimeSpan s_longestOfDocuments = TimeSpan.FromMinutes(6);

    private static readonly TimeSpan s_endLimit = TimeSpan.FromMinutes(4);

    private Child? _run;

    /// <summary>What the program said is evidence of a failure too.</summary>
    [TearDown]
    public void KeepWhatItSaid()
    {
        if (_run is { } run)
            File.WriteAllLines(Path.Combine(SoakSettings.Evidence("live"), "said.txt"), run.Errors);
        _run = null;
    }

    [Test]
    [Category("Soak")]
    public async Task AllKinds_WithFaults_LoseAndDoubleNothing_AndMemoryIsFlat()
    {
        int seconds = SoakSettings.Required("RTM_SOAK_LIVE_SECONDS", "live SECONDS RATE [SEED]");
        double rate = SoakSettings.Optional("RTM_SOAK_LIVE_RATE", 2_000);
        int seed = SoakSettings.Optional("RTM_SOAK_LIVE_SEED", 1);
        // In an hour each kind of a source comes every few minutes, and later than after a minute, when waits that grow begin anew.
        TimeSpan each = TimeSpan.FromSeconds(Math.Clamp(seconds / 20.0, 10, 75));
        FaultPlan Plan(string[] kinds) => new(seed++, each, [.. kinds.Where(Wanted("RTM_SOAK_LIVE_FAULTS"))]);
        double Share(double posts) => rate * posts / Whole;

        using ScratchFolder folder = new();
        using MockKafka kafka = MockKafka.Start();
        await using XServer x = await XServer.StartAsync();
        await using JetstreamServer jetstream = await JetstreamServer.StartAsync();
        await using JetstreamServer other = await JetstreamServer.StartAsync();
        await using MastodonServer social = await MastodonServer.StartAsync();
        await using MastodonServer social2 = await MastodonServer.StartAsync();
        FeedServer[] news = [.. Enumerable.Range(0, Publishers).Select(i => new FeedServer(address: IPAddress.Parse(FeedsLane.HostOf(i))))];
        await using RedisServer queue = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        await using RedisServer output = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        using HttpLane ingest = new(Share(250), Plan(HttpLane.FaultKinds));
        List<TrafficLane> lanes =
        [
            new BlueskyLane(jetstream, other, Share(800), Plan(BlueskyLane.FaultKinds)),
            new KafkaLane(kafka, Share(500), Plan(KafkaLane.FaultKinds)),
            ingest,
            new RedisLane(queue, Share(200), Plan(RedisLane.FaultKinds)),
            new FilesLane(Directory.CreateDirectory(folder.PathOf("exports")).FullName, Share(160), Plan(FilesLane.FaultKinds)),
            new XLane(x, Share(60), Plan(XLane.FaultKinds)),
            new MastodonLane(1, social, Share(15), Plan(MastodonLane.FaultKinds)),
            new MastodonLane(2, social2, Share(15), Plan(MastodonLane.FaultKinds)),
            // Feeds are asked seldom, and almost at once.
            new FeedsLane(news, new FaultPlan(seed++, each / 10, FeedsLane.FaultKinds)),
        ];

        lanes.RemoveAll(lane => lane != ingest && !Wanted("RTM_SOAK_LIVE_ONLY")(lane.Name));
        FaultPlan outputFaults = new(seed, 2 * each, "killed", "stopped");
        lanes.ForEach(lane => lane.CommonFaults = outputFaults);
        PastLane past = new(folder.PathOf("past.ndjson"));
        using CancellationTokenSource stop = new();
        using CancellationTokenSource end = new();
        JournalTail tail = new(Path.Combine(folder.PathOf("state"), "journal"), [past, .. lanes]);
        Task tailing = Task.Run(() => tail.RunAsync(end.Token));
        past.Write(rate);
        await ReadPastAsync(folder, past, output);
        await using Child run = Child.Start(CommandOf(folder, lanes, output));
        _run = run;
        ProcessSamples samples = new(run);
        Task[] watching = [tailing, Task.Run(() => samples.RunAsync(stop.Token))];
        await Eventually.IsTrue(() => run.HasEnded || RunAddresses.IngestOf(run) is not null, "it listens");
        Assert.That(run.HasEnded, Is.False, run.ToString());
        lanes.ForEach(lane => lane.Begin());
        ingest.Listens(RunAddresses.EndPointOf(RunAddresses.IngestOf(run)!));
        Task[] sending = [.. lanes.Select(lane => Task.Run(() => lane.RunAsync(stop.Token)))];
        await WhileSendingAsync(sending, stop, async () =>
        {
            await ForAsync(seconds, run, output, outputFaults, lanes, Task.WhenAny([.. watching, .. sending]));
            await EndAsync(lanes, run, stop, sending, () => CoveredOf(folder) >= tail.Closing);
        });
        await end.CancelAsync();
        await Task.WhenAll(watching);

        foreach (FeedServer publisher in news)
            await publisher.DisposeAsync();
        StreamBook found = StreamBook.Read(output.Port, Prefix);
        AuditFindings findings = await AuditAsync(folder, output, found);
        Tell(lanes, past, run, findings, found, outputFaults, tail, samples, string.Create(CultureInfo.InvariantCulture, $"Live traffic of all kinds for {seconds} s at {rate:#,0} posts a second, {lanes.Sum(lane => lane.Written):#,0} in all"));
        Check(lanes, run, findings, found, ReplayReport.Of(string.Join('\n', run.Output)), seconds, samples);
    }

    /// <summary>Whatever fails: nobody sends any more once the servers are gone.</summary>
    private static async Task WhileSendingAsync(Task[] sending, CancellationTokenSource stop, Func<Task> work)
    {
        try
        {
            await work();
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Ends the traffic, and the program once all of it has arrived and gone through the graph, and its last tick is closed: what is open at a stop waits for the next start.</summary>
    private static async Task EndAsync(List<TrafficLane> lanes, Child run, CancellationTokenSource stop, Task[] sending, Func<bool> isCovered)
    {
        // Whoever is waiting because of a fault comes back without a new one.
        lanes.ForEach(lane => lane.Faults.IsOver = true);
        await SettledAsync(lanes, run);
        await stop.CancelAsync();
        await Task.WhenAll(sending);
        await Eventually.IsTrue(() => run.HasEnded || lanes.TrueForAll(lane => lane.Missing == 0), () => $"all posts are in the journal\n{Table(lanes)}", s_endLimit);
        await Eventually.IsTrue(() => run.HasEnded || isCovered(), static () => "a checkpoint covers the last tick", s_endLimit);
        run.Terminate();
        await run.WaitAsync(s_endLimit);
    }

    /// <summary>The last record of the journal that the newest checkpoint covers.</summary>
    private static long CoveredOf(ScratchFolder folder)
    {
        FolderCheckpointStore store = new(new DiskFolder(folder.PathOf("state")), 1, static _ => { }, CrashPoints.None);
        return store.LoadAsync(CancellationToken.None).ToBlockingEnumerable().FirstOrDefault()?.Sources.Max(mark => mark.Line) ?? 0;
    }

    private static void Tell(
        List<TrafficLane> lanes, PastLane past, Child run, AuditFindings findings, StreamBook found, FaultPlan outputFaults, JournalTail tail, ProcessSamples samples, string head)
    {
        SoakSettings.Report(string.Join('\n', [
            head,
            Table(lanes),
            $"past     {past.Written:#,0} posts of the time before",
            $"output   Redis: {outputFaults}; opportunities {found["opportunities"].Count}, alerts {found["alerts"].Count}, dead letters {found["deadletter"].Count}; {findings}",
            $"journal  records beside: {tail.Others} {string.Join(", ", tail.Faults.Select(fault => $"{fault.Key} {fault.Value}"))}",
            .. samples.Lines(),
            string.Create(CultureInfo.InvariantCulture, $"memory   at most {samples.MostMemory / 1e6:0} MB, growth over the last two thirds {samples.GrowthAnHour / 1e6:0} MB an hour"),
            .. run.Output.Where(line => line.StartsWith("source ", StringComparison.Ordinal) || line.StartsWith("  ", StringComparison.Ordinal) || line.StartsWith("posts", StringComparison.Ordinal)),
        ]));
    }

    private static void Check(List<TrafficLane> lanes, Child run, AuditFindings findings, StreamBook found, ReplayReport report, int seconds, ProcessSamples samples)
    {
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.ToString());
            foreach (TrafficLane lane in lanes)
            {
                Assert.That(lane.Missing, Is.Zero, $"{lane.Name}: lost");
                Assert.That(lane.Doubled, Is.AtMost(lane.Repeated), $"{lane.Name}: doubled");
                Assert.That(lane.LongestGap, Is.LessThan(lane.IsDocument ? s_longestOfDocuments : s_longestGap), $"{lane.Name}: starved");
                Assert.That(lane.LongestUnexplained, Is.LessThan(lane.IsDocument ? s_longestOfDocuments : s_longestUnexplained), $"{lane.Name}: starved without a fault");
                Assert.That(lane.Faults.Count, Is.GreaterThan(seconds >= GrowthSeconds ? 5 : 0), $"{lane.Name}: no faults");
            }

            Assert.That(report["posts"] - report["duplicates dropped"], Is.EqualTo(lanes.Sum(lane => lane.Posts)), "posts that the graph counted");
            Assert.That(found["opportunities"], Is.Not.Empty, "nothing was found, so nothing was audited");
            Assert.That(findings.IsClean, findings.ToString());
            if (seconds >= GrowthSeconds)
                Assert.That(samples.GrowthAnHour, Is.LessThan(MostGrowth), "memory grows");
        });
    }

    /// <summary>To look for a cause: which of the sources and kinds of faults, with commas between; all by default.</summary>
    private static Func<string, bool> Wanted(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } names ? names.Split(',').Contains : static _ => true;

    private static string Table(List<TrafficLane> lanes) => string.Join('\n', lanes.Select(lane => lane.ToString()).Prepend(TrafficLane.Head));

    /// <summary>A process of its own, which ends when it has read what was before.</summary>
    private static async Task ReadPastAsync(ScratchFolder folder, PastLane past, RedisServer output)
    {
        await using Child run = Child.Start(CommandOf(folder, [past], output));
        await Eventually.IsTrue(() => run.HasEnded || StreamBook.Read(output.Port, Prefix)["deadletter"].Count > 0, () => $"the past is read: {past}", s_endLimit);
        run.Terminate();
        await run.WaitAsync(s_endLimit);
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
    }

    private static ChildCommand CommandOf(ScratchFolder folder, List<TrafficLane> lanes, RedisServer output)
    {
        string config = folder.Write("live.json", [JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["Sources"] = lanes.ToDictionary(lane => lane.Name, lane => (object)lane.Section),
            ["Journal"] = new Dictionary<string, object> { ["KeepHours"] = 24 },
        })]);
        ChildCommand command = ChildCommand.Rtm("run", "--config", config, "--state", folder.PathOf("state"), "--redis", output.Options.Endpoint, "--prefix", Prefix);
        foreach (TrafficLane lane in lanes)
        {
            foreach ((string name, string value) in lane.Secrets)
                command = command.Set($"RTM__Sources__{lane.Name}__{name}", value);
        }

        return command;
    }

    /// <summary>The time of the test, in which the output's Redis has its faults as well.</summary>
    private static async Task ForAsync(int seconds, Child run, RedisServer output, FaultPlan faults, List<TrafficLane> lanes, Task failed)
    {
        for (int second = 0; second < seconds && !failed.IsCompleted && !await run.HasEndedWithinAsync(TimeSpan.FromSeconds(1)); second++)
        {
            if (second % 60 == 59)
                SoakSettings.Say($"{second + 1} s, {run.MemoryBytes / 1_000_000} MB\n{Table(lanes)}");
            if (faults.Due() is not { } fault)
                continue;
            if (fault == "killed")
                await output.KillAsync();
            else
                ProcessSignals.Pause(output.ProcessId);
            second += 3;
            await run.HasEndedWithinAsync(TimeSpan.FromSeconds(3));
            if (fault == "killed")
                await output.RestartAsync();
            else
                ProcessSignals.GoOn(output.ProcessId);
        }

        Assert.That(run.HasEnded, Is.False, run.ToString());
        // What ended before its time says why.
        if (failed.IsCompleted)
            await await (Task<Task>)failed;
    }

    /// <summary>Waits until each source gives again.</summary>
    private static async Task SettledAsync(List<TrafficLane> lanes, Child run)
    {
        long[] before = [.. lanes.Select(lane => lane.Arrived)];
        await Eventually.IsTrue(() => run.HasEnded || lanes.Select((lane, i) => lane.Arrived > before[i] || lane.IsDocument).All(gives => gives), () => $"each source gives again\n{Table(lanes)}", s_endLimit);
    }

    /// <summary>The streams against those of a replay of the journal, which nothing happened to.</summary>
    private static async Task<AuditFindings> AuditAsync(ScratchFolder folder, RedisServer output, StreamBook found)
    {
        await using Child replay = Child.Start(ChildCommand.Rtm("replay", Path.Combine(folder.PathOf("state"), "journal"), "--redis", output.Options.Endpoint, "--prefix", "{again}"));
        await replay.WaitAsync(TimeSpan.FromMinutes(20));
        Assert.That(replay.ExitCode, Is.Zero, replay.ToString());
        return StreamAudit.Compare(StreamBook.Read(output.Port, "{again}"), found);
    }
}
