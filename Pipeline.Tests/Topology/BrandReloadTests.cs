using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Commands;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Tagging;
using RtmPipeline.Tests.Commands.Configuration;
using RtmPipeline.Tests.Delivery;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Topology;

namespace RtmPipeline.Tests.Topology;

/// <summary>Profiles change in the middle of a simulated night, while the blackout is raised for the brand.</summary>
internal sealed class BrandReloadTests
{
    /// <summary>Stream time between the raise and the change.</summary>
    private const long AfterRaiseMs = 60_000;

    /// <summary>The night is played until twenty minutes into the blackout.</summary>
    private const long EndMs = 1_359_943_200_000;

    private readonly List<string> _told = [];
    private List<string> _lines = [];
    private List<IncidentRevision> _undisturbed = [];
    private int _gate;
    private string _crispo = "";
    private SettingsFolder _folder = null!;

    [OneTimeSetUp]
    public async Task PlayUndisturbed()
    {
        _lines = SimulatedNight.Lines(seed: 3, rate: 0.001);
        _lines = _lines[.._lines.FindIndex(line => TimeOf(line) >= EndMs)];
        _crispo = await File.ReadAllTextAsync(SharedData.Sample("crispo.yaml"));
        using SettingsFolder folder = new();
        folder.Write("crispo.yaml", _crispo);
        _gate = 1;
        _undisturbed = await PlayAsync(folder, () => { });
        long raised = _undisturbed.First(r => r.Output == OutputKind.Alert).Time;
        _gate = _lines.FindIndex(line => TimeOf(line) > raised + AfterRaiseMs);
        Assert.That(_gate, Is.InRange(100, _lines.Count - 100));
    }

    [SetUp]
    public void MakeFolder()
    {
        _told.Clear();
        _folder = new SettingsFolder();
        _folder.Write("crispo.yaml", _crispo);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Run_BrandBecomesAnother_EndsTheOldOnesIncidentsAndRaisesThemForTheNewOne()
    {
        List<IncidentRevision> written = await PlayAsync(_folder, () => _folder.Write("crispo.yaml", _crispo.Replace("id: crispo", "id: crispo-two")));

        Assert.That(_told, Is.EqualTo(new[] { "brand profiles reloaded: crispo-two new, crispo removed" }));
        long change = written.First(r => r.Phase == IncidentPhase.Retracted && r.Summary.Contains("was removed", StringComparison.Ordinal)).Time;
        Assert.That(written.Where(r => r.Brand == "crispo" && r.Time > change), Is.Empty);
        foreach (IGrouping<(string Incident, OutputKind Output), IncidentRevision> incident in written.Where(r => r.Brand == "crispo").GroupBy(r => (r.Incident, r.Output)))
            Assert.That(incident.Last().Phase, Is.AnyOf(IncidentPhase.Retracted, IncidentPhase.Expired), incident.Key.Incident);
        string about = written.First(r => r.Output == OutputKind.Alert).Topic.Key;
        IncidentRevision anew = written.First(r => r.Brand == "crispo-two");
        Assert.That(anew.Topic.Key, Is.EqualTo(about));
        Assert.That(anew.Time - change, Is.LessThan(30_000), "recent posts tell it at once what the event means to it");
        AssertSchemas(written);
    }

    [Test]
    public async Task Run_EditedBrand_GoesOnWithItsIncidents()
    {
        List<IncidentRevision> written = await PlayAsync(_folder, () => _folder.Write("crispo.yaml", _crispo.Replace("  - midnight snack\n", "  - midnight snack\n  - blackout\n")));

        Assert.That(_told, Is.EqualTo(new[] { "brand profiles reloaded: crispo changed" }));
        Assert.That(written.Where(r => r.Output == OutputKind.Alert && r.Phase == IncidentPhase.Raised).Select(r => r.Incident), Is.Unique);
        Assert.That(written[0].Incident, Is.EqualTo(_undisturbed[0].Incident));
        foreach (IGrouping<string, IncidentRevision> incident in written.GroupBy(r => r.Incident))
            Assert.That(incident.Select(r => r.Revision), Is.EqualTo(Enumerable.Range(1, incident.Count())), incident.Key);
        Assert.That(Lines(written), Is.Not.EqualTo(Lines(_undisturbed)), "the blackout is in its field now");
    }

    [Test]
    public async Task Run_SecondBrandAppears_LeavesTheFirstAsItWas()
    {
        List<IncidentRevision> written = await PlayAsync(_folder, () => _folder.Write("a-second.yaml", _crispo.Replace("id: crispo", "id: second")));

        Assert.That(_told, Is.EqualTo(new[] { "brand profiles reloaded: second new" }));
        Assert.That(Lines(written.Where(r => r.Brand == "crispo")), Is.EqualTo(Lines(_undisturbed)), "its place moved from the first to the second");
        Assert.That(written.Where(r => r.Brand == "second"), Is.Not.Empty);
    }

    [Test]
    public async Task Run_FaultyProfile_ChangesNothing()
    {
        List<IncidentRevision> written = await PlayAsync(_folder, () => _folder.Write("crispo.yaml", "id: crispo\nfeild: []\n"));

        Assert.That(_told[0], Does.StartWith("brand profiles not reloaded"));
        Assert.That(Lines(written), Is.EqualTo(Lines(_undisturbed)));
    }

    [Test]
    public async Task Run_ChangeAtTheSamePost_GivesTheSameWithAnyWorkersAndBatches()
    {
        List<string>? first = null;
        foreach ((int workers, int batchSize) in new[] { (1, 64), (4, 7) })
        {
            List<IncidentRevision> written = await PlayAsync(_folder, () => _folder.Write("crispo.yaml", _crispo.Replace("id: crispo", "id: crispo-two")), workers, batchSize);
            first ??= Lines(written);
            Assert.That(Lines(written), Is.EqualTo(first), $"{workers} workers, batches of {batchSize}");
            _folder.Write("crispo.yaml", _crispo);
        }
    }

    /// <summary>Plays the night; at the gate the files are changed, and looked at until they are taken.</summary>
    private async Task<List<IncidentRevision>> PlayAsync(SettingsFolder folder, Action edit, int workers = 2, int batchSize = 64)
    {
        PipelineSettings settings = PipelineSettings.Load(null, [new("Brands:Files:0", folder.PathOf(""))]);
        List<IncidentRevision> written = [];
        GatedSource? source = null;
        await using NowhereDelivery delivery = new();
        Stages stages = TestRun.Stages(
            delivery,
            batch =>
            {
                written.AddRange(batch.Revisions);
                source!.OnDelivered(batch);
            },
            settings.Profiles);
        BrandWatcher watcher = new(settings, stages.Brands, _told.Add);
        source = new GatedSource(_lines[.._gate], _lines[_gate..], () =>
        {
            edit();
            watcher.Look();
            watcher.Look();
        });
        await TestRun.RunAsync(new TopologyOptions { Workers = workers, BatchSize = batchSize }, stages, source);
        return written;
    }

    private static List<string> Lines(IEnumerable<IncidentRevision> revisions) =>
        [.. revisions.Select(r => $"{r.Time} {r.Output} {r.Incident} {r.Revision} {r.Phase} {r.Score} {r.Severity} {r.Summary}")];

    private static void AssertSchemas(List<IncidentRevision> written)
    {
        for (int i = 0; i < written.Count; i++)
            Assert.That(OutputChecks.Faults(OutputEntries.Of(written[i], i + 1)), Is.Empty);
    }

    private static long TimeOf(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty("data", out JsonElement data) && data.TryGetProperty("created_at", out JsonElement at)
            ? at.GetDateTimeOffset().ToUnixTimeMilliseconds()
            : 0;
    }
}
