using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Evaluate;

internal sealed class EvaluateSeriesTests
{
    private const string Header = "timestamp,value,score,alert,expected,low50,high50,low90,high90";

    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private Task<CommandResult> RunAsync(params string[] args) => CommandLine.RunAsync(["evaluate", "series", .. args, "--out", _folder.PathOf("out")]);

    private string[] Written(string name) => File.ReadAllLines(_folder.PathOf(Path.Combine("out", name)));

    [Test]
    public async Task Table_GivesOneRowForEachOfItsRows_WithItsTimesAsTheyStood()
    {
        string[] lines = InventedCounts.Table(600);
        CommandResult result = await RunAsync(_folder.Write("brand.csv", lines));
        Assert.That((result.Code, result.Errors), Is.EqualTo((ExitCode.Done, "")));
        string[] written = Written("brand.csv");
        Assert.That(written[0], Is.EqualTo(Header));
        Assert.That(written.Skip(1).Select(row => string.Join(',', row.Split(',').Take(2))), Is.EqualTo(lines.Skip(1)));
        Assert.That(written.Skip(1).Select(row => row.Split(',').Length), Is.All.EqualTo(9));
        foreach (string[] row in written.Skip(1).Select(row => row.Split(',')))
        {
            Assert.That(double.Parse(row[2]), Is.InRange(0, 1));
            Assert.That(row[3], Is.EqualTo("0").Or.EqualTo("1"));
            Assert.That((double[])[0, double.Parse(row[7]), double.Parse(row[5]), double.Parse(row[6]), double.Parse(row[8])], Is.Ordered.Ascending);
        }
    }

    [Test]
    public async Task SameInput_GivesTheSameBytes_PackedOrNot()
    {
        string[] lines = InventedCounts.Table(400);
        CommandResult plain = await RunAsync(_folder.Write("brand.csv", lines), "--report", _folder.PathOf("a.html"));
        string first = await File.ReadAllTextAsync(_folder.PathOf("out/brand.csv"));
        CommandResult packed = await RunAsync(_folder.Write("brand.csv.gz", InventedCounts.Gzip(string.Join('\n', lines))), "--report", _folder.PathOf("b.html"));
        Assert.That((plain.Code, packed.Code), Is.EqualTo((0, 0)));
        Assert.That(await File.ReadAllTextAsync(_folder.PathOf("out/brand.csv")), Is.EqualTo(first));
        string report = await File.ReadAllTextAsync(_folder.PathOf("a.html"));
        Assert.That((await File.ReadAllTextAsync(_folder.PathOf("b.html"))).Replace("brand.csv.gz", "brand.csv"), Is.EqualTo(report));
    }

    [Test]
    public async Task Summary_NamesEachFile_AllRows_AndEachBaseline()
    {
        CommandResult result = await RunAsync(_folder.Write("a.csv", InventedCounts.Table(500)), _folder.Write("b.csv", InventedCounts.Table(500, seed: 2)));
        Assert.That(result.Output, Does.Contain("a.csv").And.Contain("b.csv").And.Contain("all rows").And.Contain("mean of files"));
        Assert.That(result.Output, Does.Contain("no change").And.Contain("drift").And.Contain("Holt").And.Contain("seasonal naive"));
    }

    [Test]
    public async Task Json_HoldsTheFiguresOfEachFileAndOfAll()
    {
        CommandResult result = await RunAsync(_folder.Write("a.csv", [.. InventedCounts.Table(500), "x,1"]), "--json", "--horizon", "30m");
        using JsonDocument json = JsonDocument.Parse(result.Output);
        JsonElement file = json.RootElement.GetProperty("files")[0];
        Assert.That(json.RootElement.GetProperty("horizon").GetString(), Is.EqualTo("30m"));
        Assert.That(file.GetProperty("rows").GetInt32(), Is.EqualTo(500));
        Assert.That(file.GetProperty("rejected").GetProperty("bad time").GetInt32(), Is.EqualTo(1));
        JsonElement figures = file.GetProperty("figures");
        Assert.That(figures.GetProperty("judged").GetInt32(), Is.EqualTo(494));
        Assert.That(figures.GetProperty("coverage_90").GetDouble(), Is.InRange(0, 1));
        Assert.That(figures.GetProperty("baselines").EnumerateArray().Select(b => b.GetProperty("name").GetString()), Is.EqualTo((string[])["no change", "drift", "Holt, damped", "seasonal naive, day", "seasonal naive, week"]));
        Assert.That(json.RootElement.GetProperty("overall").GetProperty("mean_absolute_error").GetDouble(), Is.EqualTo(figures.GetProperty("mean_absolute_error").GetDouble()));
    }

    [Test]
    public async Task Ids_AreForecastInTheStepAskedFor()
    {
        var start = new DateTimeOffset(2013, 4, 18, 0, 50, 0, TimeSpan.Zero);
        string[] ids = [.. InventedCounts.Ids(Enumerable.Range(0, 300).Select(i => start.AddSeconds(i * 40)))];
        CommandResult result = await RunAsync(_folder.Write("event.ids.txt.gz", InventedCounts.Gzip(string.Join('\n', ids))), "--step", "10m");
        Assert.That((result.Code, result.Errors), Is.EqualTo((0, "")));
        string[] written = Written("event.csv");
        Assert.That(written, Has.Length.EqualTo(21));
        Assert.That(written[1], Does.StartWith("2013-04-18T00:50:00Z,15,"));
    }

    [Test]
    public async Task Gaps_AreSaid_AndTheirStepsAreNotWritten()
    {
        string[] lines = InventedCounts.Table(100);
        CommandResult result = await RunAsync(_folder.Write("gap.csv", [.. lines.Take(50), .. lines.Skip(60)]));
        Assert.That(result.Errors.Trim(), Is.EqualTo("rtm: gap.csv: 10 missing steps of 5m took the value before them; no forecast is judged over one"));
        Assert.That(Written("gap.csv"), Has.Length.EqualTo(91));
    }

    [Test]
    public async Task RejectedRows_EndWithThree_WhenStrictIsGiven()
    {
        string path = _folder.Write("bad.csv", [.. InventedCounts.Table(100), "yesterday,1"]);
        Assert.That((await RunAsync(path)).Code, Is.EqualTo(ExitCode.Done));
        CommandResult strict = await RunAsync(path, "--strict");
        Assert.That(strict.Code, Is.EqualTo(ExitCode.RejectedInput));
        Assert.That(strict.Errors, Does.StartWith("rtm: bad.csv:102: timestamp is \"yesterday\""));
    }

    [Test]
    public async Task FileWithNothingToUse_FailsTheRun_AndTheOthersGoOn()
    {
        CommandResult result = await RunAsync(_folder.Write("none.csv", ["a,b"]), _folder.Write("good.csv", InventedCounts.Table(100)), "--report", _folder.PathOf("report.html"));
        Assert.That(result.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(result.Errors, Does.StartWith("rtm: none.csv: has no column"));
        Assert.That(Written("good.csv"), Has.Length.EqualTo(101));
        Assert.That(File.Exists(_folder.PathOf("out/none.csv")), Is.False);
        Assert.That(await File.ReadAllTextAsync(_folder.PathOf("report.html")), Does.Contain("Not used: none.csv has no column"));
    }

    [Test]
    public async Task OnlyFilesWithNothingToUse_Fail_WithAnEmptySummary()
    {
        CommandResult result = await RunAsync(_folder.Write("none.csv", ["a,b"]), "--json", "--report", _folder.PathOf("report.html"));
        Assert.That(result.Code, Is.EqualTo(ExitCode.Failed));
        using JsonDocument json = JsonDocument.Parse(result.Output);
        Assert.That(json.RootElement.GetProperty("overall").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(json.RootElement.GetProperty("failed")[0].GetProperty("file").GetString(), Is.EqualTo("none.csv"));
    }

    [Test]
    public async Task HorizonShorterThanTheStep_IsSaidOfTheFile()
    {
        CommandResult result = await RunAsync(_folder.Write("a.csv", InventedCounts.Table(100)), "--horizon", "1m");
        Assert.That(result.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(result.Errors, Does.StartWith("rtm: a.csv: has steps of 5m; the horizon of 1m is no whole number of them"));
    }

    [Test]
    public async Task FoldersThatAreMissing_AreMade()
    {
        string report = _folder.PathOf("new/and/deep/report.html");
        CommandResult result = await RunAsync(_folder.Write("a.csv", InventedCounts.Table(100)), "--report", report);

        Assert.That(result.Code, Is.EqualTo(ExitCode.Done), result.Errors);
        Assert.That(File.Exists(report), Is.True);
    }

    [Test]
    public async Task WrongUsage_SaysEverythingAtOnce_AndWritesNothing()
    {
        string good = _folder.Write("good.csv", InventedCounts.Table(100));
        CommandResult result = await RunAsync(good, good, _folder.PathOf("absent.csv"), "--horizon", "8d", "--after-onset", "soon", "--step", "0m", "--report", Path.Combine(good, "report.html"));
        Assert.That(result.Code, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(result.Errors, Does.Contain("good.csv: is named twice").And.Contain("absent.csv: is not there"));
        Assert.That(result.Errors, Does.Contain("--horizon is 8d; it must be at most 7d").And.Contain("--after-onset is \"soon\"").And.Contain("--step is \"0m\"").And.Contain("its folder is a file"));
        Assert.That(Directory.Exists(_folder.PathOf("out")), Is.False);
    }

    [Test]
    public async Task FilesOfOneName_AreWrongUsage_SinceOneWouldReplaceTheOther()
    {
        CommandResult result = await RunAsync(_folder.Write("a.csv", InventedCounts.Table(9)), _folder.Write("a.csv.gz", InventedCounts.Gzip("x")));
        Assert.That(result.Code, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(result.Errors, Does.Contain("which would both be written to"));
    }

    [Test]
    public async Task OutputOverAnInput_IsWrongUsage_AndTheInputStays()
    {
        Directory.CreateDirectory(_folder.PathOf("out"));
        string path = _folder.Write("out/a.csv", InventedCounts.Table(9));
        CommandResult result = await RunAsync(path);
        Assert.That(result.Code, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(result.Errors, Does.Contain("would overwrite the input"));
        Assert.That(await File.ReadAllLinesAsync(path), Is.EqualTo(InventedCounts.Table(9)));
    }

    [Test]
    public async Task FileInPlaceOfTheFolder_IsWrongUsage()
    {
        _folder.Write("out", ["x"]);
        CommandResult result = await RunAsync(_folder.Write("a.csv", InventedCounts.Table(9)));
        Assert.That((result.Code, result.Errors), Is.EqualTo((ExitCode.WrongUsage, result.Errors)));
        Assert.That(result.Errors, Does.Contain("which is a file; it must be a folder"));
    }

    [Test]
    public async Task OlderOutput_IsReplaced_AndNoPartsAreLeft()
    {
        string path = _folder.Write("a.csv", InventedCounts.Table(100));
        Directory.CreateDirectory(_folder.PathOf("out"));
        _folder.Write("out/a.csv", ["old"]);
        _folder.Write("out/other.csv", ["stays"]);
        await RunAsync(path);
        Assert.That(Directory.GetFiles(_folder.PathOf("out")).Select(Path.GetFileName), Is.EquivalentTo((string[])["a.csv", "other.csv"]));
        Assert.That(Written("a.csv")[0], Is.EqualTo(Header));
    }

    [Test]
    public async Task AfterOnset_JudgesTheEventAlone()
    {
        var start = new DateTimeOffset(2013, 4, 18, 0, 0, 0, TimeSpan.Zero);
        IEnumerable<DateTimeOffset> times = [.. Enumerable.Range(0, 40).Select(i => start.AddMinutes(20 * i)), .. Enumerable.Range(0, 2000).Select(i => start.AddHours(12).AddSeconds(10 * i))];
        string path = _folder.Write("event.ids.txt", InventedCounts.Ids(times));
        CommandResult result = await RunAsync(path, "--after-onset", "3h", "--json");
        using JsonDocument json = JsonDocument.Parse(result.Output);
        Assert.That(json.RootElement.GetProperty("after_onset").GetString(), Is.EqualTo("3h"));
        Assert.That(json.RootElement.GetProperty("overall").GetProperty("judged").GetInt32(), Is.EqualTo(36));
    }

    [Test]
    public async Task RecordedSeries_AreReadWhole()
    {
        string recorded = SharedData.Require("nab_realtweets", "Twitter_volume_CVS.csv.gz");
        CommandResult result = await RunAsync(recorded);
        Assert.That((result.Code, result.Errors), Is.EqualTo((0, "")));
        Assert.That(Written("Twitter_volume_CVS.csv"), Has.Length.EqualTo(15_854));
    }
}
