using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Evaluate;

[Parallelizable]
internal sealed class EvaluateGrowthTests
{
    private const string Header = "id,observed_s,observed_count,final,predicted,low50,high50,low90,high90";

    private ScratchFolder _folder = null!;
    private string _cascades = null!;
    private string _shares = null!;

    [SetUp]
    public void MakeInputs()
    {
        _folder = new ScratchFolder();
        _cascades = _folder.Write("cascades.tar.gz", InventedCounts.Archive(40));
        _shares = _folder.Write("shares.csv.gz", InventedCounts.Gzip(string.Join('\n', InventedCounts.Shares(80))));
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private Task<CommandResult> RunAsync(params string[] args) => CommandLine.RunAsync(["evaluate", "growth", .. args, "--out", _folder.PathOf("out.csv")]);

    private string[][] Rows() => [.. File.ReadAllLines(_folder.PathOf("out.csv")).Skip(1).Select(line => line.Split(','))];

    [Test]
    public async Task Cascades_GiveARowForEachAge_WithNestedIntervals()
    {
        CommandResult result = await RunAsync(_cascades, "--observe", "6h,15m,1h,60m");
        Assert.That((result.Code, result.Errors), Is.EqualTo((ExitCode.Done, "")));
        Assert.That((await File.ReadAllLinesAsync(_folder.PathOf("out.csv")))[0], Is.EqualTo(Header));
        Assert.That(Rows(), Has.Length.EqualTo(40 * 3));
        Assert.That(Rows().Take(3).Select(row => row[1]), Is.EqualTo((string[])["900", "3600", "21600"]));
        foreach (double[] row in Rows().Select(row => row.Skip(1).Select(double.Parse).ToArray()))
            Assert.That((double[])[row[1], row[6], row[4], row[5], row[7]], Is.Ordered.Ascending, "count, low90, low50, high50, high90");
    }

    [Test]
    public async Task ObservedCounts_AndFinalSizes_AreThoseOfTheFile()
    {
        string path = _folder.Write("one.txt", ["5 0.5", "0 100", "60 1", "600 2", "4000 3", "5000 4", "90000 5"]);
        await RunAsync(path, _cascades, "--observe", "15m,2h");
        Assert.That(Rows().Take(2).Select(row => (row[2], row[3])), Is.EqualTo(((string, string)[])[("2", "5"), ("4", "5")]));
    }

    [Test]
    public async Task Shares_AreToldByTheirContent()
    {
        CommandResult result = await RunAsync(_shares, "--observe", "1h,6h", "--json");
        Assert.That((result.Code, result.Errors), Is.EqualTo((ExitCode.Done, "")));
        using JsonDocument json = JsonDocument.Parse(result.Output);
        JsonElement[] ages = [.. json.RootElement.GetProperty("ages").EnumerateArray()];
        Assert.That(ages.Select(age => (age.GetProperty("kind").GetString(), age.GetProperty("observed").GetString())), Is.EqualTo(((string?, string?)[])[("shares", "1h"), ("shares", "6h")]));
        Assert.That(ages[1].GetProperty("judged").GetInt32(), Is.InRange(30, 64), "items never shared are not judged");
        Assert.That(ages[1].GetProperty("ours").GetProperty("r2_log1p").ValueKind, Is.EqualTo(JsonValueKind.Number));
    }

    [Test]
    public async Task Kinds_MayStandTogether_AndHaveTheirOwnTables()
    {
        CommandResult result = await RunAsync(_cascades, _shares, "--observe", "1h");
        Assert.That(result.Output, Does.Contain("cascades: median absolute percentage error").And.Contain("shares: median absolute percentage error"));
        Assert.That(result.Output, Does.Contain("no change").And.Contain("log-linear").And.Contain("log-log").And.Contain("self-exciting"));
    }

    [TestCase("4")]
    [TestCase("loo")]
    public async Task Folds_JudgeEachItemOnce_BesideItsBaselines(string folds)
    {
        CommandResult result = await RunAsync(_cascades, "--observe", "1h,6h", "--folds", folds, "--json");
        Assert.That((result.Code, result.Errors), Is.EqualTo((ExitCode.Done, "")));
        using JsonDocument json = JsonDocument.Parse(result.Output);
        JsonElement age = json.RootElement.GetProperty("ages")[0];
        Assert.That(age.GetProperty("judged").GetInt32(), Is.EqualTo(40));
        Assert.That(age.GetProperty("baselines").EnumerateArray().Select(b => b.GetProperty("judged").GetInt32()), Is.All.EqualTo(40));
        Assert.That(json.RootElement.GetProperty("model").GetString(), Does.Contain("fitted on the others"));
    }

    [Test]
    public async Task Training_ComesFromOtherFiles()
    {
        string other = _folder.Write("other.tar.gz", InventedCounts.Archive(30));
        CommandResult result = await RunAsync(_cascades, "--observe", "1h", "--train", other);
        Assert.That((result.Code, result.Errors), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(result.Output, Does.StartWith("40 items; fitted on 30 other items"));
    }

    [Test]
    public async Task TrainingWithoutTheKindThatIsJudged_Fails()
    {
        CommandResult result = await RunAsync(_cascades, _shares, "--observe", "1h", "--train", _folder.Write("other.tar.gz", InventedCounts.Archive(30)));
        Assert.That(result.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(result.Errors, Does.Contain("the files of --train hold no shares to fit on"));
    }

    [Test]
    public async Task SameInput_GivesTheSameBytes()
    {
        await RunAsync(_cascades, _shares, "--report", _folder.PathOf("a.html"));
        string first = await File.ReadAllTextAsync(_folder.PathOf("out.csv"));
        await RunAsync(_cascades, _shares, "--report", _folder.PathOf("b.html"));
        Assert.That(await File.ReadAllTextAsync(_folder.PathOf("out.csv")), Is.EqualTo(first));
        Assert.That(await File.ReadAllTextAsync(_folder.PathOf("b.html")), Is.EqualTo(await File.ReadAllTextAsync(_folder.PathOf("a.html"))));
    }

    [Test]
    public async Task UnusableFile_FailsTheRun_AndTheOthersGoOn()
    {
        CommandResult result = await RunAsync(_folder.Write("none.csv", ["a,b,c", "1,2,3"]), _cascades, "--observe", "1h");
        Assert.That(result.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(result.Errors, Does.StartWith("rtm: none.csv:"));
        Assert.That(Rows(), Has.Length.EqualTo(40));
    }

    [Test]
    public async Task SharesHaveNoSelfExcitingBaseline_AndCascadesDo()
    {
        CommandResult result = await RunAsync(_cascades, _shares, "--observe", "1h", "--json");
        using JsonDocument json = JsonDocument.Parse(result.Output);
        string[][] names = [.. json.RootElement.GetProperty("ages").EnumerateArray().Select(age => age.GetProperty("baselines").EnumerateArray().Select(b => b.GetProperty("name").GetString()!).ToArray())];
        Assert.That(names[0], Is.EqualTo((string[])["no change", "log-linear", "log-log", "self-exciting"]));
        Assert.That(names[1], Is.EqualTo((string[])["no change", "log-linear", "log-log"]));
    }

    [Test]
    public async Task NothingToUse_WritesNothing()
    {
        CommandResult result = await RunAsync(_folder.Write("empty.csv", Array.Empty<string>()));
        Assert.That(result.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(result.Errors, Does.StartWith("rtm: empty.csv: "));
        Assert.That(File.Exists(_folder.PathOf("out.csv")), Is.False);
    }

    [Test]
    public async Task WrongUsage_SaysEverythingAtOnce()
    {
        CommandResult result = await RunAsync(_cascades, _folder.PathOf("absent"), "--observe", "1h,,soon", "--folds", "1", "--train", _cascades, "--report", _cascades);
        Assert.That(result.Code, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(result.Errors, Does.Contain("cascades.tar.gz: is named twice").And.Contain("absent: is not there"));
        Assert.That(result.Errors, Does.Contain("--observe is \"\"").And.Contain("--observe is \"soon\""));
        Assert.That(result.Errors, Does.Contain("--folds is \"1\"; it must be loo or 2 to 1000").And.Contain("give one of them").And.Contain("--report is \"").And.Contain("it would be overwritten"));
    }

    [Test]
    public async Task MoreFoldsThanItems_Fail_WithBothNumbers()
    {
        CommandResult result = await RunAsync(_cascades, "--folds", "41", "--observe", "1h");
        Assert.That(result.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(result.Errors, Does.Contain("--folds needs at least 41 items; there are 40"));
    }
}
