using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Sources.Journal;
using RtmPipeline.State;
using RtmPipeline.Tests.Commands.Evaluate.Alerts;
using RtmPipeline.Tests.Sources.Journal;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Evaluate;

[Parallelizable]
internal sealed class EvaluateAlertsTests
{
    private static readonly string s_crispo = SharedData.Sample("crispo.yaml");

    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private static Task<CommandResult> RunAsync(params string[] args) => CommandLine.RunAsync(["evaluate", "alerts", .. args]);

    private (string Posts, string Truth) Night(ulong seed)
    {
        List<string> lines = SimulatedNight.Lines(seed, 0.002, out var truth);
        using MemoryStream written = new();
        truth.WriteTo(written);
        return (_folder.Write($"night-{seed}.ndjson", lines), _folder.Write($"truth-{seed}.ndjson", written.ToArray()));
    }

    /// <summary>A flood of two posts a second that begins after half an hour of chatter.</summary>
    private string Burst(string name, string word)
    {
        IEnumerable<(long Time, string Json)> chatter = Enumerable.Range(0, 1800).Select(i => Line($"c{i}", i * 2000, $"nothing much about topic{i % 300} and day{i % 7}", $"p{i}"));
        IEnumerable<(long Time, string Json)> burst = Enumerable.Range(0, 1800).Select(i => Line($"b{i}", 1_800_000 + (i * 500), $"wow {word} look{i}", $"q{i}"));
        return _folder.Write(name, chatter.Concat(burst).OrderBy(line => line.Time).Select(line => line.Json));
    }

    private static (long Time, string Json) Line(string id, long offset, string text, string author) =>
        (Told.Noon + offset, $$"""{"id":"{{id}}","time":{{Told.Noon + offset}},"text":"{{text}}","author":"{{author}}"}""");

    [Test]
    public async Task Simulation_GivesARowForEachEventAndSeed_AndTheSameFromFiles()
    {
        CommandResult direct = await RunAsync("--scenario", "superbowl-blackout", "--rate", "0.002", "--seeds", "1-2", "--brand", s_crispo, "--csv", _folder.PathOf("direct.csv"));
        Assert.That((direct.Code, direct.Errors), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(direct.Output, Does.Contain("seed 1").And.Contain("seed 2").And.Contain("median").And.Contain("worst").And.Contain("false alerts"));
        string[] rows = await File.ReadAllLinesAsync(_folder.PathOf("direct.csv"));
        Assert.That(rows.Skip(1).Select(row => string.Join(' ', row.Split(',').Take(4))), Is.EqualTo(new[]
        {
            "seed 1 blackout crispo opportunity", "seed 1 accident crispo hold", "seed 2 blackout crispo opportunity", "seed 2 accident crispo hold",
        }));
        Assert.That(rows.Select(row => row.Split(',').Length), Is.All.EqualTo(23));

        (string posts1, string truth1) = Night(1);
        (string posts2, string truth2) = Night(2);
        CommandResult paired = await RunAsync(posts1, posts2, "--truth", truth1, truth2, "--brand", s_crispo, "--csv", _folder.PathOf("paired.csv"));
        Assert.That((paired.Code, paired.Errors), Is.EqualTo((ExitCode.Done, "")));
        string[] same = [.. (await File.ReadAllLinesAsync(_folder.PathOf("paired.csv"))).Select(row => row.Replace("night-", "seed ", StringComparison.Ordinal))];
        Assert.That(same, Is.EqualTo(rows));
    }

    [Test]
    public async Task ShortSimulation_IsItsBeginning_WithTheEventsThatBeganInIt()
    {
        CommandResult result = await RunAsync("--scenario", "superbowl-blackout", "--rate", "0.001", "--duration", "30m", "--json");
        Assert.That((result.Code, result.Errors), Is.EqualTo((ExitCode.Done, "")));
        using JsonDocument json = JsonDocument.Parse(result.Output);
        Assert.That(json.RootElement.GetProperty("hours").GetDouble(), Is.EqualTo(0.5).Within(0.01));
        Assert.That(json.RootElement.GetProperty("events").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task PlainTruth_JudgesARecording_AndPostsOfTheEventAreCountedInIt()
    {
        string posts = Burst("burst.ndjson", "#GiantDuck");
        string truth = _folder.Write("truth.csv", ["id,alert,surfaces", "duck,opportunity,giant duck|#GiantDuck"]);
        CommandResult result = await RunAsync(posts, "--truth", truth, "--json");
        Assert.That((result.Code, result.Errors), Is.EqualTo((ExitCode.Done, "")));
        using JsonDocument json = JsonDocument.Parse(result.Output);
        JsonElement duck = json.RootElement.GetProperty("events")[0];
        Assert.That(duck.GetProperty("onset_at").GetDateTimeOffset().ToUnixTimeMilliseconds(), Is.EqualTo(Told.Noon + 1_800_000));
        Assert.That(duck.GetProperty("tenth_post_at").GetDateTimeOffset().ToUnixTimeMilliseconds(), Is.EqualTo(Told.Noon + 1_804_500));
    }

    [Test]
    public async Task Journal_IsJudgedAsItsPostsAre()
    {
        string posts = Burst("burst.ndjson", "#GiantDuck");
        string truth = _folder.Write("truth.csv", ["id,alert,surfaces", "duck,opportunity,giant duck|#GiantDuck"]);
        string folder = _folder.PathOf("journal");
        await using (JournalWriter journal = JournalWriter.Open(new DiskFolder(folder), new JournalOptions { FlushMilliseconds = 0 }, new JournalRun().Host()))
        {
            long last = 0;
            foreach (string line in await File.ReadAllLinesAsync(posts))
                last = await journal.AppendAsync(JournalRun.Record(line), CancellationToken.None);
            await journal.FlushedAsync(last);
        }

        CommandResult ofFile = await RunAsync(posts, "--truth", truth, "--csv", _folder.PathOf("file.csv"));
        CommandResult ofJournal = await RunAsync(folder + "/", "--truth", truth, "--csv", _folder.PathOf("journal.csv"));
        CommandResult faster = await RunAsync(folder, "--faster", "60");
        CommandResult twice = await RunAsync(folder, folder, "--truth", truth);

        Assert.That((ofFile.Code, ofJournal.Code, ofJournal.Errors), Is.EqualTo((ExitCode.Done, ExitCode.Done, "")));
        string[] rows = await File.ReadAllLinesAsync(_folder.PathOf("file.csv"));
        Assert.That(rows, Has.Length.EqualTo(2));
        Assert.That(await File.ReadAllLinesAsync(_folder.PathOf("journal.csv")), Is.EqualTo(rows.Select(row => row.Replace("burst", "journal", StringComparison.Ordinal))));
        Assert.That((faster.Code, faster.Errors.Contains("--faster is for files", StringComparison.Ordinal)), Is.EqualTo((ExitCode.WrongUsage, true)), faster.Errors);
        Assert.That((twice.Code, twice.Errors.Contains("is named twice", StringComparison.Ordinal)), Is.EqualTo((ExitCode.WrongUsage, true)), twice.Errors);
    }

    [Test]
    public async Task WithoutTruth_WhatWasRaisedIsListed_AndNothingIsJudged()
    {
        CommandResult result = await RunAsync(Night(1).Posts, "--brand", s_crispo);
        Assert.That(result.Code, Is.EqualTo(ExitCode.Done));
        Assert.That(result.Output, Does.Contain("Alerts raised").And.Not.Contain("false alerts"));
    }

    [Test]
    public async Task Faster_SparseRecording_RaisesWhatItsOwnPaceIsTooSlowFor_AtItsOwnTime()
    {
        const int Times = 60;
        const long Minute = 60_000;
        IEnumerable<(long Time, string Json)> chatter = Enumerable.Range(0, 1800).Select(i => Line($"c{i}", i * 2 * Minute, $"nothing much about topic{i % 300} and day{i % 7}", $"p{i}"));
        IEnumerable<(long Time, string Json)> burst = Enumerable.Range(0, 1800).Select(i => Line($"b{i}", (1800 + (i / 2)) * Minute, $"wow quokka look{i}", $"q{i}"));
        string sparse = _folder.Write("sparse.ndjson", chatter.Concat(burst).OrderBy(line => line.Time).Select(line => line.Json));

        CommandResult result = await RunAsync(sparse, "--faster", $"{Times}");

        Assert.That((result.Code, result.Errors), Is.EqualTo((ExitCode.Done, "")));
        string raised = result.Output.Split('\n').Single(line => line.Contains("quokka", StringComparison.Ordinal));
        Assert.That(
            DateTimeOffset.Parse(raised[..19] + "Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(),
            Is.InRange(Told.Noon + (1800 * Minute), Told.Noon + (1860 * Minute)));
    }

    [Test]
    public async Task Explain_PrintsTheSum_WhichEndsAtTheScore()
    {
        (string posts, string truth) = Night(1);
        CommandResult listed = await RunAsync(posts, "--truth", truth, "--brand", s_crispo, "--json");
        using JsonDocument json = JsonDocument.Parse(listed.Output);
        JsonElement alert = json.RootElement.GetProperty("alerts")[0];
        string id = alert.GetProperty("incident").GetString()!;
        CommandResult result = await RunAsync(posts, "--truth", truth, "--brand", s_crispo, "--explain", id);
        Assert.That((result.Code, result.Errors), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(result.Output, Does.StartWith($"Incident {id} for crispo: "));
        foreach (JsonElement factor in alert.GetProperty("factors").EnumerateArray())
            Assert.That(result.Output, Does.Contain($"{factor.GetProperty("name").GetString()} "));
        string[] sum = [.. result.Output.Split(Environment.NewLine).SkipWhile(line => !line.StartsWith("factor", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Length > 0)];
        Assert.That(sum[^1].Split(' ')[^1], Is.EqualTo(sum[^2].Split(' ')[^1]), "the running sum ends at the score");
        Assert.That(double.Parse(sum[^1].Split(' ')[^1]), Is.EqualTo(alert.GetProperty("score").GetDouble()).Within(0.005));
    }

    [Test]
    public async Task Explain_OfAnUnknownIncident_SaysWhichThereWere()
    {
        CommandResult result = await RunAsync("--scenario", "quiet-day", "--duration", "10m", "--rate", "0.001", "--explain", "nothing");
        Assert.That((result.Code, result.Errors.Trim()), Is.EqualTo((ExitCode.Failed, "rtm: there was no incident \"nothing\"; no alert was raised")));
    }

    [Test]
    public async Task ListOfIds_IsAnEventInTheChatterOfAnotherTime()
    {
        string ids = _folder.Write("2024_Giant_duck.txt", Enumerable.Range(0, 600).Select(i => EventIdsTests.IdAt(Told.Noon + (i * 1000), i)));
        string chatter = _folder.Write("chatter.ndjson", Enumerable.Range(0, 2880).Select(i => Line($"c{i}", (i * 60_000L) - 86_400_000_000, $"about topic{i % 300} and day{i % 7}", $"p{i}").Json));
        CommandResult result = await RunAsync(ids, "--background", chatter, "--background-lead", "6h", "--expect", "opportunity", "--json");
        Assert.That((result.Code, result.Errors), Is.EqualTo((ExitCode.Done, "")));
        using JsonDocument json = JsonDocument.Parse(result.Output);
        JsonElement run = json.RootElement.GetProperty("runs")[0];
        Assert.That(run.GetProperty("run").GetString(), Is.EqualTo("2024_Giant_duck"));
        Assert.That(run.GetProperty("hours").GetDouble(), Is.EqualTo(6 + (1.0 / 6)).Within(0.02));
        Assert.That(run.GetProperty("posts").GetInt64(), Is.EqualTo(600 + 371).Within(1));
        Assert.That(json.RootElement.GetProperty("events")[0].GetProperty("onset_at").GetDateTimeOffset().ToUnixTimeMilliseconds(), Is.EqualTo(Told.Noon));
    }

    [Test]
    public async Task Recipe_ReplaysItsEvents_ARunEach()
    {
        _folder.Write("duck.txt", Enumerable.Range(0, 300).Select(i => EventIdsTests.IdAt(Told.Noon + (i * 1000), i)));
        _folder.Write("posts.ndjson", Enumerable.Range(0, 300).Select(i => Line($"c{i}", i * 60_000L, $"about topic{i % 300}", $"p{i}").Json.Replace("}", i < 200 ? ",\"label\":\"off\"}" : ",\"label\":\"on\"}", StringComparison.Ordinal)));
        string recipe = _folder.Write("events.yaml",
        [
            "background:", "  files: [posts.ndjson]", "  label: label=off", "  lead: 2h",
            "events:", "  - id: duck, by ids", "    ids: duck.txt", "    name: Giant duck", "    alert: opportunity",
            "  - id: topics", "    posts: posts.ndjson", "    label: label=on", "    alert: hold", "    surfaces: [topic]",
        ]);
        CommandResult result = await RunAsync("--recipe", recipe, "--csv", _folder.PathOf("out.csv"));
        Assert.That((result.Code, result.Errors), Is.EqualTo((ExitCode.Done, "")));
        string[] rows = await File.ReadAllLinesAsync(_folder.PathOf("out.csv"));
        Assert.That(rows.Skip(1).Select(row => row[..24]), Is.EqualTo(new[] { "\"duck, by ids\",\"duck, by", "topics,topics,any,hold,m" }));
        Assert.That(rows[2], Does.Contain(DateTimeOffset.FromUnixTimeMilliseconds(Told.Noon + (200 * 60_000)).ToString("yyyy-MM-dd'T'HH:mm:ss")), "its onset is the first post with the label");
    }

    [Test]
    public async Task Report_ShowsEachEvent_AndStandsByItself()
    {
        string posts = Burst("burst.ndjson", "#GiantDuck");
        string truth = _folder.Write("truth.ndjson", ["""{"id":"<script>alert(1)</script>","alert":"opportunity","surfaces":["giant duck","#GiantDuck"]}""", """{"id":"late","alert":"hold","surfaces":["no such thing"]}"""]);
        CommandResult result = await RunAsync(posts, "--truth", truth, "--report", _folder.PathOf("page.html"));
        Assert.That((result.Code, result.Errors), Is.EqualTo((ExitCode.Done, "")));
        string text = await File.ReadAllTextAsync(_folder.PathOf("page.html"));
        IHtmlDocument page = await new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocumentAsync(text);
        Assert.That(page.QuerySelectorAll("script, link, img, iframe, a"), Is.Empty);
        Assert.That(text, Does.Not.Contain("://").And.Not.Contain("url("));
        Assert.That(page.QuerySelectorAll("svg.wide"), Has.Count.EqualTo(1));
        Assert.That(page.QuerySelectorAll("h2").Select(heading => heading.TextContent), Is.EqualTo(new[] { "Events", "False alerts", "Timelines", "All alerts", "Runs" }));
        Assert.That(page.QuerySelector("h3")!.TextContent, Does.StartWith("<script>alert(1)</script>"));
        Assert.That(page.QuerySelectorAll("table")[^1].TextContent, Does.Contain("late"), "no post names it");
    }

    [Test]
    public async Task ListWithoutUsableIds_FailsAlone()
    {
        string good = _folder.Write("2024_Good_one.txt", Enumerable.Range(0, 20).Select(i => EventIdsTests.IdAt(Told.Noon + (i * 1000), i)));
        string bad = _folder.Write("2024_Bad_one.txt", ["12345678901234567890123"[..11]]);
        CommandResult result = await RunAsync(good, bad);
        Assert.That(result.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(result.Errors, Does.Contain("rtm: 2024_Bad_one has no usable id"));
        Assert.That(result.Output, Does.Contain("2024_Good_one").And.Contain("not judged: 2024_Bad_one has no usable id"));
    }

    [Test]
    public async Task RejectedInput_EndsStrictRunsWith3()
    {
        string posts = _folder.Write("a.ndjson", [Line("1", 0, "hello there", "ann").Json, "{broken"]);
        Assert.That((await RunAsync(posts)).Code, Is.EqualTo(ExitCode.Done));
        Assert.That((await RunAsync(posts, "--strict")).Code, Is.EqualTo(ExitCode.RejectedInput));
    }

    [Test]
    public async Task Output_HoldsTheEntriesOfAReplay()
    {
        (string posts, string truth) = Night(1);
        await RunAsync(posts, "--truth", truth, "--brand", s_crispo, "--output", _folder.PathOf("evaluated.ndjson"));
        await CommandLine.RunAsync("replay", posts, "--brand", s_crispo, "--output", _folder.PathOf("replayed.ndjson"));
        Assert.That(await File.ReadAllTextAsync(_folder.PathOf("evaluated.ndjson")), Is.EqualTo(await File.ReadAllTextAsync(_folder.PathOf("replayed.ndjson"))).And.Not.Empty);
    }

    [TestCase("FILE is missing; give recorded files, or --scenario, or --recipe")]
    [TestCase("FILE and --scenario exclude each other", "POSTS", "--scenario", "quiet-day")]
    [TestCase("--scenario and --recipe exclude each other", "--scenario", "quiet-day", "--recipe", "TRUTH")]
    [TestCase("--data is for --recipe", "POSTS", "--data", "OUT")]
    [TestCase("--background is for files; --scenario knows by itself", "--scenario", "quiet-day", "--background", "POSTS")]
    [TestCase("--seeds is for --scenario", "POSTS", "--seeds", "1-3")]
    [TestCase("--truth is for files; --scenario knows by itself", "--scenario", "quiet-day", "--truth", "TRUTH")]
    [TestCase("--truth is for posts; a list of ids is the truth about itself", "IDS", "--truth", "TRUTH")]
    [TestCase("names lists of ids and posts", "IDS", "POSTS")]
    [TestCase("--background is for lists of ids; give posts as FILE", "POSTS", "--background", "TRUTH")]
    [TestCase("--truth names 2 files for 1 of posts; give one for all, or one for each", "POSTS", "--truth", "TRUTH", "IDS")]
    [TestCase("--seeds is \"0-\"; it must be seeds as 1-20 or 1,2,7", "--scenario", "quiet-day", "--seeds", "0-")]
    [TestCase("there is no scenario 'superbowl'", "--scenario", "superbowl")]
    [TestCase("--rate is 301; it must be above 0 and at most 300", "--scenario", "quiet-day", "--rate", "301")]
    [TestCase("--duration is \"long\"", "--scenario", "quiet-day", "--duration", "long")]
    [TestCase("--tolerance is \"x\"", "POSTS", "--tolerance", "x")]
    [TestCase("--expect is \"joy\"; it must be one of opportunity, threat, hold, reinforce, calendar", "IDS", "--expect", "joy")]
    [TestCase("--background-label is \"off\"; it must be FIELD=VALUE", "IDS", "--background-label", "off")]
    [TestCase("--output is for a single run", "--scenario", "quiet-day", "--seeds", "1-2", "--output", "OUT")]
    [TestCase("which is an input or another output", "POSTS", "--csv", "POSTS")]
    [TestCase("--faster is 0; it must be 1 to 1,000", "POSTS", "--faster", "0")]
    [TestCase("--faster is for files of recorded posts without --truth", "POSTS", "--truth", "TRUTH", "--faster", "60")]
    [TestCase("is not there", "NOWHERE")]
    [TestCase("alert is \"joy\"", "POSTS", "--truth", "WRONG")]
    public async Task WrongUsage_EndsWith2_AndSaysWhy(string message, params string[] args)
    {
        Dictionary<string, string> files = new()
        {
            ["POSTS"] = _folder.Write("posts.ndjson", [Line("1", 0, "hello", "ann").Json]),
            ["IDS"] = _folder.Write("ids.txt", [EventIdsTests.IdAt(Told.Noon)]),
            ["TRUTH"] = _folder.Write("truth.csv", ["id,alert,surfaces", "a,hold,xyz"]),
            ["WRONG"] = _folder.Write("wrong.csv", ["id,alert,surfaces", "a,joy,xyz"]),
            ["OUT"] = _folder.PathOf("out"),
            ["NOWHERE"] = _folder.PathOf("nowhere"),
        };
        CommandResult result = await RunAsync([.. args.Select(arg => files.GetValueOrDefault(arg, arg))]);
        Assert.That((result.Code, result.Output), Is.EqualTo((ExitCode.WrongUsage, "")));
        Assert.That(result.Errors, Does.Contain(message));
    }
}
