using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Evaluate.Alerts;
using RtmPipeline.Sources.Simulation;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Evaluate.Alerts;

internal sealed class TruthFileTests
{
    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private Truth Read(params string[] lines)
    {
        List<ConfigurationFault> faults = [];
        Truth truth = TruthFile.Read(_folder.Write("truth", lines), faults);
        Assert.That(faults, Is.Empty);
        return truth;
    }

    private string[] Faults(params string[] lines)
    {
        List<ConfigurationFault> faults = [];
        string file = _folder.Write("truth", lines);
        TruthFile.Read(file, faults);
        return [.. faults.Select(fault => fault.ToString().Replace(file, "truth", StringComparison.Ordinal))];
    }

    [Test]
    public void TruthOfAScenario_IsReadAsItWasWritten()
    {
        Scenario scenario = Scenario.Create(new ScenarioOptions(ScenarioOptions.SuperBowlBlackout, 1, 0.001, null, null));
        ScenarioTruth written = scenario.WriteTo(Stream.Null);
        using MemoryStream bytes = new();
        written.WriteTo(bytes);
        List<ConfigurationFault> faults = [];
        Truth read = TruthFile.Read(_folder.Write("truth", bytes.ToArray()), faults);
        Truth direct = ScenarioEvents.Of(written);
        Assert.That(faults, Is.Empty);
        Assert.That((read.StartAt, read.EndAt), Is.EqualTo((direct.StartAt, direct.EndAt)));
        Assert.That(read.Events.Select(e => (e.Id, e.Kind, e.Alert, e.OnsetAt, e.PeakAt, e.EndAt, string.Join('|', e.Surfaces), e.Volume?.Total)), Is.EqualTo(
            direct.Events.Select(e => (e.Id, e.Kind, e.Alert, e.OnsetAt, e.PeakAt, e.EndAt, string.Join('|', e.Surfaces), e.Volume?.Total))));
        Assert.That(read.Events.Where(e => e.ShouldRaise).Select(e => e.Alert), Is.EqualTo(new AlertKind?[] { AlertKind.Opportunity, AlertKind.Hold }));
    }

    [Test]
    public void PlainLines_AndTables_SayTheSame()
    {
        Truth lines = Read(
            """{"id":"flood","alert":"hold","surfaces":["#flood","river, town"],"onset":"2013-06-21T00:00:00Z","end":1371859200,"label":"label=on-topic"}""",
            "",
            """{"id":"calm","alert":"none","surfaces":["calm"],"brand":"acme","onset":"2013-06-21T00:00:00Z","peak":"2013-06-21T01:00:00Z"}""");
        Truth table = Read(
            "id,alert,surfaces,onset,peak,end,brand,label",
            "flood,hold,\"#flood | river, town\",2013-06-21T00:00:00Z,,1371859200,,label=on-topic",
            "calm,none,calm,2013-06-21T00:00:00Z,2013-06-21T01:00:00Z,,acme,");
        (string, AlertKind?, string?, long?, long?, long?, string, RecordLabel?)[] Facts(Truth truth) =>
            [.. truth.Events.Select(e => (e.Id, e.Alert, e.Brand, e.OnsetAt, e.PeakAt, e.EndAt, string.Join('+', e.Surfaces), e.Label))];
        Assert.That(Facts(table), Is.EqualTo(Facts(lines)));
        Assert.That(lines.Events[0].EndAt, Is.EqualTo(1_371_859_200_000));
        Assert.That(lines.Events[0].Label, Is.EqualTo(new RecordLabel("label", "on-topic")));
    }

    [TestCase("""{"alert":"hold","surfaces":["x"]}""", "truth:1: id is missing")]
    [TestCase("""{"id":"a","alert":"holt","surfaces":["xyz"]}""", "truth:1: alert is \"holt\"; it must be one of opportunity, threat, hold, reinforce, calendar, none")]
    [TestCase("""{"id":"a","alert":"hold"}""", "truth:1: surfaces names nothing; at least one hashtag, word or phrase is needed")]
    [TestCase("""{"id":"a","alert":"hold","surfaces":["?!"]}""", "truth:1: surfaces names nothing; at least one hashtag, word or phrase is needed")]
    [TestCase("""{"id":"a","alert":"hold","surfaces":["xyz"],"onset":"yesterday"}""", "truth:1: onset is \"yesterday\"; it must be a time as 2013-02-04T01:38:00Z, or unix seconds or milliseconds")]
    [TestCase("""{"id":"a","alert":"hold","surfaces":["xyz"],"onset":"2013-02-02","end":"2013-02-01"}""", "truth:1: end is 2013-02-01T00:00:00Z, before onset at 2013-02-02T00:00:00Z")]
    [TestCase("""{"id":"a","alert":"hold","surfaces":["xyz"],"label":"on-topic"}""", "truth:1: label is \"on-topic\"; it must be FIELD=VALUE, as label=on-topic")]
    [TestCase("""{"type":"theme","id":"a"}""", "truth:1: has the type \"theme\"; it must be scenario or topic, or absent")]
    [TestCase("""[elephants]""", "truth:1: has the column \"[elephants]\"; columns are id, alert, surfaces, onset, peak, end, brand, label")]
    public void WrongRow_IsNamedWithItsLineValueAndLimit(string line, string fault)
    {
        Assert.That(Faults(line), Does.Contain(fault));
    }

    [Test]
    public void BrokenJson_IsNamedWithItsLine()
    {
        Assert.That(Faults("""{"id":"a","alert":"hold","surfaces":["xyz"]}""", "{").Single(), Does.StartWith("truth:2: is no JSON: "));
    }

    [TestCase("""{"id":"\ud800","alert":"hold","surfaces":["xyz"]}""")]
    [TestCase("""{"\ud800":1,"id":"a","alert":"hold","surfaces":["xyz"]}""")]
    [TestCase("""{"id":"a","alert":"hold","surfaces":["\ud800"]}""")]
    public void HalfACharacter_IsNamedWithItsLine(string line)
    {
        Assert.That(Faults(line).Single(), Does.StartWith("truth:1: ").And.Contain("half a character"));
    }

    [Test]
    public void AllFaults_ComeAtOnce()
    {
        Assert.That(Faults("id,alert,surface", "a,hold,xyz", "a,hold"), Is.EqualTo(new[]
        {
            "truth:1: has the column \"surface\"; did you mean surfaces?",
            "truth:1: has no column surfaces",
            "truth:2: surfaces names nothing; at least one hashtag, word or phrase is needed",
            "truth:3: has 2 values; the header has 3",
        }));
    }

    [Test]
    public void SameIdTwice_IsAFault()
    {
        Assert.That(Faults("id,alert,surfaces", "a,hold,xyz", "a,none,abc"), Is.EqualTo(new[] { "truth:3: has the id \"a\", as line 2 does" }));
    }

    [Test]
    public void EmptyFile_IsAFault()
    {
        Assert.That(Faults(""), Is.EqualTo(new[] { "truth: has no events" }));
    }

    [Test]
    public void MissingFile_AndBrokenCompression_AreFaults()
    {
        List<ConfigurationFault> faults = [];
        TruthFile.Read(_folder.PathOf("nowhere"), faults);
        TruthFile.Read(_folder.Write("cut.gz", [0x1f, 0x8b, 8, 0, 1]), faults);
        Assert.That(faults.Select(fault => fault.Message), Has.All.StartWith("cannot be read: ").And.Exactly(2).Items);
    }
}
