using System.Text;
using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Retractions;
using RtmPipeline.Dashboard.Board;
using RtmPipeline.Delivery;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Dashboard;

internal sealed class IncidentBoardTests
{
    private SampleRevisions _samples = null!;
    private IncidentBoard _board = null!;

    [SetUp]
    public void Begin() => (_samples, _board) = (new SampleRevisions(7), new IncidentBoard("7"));

    private IncidentRevision Revision(string incident, int revision, double score = 50, IncidentPhase phase = IncidentPhase.Updated, OutputKind output = OutputKind.Opportunity) =>
        _samples.Next(output, phase, incident, score) with { Revision = revision, Time = SampleRevisions.Noon + (revision * 1000L) };

    private JsonElement Incidents(Predicate<BoardIncident>? wanted = null, int most = 1_000)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartArray();
            _board.WriteIncidents(json, wanted ?? (static _ => true), most);
            json.WriteEndArray();
        }

        using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetString(body.ToArray()));
        return document.RootElement.Clone();
    }

    private string[] Ids(Predicate<BoardIncident>? wanted = null, int most = 1_000) => [.. Incidents(wanted, most).EnumerateArray().Select(incident => incident.GetProperty("incident").GetString()!)];

    private static PostRetraction Retraction(IncidentRevision revision, bool hasEnded, params string[] posts) => new()
    {
        Output = revision.Output,
        Incident = revision.Incident,
        Revision = revision.Revision + 1,
        Kind = revision.Kind,
        Time = revision.Time,
        Brand = revision.Brand,
        Topic = revision.Topic,
        Severity = revision.Severity,
        Score = revision.Score,
        Because = RetractionReason.Deleted,
        Posts = posts,
        NamedIn = [revision.Revision],
        HasEnded = hasEnded,
        Place = 0,
    };

    [Test]
    public void Take_AnyEntries_ShowsTheNewestOfEachIncidentWithAllItsRevisions()
    {
        List<IncidentRevision> all = [.. Enumerable.Range(0, 500).Select(_ => _samples.Next())];

        all.ForEach(revision => _board.Take(BoardEntries.Of(revision)));

        Dictionary<string, JsonElement> shown = Incidents().EnumerateArray().ToDictionary(incident => incident.GetProperty("incident").GetString()!);
        Assert.That(_board.Unreadable, Is.Zero);
        foreach (IGrouping<string, IncidentRevision> incident in all.GroupBy(revision => revision.Incident))
        {
            IncidentRevision last = incident.Last();
            JsonElement state = shown[incident.Key];
            Assert.That(state.GetProperty("phase").GetString(), Is.EqualTo(last.Phase.Word()));
            Assert.That(state.GetProperty("live").GetBoolean(), Is.EqualTo(last.Phase is not (IncidentPhase.Expired or IncidentPhase.Retracted)));
            Assert.That(state.GetProperty("revisions").EnumerateArray().Select(line => line.GetProperty("rev").GetInt32()), Is.EqualTo(incident.Select(revision => revision.Revision)));
            Assert.That(state.GetProperty("document").GetProperty("rev").GetInt32(), Is.EqualTo(last.Revision));
        }
    }

    [Test]
    public void WriteIncidents_BestLiveFirst()
    {
        foreach ((string id, double score, IncidentPhase phase) in ((string, double, IncidentPhase)[])[("low", 10, IncidentPhase.Raised), ("over", 99, IncidentPhase.Expired), ("high", 90, IncidentPhase.Peaked)])
            _board.Take(BoardEntries.Of(Revision(id, 1, score, phase)));

        Assert.That(Ids(), Is.EqualTo(new[] { "high", "low", "over" }));
        Assert.That(Ids(incident => incident.Score < 95, 1), Is.EqualTo(new[] { "high" }));
    }

    [Test]
    public void Take_SecondStreamComesLate_KeepsTheNewest()
    {
        _board.Take(BoardEntries.Of(Revision("a", 3, 80)));
        _board.Take(BoardEntries.Of(Revision("a", 2, 20, output: OutputKind.Alert) with { Kind = AlertKind.Opportunity }));

        JsonElement state = Incidents()[0];
        Assert.That(state.GetProperty("score").GetDouble(), Is.EqualTo(80));
        Assert.That(state.GetProperty("revisions").EnumerateArray().Select(line => line.GetProperty("stream").GetString()), Is.EqualTo(new[] { "alerts", "opportunities" }));
    }

    [Test]
    public void Take_SameEntryAgain_ChangesNothing()
    {
        TailEntry entry = BoardEntries.Of(Revision("a", 1));
        _board.Take(entry);
        long before = _board.Newest;

        _board.Take(entry);

        Assert.That(_board.Newest, Is.EqualTo(before));
    }

    [Test]
    public void Take_Retraction_ForgetsThePost()
    {
        IncidentRevision revision = Revision("a", 1) with { Evidence = [new Evidence("x:1", null, "x", "ann", 0, "her words"), new Evidence("x:2", null, "x", "bob", 0, null)], Carriers = [new Carrier("x:1", null, "x", "ann", null, 9)] };
        _board.Take(BoardEntries.Of(revision));

        _board.Take(BoardEntries.Of(Retraction(revision, hasEnded: false, "x:1")));

        string shown = Incidents().GetRawText();
        Assert.That(shown, Does.Not.Contain("ann").And.Not.Contain("her words").And.Not.Contain("x:1"));
        Assert.That(shown, Does.Contain("bob"));
    }

    [Test]
    public void Take_RetractionAfterTheEnd_ForgetsAllPosts()
    {
        IncidentRevision revision = Revision("a", 1, phase: IncidentPhase.Expired) with { Evidence = [new Evidence("x:2", null, "x", "bob", 0, null)] };
        _board.Take(BoardEntries.Of(revision));

        _board.Take(BoardEntries.Of(Retraction(revision, hasEnded: true, "x:1")));

        Assert.That(Incidents()[0].GetProperty("document").GetProperty("evidence").GetArrayLength(), Is.Zero);
    }

    [Test]
    public void Take_MoreIncidentsThanTheLimit_ThoseThatEndedLongestAgoGo()
    {
        _board.Take(BoardEntries.Of(Revision("live", 1)));
        _board.Take(BoardEntries.Of(Revision("first", 2, phase: IncidentPhase.Expired)));
        for (int i = 0; i < IncidentBoard.MaxIncidents - 1; i++)
            _board.Take(BoardEntries.Of(Revision($"more-{i}", 3 + i, phase: IncidentPhase.Expired)));

        Assert.That(Ids(most: 5_000), Has.Length.EqualTo(IncidentBoard.MaxIncidents).And.Contain("live").And.Not.Contain("first"));
    }

    [Test]
    public void Take_MoreRevisionsThanTheLimit_KeepsTheFirst()
    {
        for (int i = 1; i <= BoardIncident.MaxRevisions + 50; i++)
            _board.Take(BoardEntries.Of(Revision("a", i)));

        int[] kept = [.. Incidents()[0].GetProperty("revisions").EnumerateArray().Select(line => line.GetProperty("rev").GetInt32())];
        Assert.That(kept, Has.Length.EqualTo(BoardIncident.MaxRevisions));
        Assert.That((kept[0], kept[1], kept[^1]), Is.EqualTo((1, 52, BoardIncident.MaxRevisions + 50)));
    }

    [TestCase("data", "no json")]
    [TestCase("data", "[]")]
    [TestCase("data", """{"data":{"incident":1}}""")]
    [TestCase("data", """{"data":{"incident":"a","incident":"b"}}""")]
    [TestCase("t", "yesterday")]
    [TestCase("type", "rtm.other.v9")]
    public void Take_EntryOfSomebodyElse_IsCountedAndNotShown(string field, string value)
    {
        _board.Take(BoardEntries.Of(Revision("a", 1)).With(field, value));

        Assert.That(_board.Unreadable, Is.EqualTo(1));
        Assert.That(Ids(), Is.Empty);
    }

    [Test]
    public void Alerts_NewestFirst_WithDigestsAmongThem()
    {
        _board.Take(BoardEntries.Of(Revision("a", 1, output: OutputKind.Alert)));
        _board.Take(BoardEntries.Of(_samples.NextDigest()));
        _board.Take(BoardEntries.Of(Revision("b", 1)));

        Assert.That(_board.Alerts(static _ => true, 10).Select(alert => alert.Revision.Phase), Is.EqualTo(new[] { "digest", "updated" }));
        Assert.That(_board.Alerts(static alert => alert.Incident == "a", 10), Has.Count.EqualTo(1));
    }

    [Test]
    public void ChangesAfter_WhatIsKnown_IsInOrder()
    {
        Task changed = _board.Changed;
        for (int i = 1; i <= 3; i++)
            _board.Take(BoardEntries.Of(Revision($"i{i}", 1)));

        Assert.That(changed.IsCompleted, Is.True);
        Assert.That(_board.ChangesAfter(1)!.Select(change => change.Incident), Is.EqualTo(new[] { "i2", "i3" }));
        Assert.That(_board.ChangesAfter(3), Is.Empty);
        Assert.That(_board.ChangesAfter(4), Is.Null, "a number of another run");
    }

    [Test]
    public void ChangesAfter_WhatIsForgotten_IsNull()
    {
        for (int i = 1; i <= IncidentBoard.MaxChanges + 2; i++)
            _board.Take(BoardEntries.Of(Revision("a", i)));

        Assert.That(_board.ChangesAfter(1), Is.Null);
        Assert.That(_board.ChangesAfter(2), Has.Count.EqualTo(IncidentBoard.MaxChanges));
    }

    [Test]
    public void TryWrite_UnknownIncident_IsFalse()
    {
        using MemoryStream body = new();
        using Utf8JsonWriter json = new(body);

        Assert.That(_board.TryWrite("none", json), Is.False);
    }
}
