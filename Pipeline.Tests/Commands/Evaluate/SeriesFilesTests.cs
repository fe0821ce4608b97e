using NUnit.Framework;
using RtmPipeline.Commands.Evaluate;
using RtmPipeline.Commands.Evaluate.Series;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Evaluate;

internal sealed class SeriesFilesTests
{
    private readonly ScratchFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    private sealed record Outcome(CountSeries? Series, string? Fault, string Errors, IReadOnlyDictionary<string, int> Rejected);

    private Outcome Read(string name, params string[] lines) => Read(_folder.Write(name, lines));

    private static Outcome Read(string path, int stepSeconds = 300)
    {
        using var errors = new StringWriter();
        var rejections = new Rejections(Path.GetFileName(path), errors);
        try
        {
            CountSeries series = SeriesFiles.Read(path, TimeSpan.FromSeconds(stepSeconds), rejections);
            return new Outcome(series, null, errors.ToString(), rejections.ByReason);
        }
        catch (UnusableFileException unusable)
        {
            return new Outcome(null, unusable.Message, errors.ToString(), rejections.ByReason);
        }
    }

    [TestCase("2015-02-26 21:42:53", "2015-02-26 21:47:53", "2015-02-26 21:52:53")]
    [TestCase("2015-02-26T21:42:53Z", "2015-02-26T21:47:53Z", "2015-02-26T21:52:53Z")]
    [TestCase("2015-02-26T22:42:53+01:00", "2015-02-26T22:47:53+01:00", "2015-02-26T22:52:53+01:00")]
    [TestCase("1424986973", "1424987273", "1424987573")]
    [TestCase("1424986973000", "1424987273000", "1424987573000")]
    public void Times_AreTakenInEachForm_AndKeptAsTheyStood(string first, string second, string third)
    {
        CountSeries series = Read("forms.csv", "timestamp,value", $"{first},1", $"{second},2", $"{third},3").Series!;
        Assert.That(series.Points.Select(p => p.UnixMs), Is.EqualTo((long[])[1_424_986_973_000, 1_424_987_273_000, 1_424_987_573_000]));
        Assert.That(series.Points.Select(p => p.Timestamp), Is.EqualTo((string[])[first, second, third]));
        Assert.That(series.Step, Is.EqualTo(TimeSpan.FromMinutes(5)));
    }

    [TestCase("timestamp,value")]
    [TestCase("Time,Count")]
    [TestCase("\"timestamp\",\"value\"")]
    [TestCase("ds,y")]
    public void Header_IsToldByItsNames(string header) =>
        Assert.That(Read("header.csv", header, "2015-02-26 21:00,1", "2015-02-26 21:05,2").Series!.Points, Has.Length.EqualTo(2));

    [Test]
    public void Columns_MayStandAnywhere_AmongOthers()
    {
        CountSeries series = Read("columns.csv", "source,value,note,timestamp", "x,7,a,2015-02-26 21:00", "x,8,b,2015-02-26 21:05").Series!;
        Assert.That(series.Points.Select(p => p.Value), Is.EqualTo((double[])[7, 8]));
    }

    [Test]
    public void TableWithoutHeader_IsRead() =>
        Assert.That(Read("bare.csv", "2015-02-26 21:00,1", "2015-02-26 21:05,2").Series!.Points, Has.Length.EqualTo(2));

    [Test]
    public void Gzip_CarriageReturns_AndAByteOrderMark_ChangeNothing()
    {
        string text = "\uFEFF" + string.Join("\r\n", InventedCounts.Table(20)) + "\r\n\r\n";
        CountSeries packed = Read(_folder.Write("packed.csv.gz", InventedCounts.Gzip(text))).Series!;
        CountSeries plain = Read("plain.csv", InventedCounts.Table(20)).Series!;
        Assert.That(packed.Points, Is.EqualTo(plain.Points));
    }

    [TestCase("2015-02-26 21:10,-1", "negative", "value is \"-1\"; a count cannot be negative")]
    [TestCase("2015-02-26 21:10,many", "not a number", "value is \"many\"; it must be a number")]
    [TestCase("2015-02-26 21:10,NaN", "not a number", "value is \"NaN\"; it must be a number")]
    [TestCase("2015-02-26 21:10,1e99", "too large", "at most 1e+12 is taken")]
    [TestCase("2015-02-26 21:10,", "missing", "value is missing")]
    [TestCase("2015-02-26 21:10", "missing", "value is missing")]
    [TestCase(",3", "missing", "timestamp is missing")]
    [TestCase("yesterday,3", "bad time", "timestamp is \"yesterday\"; it must be ISO 8601 or unix seconds or milliseconds, from 2000 to 2099")]
    [TestCase("2015-02-30 21:10,3", "bad time", "timestamp is \"2015-02-30 21:10\"")]
    [TestCase("2015-02-26 21:05,3", "duplicate", "the time 2015-02-26 21:05 has a row already")]
    [TestCase("2015-02-26 20:00,3", "out of order", "the time 2015-02-26 20:00 is out of order; times must go up")]
    [TestCase("2098-02-26 20:00,3", "out of order", "the time 2098-02-26 20:00 is out of order; times must go up")]
    public void BadRow_CostsItselfAlone_AndIsReportedWithFileAndLine(string row, string reason, string detail)
    {
        Outcome outcome = Read("bad.csv", "timestamp,value", "2015-02-26 21:00,1", "2015-02-26 21:05,2", row, "2015-02-26 21:10,3", "2015-02-26 21:15,4");
        Assert.That(outcome.Series!.Points.Select(p => p.Value), Is.EqualTo((double[])[1, 2, 3, 4]));
        Assert.That(outcome.Errors, Does.StartWith("rtm: bad.csv:4: ").And.Contain(detail));
        Assert.That(outcome.Rejected, Is.EqualTo(new Dictionary<string, int> { [reason] = 1 }));
    }

    [Test]
    public void MissingSteps_TakeTheValueBefore_AndAreNoRowsOfTheInput()
    {
        CountSeries series = Read("gap.csv", "timestamp,value", "2015-02-26 21:00,1", "2015-02-26 21:05,2", "2015-02-26 21:10,3", "2015-02-26 21:25,4").Series!;
        Assert.That(series.Points.Select(p => p.Value), Is.EqualTo((double[])[1, 2, 3, 3, 3, 4]));
        Assert.That(series.Points.Select(p => p.IsFilled), Is.EqualTo((bool[])[false, false, false, true, true, false]));
        Assert.That(series.Filled, Is.EqualTo(2));
    }

    [Test]
    public void RowBetweenTwoSteps_IsRejected()
    {
        Outcome outcome = Read("close.csv", "timestamp,value", "2015-02-26 21:00,1", "2015-02-26 21:05,2", "2015-02-26 21:06,9", "2015-02-26 21:10,3", "2015-02-26 21:15,4", "2015-02-26 21:20,4");
        Assert.That(outcome.Errors, Does.Contain("close.csv:4: the row follows the one before it by less than half a step (5m)"));
        Assert.That(outcome.Series!.Points, Has.Length.EqualTo(5));
    }

    [Test]
    public void ManyBadRows_AreReportedInPart_AndCountedInFull()
    {
        string[] bad = [.. Enumerable.Range(0, 50).Select(i => $"{InventedCounts.TimeOf(i)},x")];
        using var errors = new StringWriter();
        var rejections = new Rejections("many.csv", errors);
        SeriesFiles.Read(_folder.Write("many.csv", [.. InventedCounts.Table(10), .. bad]), TimeSpan.FromMinutes(5), rejections);
        rejections.Finish();
        string[] lines = errors.ToString().TrimEnd().Split(Environment.NewLine);
        Assert.That(lines, Has.Length.EqualTo(Rejections.MaxReported + 1));
        Assert.That(lines[^1], Is.EqualTo("rtm: many.csv: 30 more rows rejected (not a number 50 in all)"));
    }

    [TestCase("is empty")]
    [TestCase("is empty", "", "  ")]
    [TestCase("is neither a table (timestamp,value) nor a list of post ids, one a line", "hello")]
    [TestCase("has no column value; its columns are \"timestamp, weight\"", "timestamp,weight", "2015-02-26 21:00,1")]
    [TestCase("has no column timestamp and none value; its columns are \"a, b\"", "a,b", "1,2")]
    [TestCase("has 0 usable rows of 0; at least two, with times that go up, are needed", "timestamp,value")]
    [TestCase("has 1 usable rows of 3; at least two, with times that go up, are needed", "timestamp,value", "2015-02-26 21:05,1", "2015-02-26 21:00,1", "x,1")]
    [TestCase("has steps of 0.005 s; they must be 1s to 24h", "timestamp,value", "1424986973000,1", "1424986973005,2")]
    [TestCase("has more than 2,000,000 steps of 1s: a gap of", "timestamp,value", "1424986973,1", "1424986974,2", "1924986973,2", "1924986974,2")]
    public void FileWithNothingToUse_IsAFault(string fault, params string[] lines) => Assert.That(Read("none.csv", lines).Fault, Does.StartWith(fault));

    [Test]
    public void DamagedGzip_IsAFault()
    {
        byte[] packed = InventedCounts.Gzip(string.Join('\n', InventedCounts.Table(500)));
        Assert.That(Read(_folder.Write("cut.csv.gz", packed[..(packed.Length / 2)])).Fault, Does.StartWith("has bad compression"));
    }

    [Test]
    public void Ids_AreCountedInStepsByTheTimeTheyHold_InAnyOrder()
    {
        var start = new DateTimeOffset(2013, 4, 18, 0, 51, 0, TimeSpan.Zero);
        string[] ids = [.. InventedCounts.Ids([start, start.AddMinutes(1), start.AddMinutes(16), start.AddMinutes(3)])];
        Outcome outcome = Read("event.ids.txt", [ids[2], ids[0], ids[1], ids[3], ids[0], "12345"]);
        Assert.That(outcome.Series!.Points.Select(p => p.Value), Is.EqualTo((double[])[3, 0, 0, 1]));
        Assert.That(outcome.Series!.Points[0].Timestamp, Is.EqualTo("2013-04-18T00:50:00Z"));
        Assert.That(outcome.Series!.Filled, Is.Zero);
        Assert.That(outcome.Errors, Does.Contain("event.ids.txt:5: the id").And.Contain("event.ids.txt:6: \"12345\" is no post id"));
    }

    [Test]
    public void IdsYearsApart_InStepsOfASecond_AreRefused_WithTheLimit()
    {
        var start = new DateTimeOffset(2013, 4, 18, 0, 0, 0, TimeSpan.Zero);
        string path = _folder.Write("years.ids.txt", InventedCounts.Ids([start, start.AddYears(5)]));
        Assert.That(Read(path, 1).Fault, Does.StartWith("spans 157,766,401 steps of 1s; it must be 2 to 2,000,000"));
    }
}
