using System.Globalization;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Sources.Simulation;
using RtmPipeline.Tests.Delivery;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.EndToEnd;

/// <summary>What consumers rely on, held against every entry of a whole simulated night with broken lines, as it stands in Redis.</summary>
internal sealed class WireContractTests
{
    /// <summary>Numbers of the wire have a few decimals, so that a sum of some ten of them is off by a little.</summary>
    private const double RoundingOfASum = 0.01;

    private const int BrokenEach = 5000;

    private readonly ScratchFolder _folder = new();
    private RedisServer _server = null!;
    private ScenarioTruth _truth = null!;
    private CommandResult _replay = null!;
    private int _broken;
    private List<StoredEntry>[] _streams = [];

    [OneTimeSetUp]
    public async Task Replay()
    {
        _server = await RedisServer.StartAsync();
        List<string> lines = SimulatedNight.Lines(2, 0.002, out _truth);
        for (int at = BrokenEach; at < lines.Count; at += BrokenEach, _broken++)
            lines.Insert(at, "{\"id\":\"cut\", \u0007");
        string night = _folder.Write("night.ndjson", lines);
        _replay = await CommandLine.RunAsync("replay", night, "--redis", _server.Options.Endpoint, "--brand", SharedData.Sample("crispo.yaml"));
        _streams = await _server.AllEntriesAsync();
    }

    [OneTimeTearDown]
    public async Task End()
    {
        _folder.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public void Night_IsReplayed_AndAllStreamsHoldEntries()
    {
        Assert.That((_replay.Code, _replay.Errors), Is.EqualTo((0, string.Empty)));
        Assert.That(_streams.Select(entries => entries.Count), Has.All.Positive);
        Assert.That(_streams[(int)OutputStream.DeadLetters], Has.Count.EqualTo(_broken));
        ReplayReport report = ReplayReport.Of(_replay.Output);
        Assert.That(
            (report["opportunity entries"], report["alert entries"], report["rejected"]),
            Is.EqualTo(((long)_streams[0].Count, (long)_streams[1].Count, (long)_broken)));
    }

    [Test]
    public void Entries_AllOfThem_FollowTheShippedSchemas()
    {
        List<string> faults = [];
        foreach ((OutputStream stream, StoredEntry entry) in All())
        {
            Assert.That(entry.Names, Is.EqualTo(stream.Fields()));
            faults.AddRange(OutputChecks.Faults(ToOutput(stream, entry)).Select(fault => $"{stream} {entry.Id}: {fault}"));
        }

        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void Factors_AddUpToTheScore()
    {
        foreach (JsonElement output in Outputs())
        {
            double sum = output.GetProperty("factors").EnumerateArray().Sum(factor => factor.GetProperty("contribution").GetDouble());
            Assert.That(sum, Is.EqualTo(output.GetProperty("score").GetDouble()).Within(RoundingOfASum), output.GetProperty("incident").GetString());
        }
    }

    [Test]
    public void Seq_CountsByOneFromOne_InEachStream()
    {
        foreach (OutputStream stream in Enum.GetValues<OutputStream>())
            Assert.That(Of(stream).Select(entry => Text(stream, entry, "seq")), Is.EqualTo(Enumerable.Range(1, Of(stream).Count).Select(n => $"{n}")), stream.Name());
    }

    [Test]
    public void Ids_AreUnique_OverAllStreams() =>
        Assert.That(All().Select(one => Text(one.Stream, one.Entry, "id")), Is.Unique);

    [Test]
    public void Time_NeverGoesBackwards_AndIsTheTimeOfTheEntrysId()
    {
        foreach (OutputStream stream in Enum.GetValues<OutputStream>())
        {
            long[] times = [.. Of(stream).Select(entry => long.Parse(Text(stream, entry, "t"), CultureInfo.InvariantCulture))];
            Assert.That(times, Is.Ordered, stream.Name());
            Assert.That(Of(stream).Select(entry => long.Parse(entry.Id.Split('-')[0], CultureInfo.InvariantCulture)), Is.EqualTo(times), stream.Name());
        }
    }

    [Test]
    public void Revisions_OfAnIncident_CountByOneOverBothStreams()
    {
        foreach (IGrouping<string, JsonElement> incident in Outputs().GroupBy(output => output.GetProperty("incident").GetString()!))
        {
            int[] revisions = [.. incident.Select(output => output.GetProperty("rev").GetInt32()).Order()];
            Assert.That(revisions, Is.EqualTo(Enumerable.Range(1, revisions.Length)), incident.Key);
        }
    }

    [Test]
    public void TopLevelFields_SayWhatTheDataSays()
    {
        foreach ((OutputStream stream, StoredEntry entry) in All().Where(one => one.Stream != OutputStream.DeadLetters && Text(one.Stream, one.Entry, "type") != OutputTypes.Digest))
        {
            JsonElement output = DataOf(entry);
            string id = $"{output.GetProperty("incident").GetString()}.{output.GetProperty("rev").GetInt32()}";
            Assert.That(
                (Text(stream, entry, "id"), Text(stream, entry, "brand"), Text(stream, entry, "topic"), double.Parse(Text(stream, entry, "score"), CultureInfo.InvariantCulture)),
                Is.EqualTo((id, output.GetProperty("brand").GetString(), output.GetProperty("topic").GetProperty("key").GetString(), output.GetProperty("score").GetDouble())));
        }
    }

    [TestCase("bots")]
    [TestCase("tragedy")]
    public void OpportunityStream_NeverNamesATopicThatIsNone(string kind)
    {
        string[] surfaces = [.. _truth.Topics.Where(topic => topic.Kind == kind).SelectMany(topic => topic.Surfaces).Select(surface => Plain(surface.Text))];
        Assert.That(surfaces, Is.Not.Empty);
        IEnumerable<string> named = Of(OutputStream.Opportunities)
            .Select(entry => DataOf(entry).GetProperty("topic"))
            .SelectMany(topic => topic.GetProperty("aliases").EnumerateArray().Append(topic.GetProperty("label")))
            .Select(label => Plain(label.GetString()!));
        Assert.That(named.Intersect(surfaces), Is.Empty);
    }

    private List<StoredEntry> Of(OutputStream stream) => _streams[(int)stream];

    private IEnumerable<(OutputStream Stream, StoredEntry Entry)> All() =>
        Enum.GetValues<OutputStream>().SelectMany(stream => Of(stream).Select(entry => (stream, entry)));

    /// <summary>Revisions of incidents; digests are of none.</summary>
    private IEnumerable<JsonElement> Outputs() => Of(OutputStream.Opportunities)
        .Concat(Of(OutputStream.Alerts).Where(entry => Text(OutputStream.Alerts, entry, "type") != OutputTypes.Digest)).Select(DataOf);

    private static JsonElement DataOf(StoredEntry entry)
    {
        using JsonDocument data = JsonDocument.Parse(entry.Values[^1]);
        return data.RootElement.GetProperty("data").Clone();
    }

    private static string Text(OutputStream stream, StoredEntry entry, string field) => ToOutput(stream, entry).Text(field);

    private static OutputEntry ToOutput(OutputStream stream, StoredEntry entry) => new()
    {
        Stream = stream,
        Seq = long.Parse(Encoding.UTF8.GetString(entry.Values[stream.SeqIndex()]), CultureInfo.InvariantCulture),
        Time = 0,
        Values = [.. entry.Values],
    };

    private static string Plain(string label) => string.Concat(label.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
