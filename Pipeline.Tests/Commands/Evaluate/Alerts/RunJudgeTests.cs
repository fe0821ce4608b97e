using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Commands.Evaluate.Alerts;

namespace RtmPipeline.Tests.Commands.Evaluate.Alerts;

internal sealed class RunJudgeTests
{
    private static readonly MeasuredEvent s_blackout = Told.Measured("blackout", AlertKind.Opportunity, 0, 60, "blackout");
    private static readonly MeasuredEvent s_crash = Told.Measured("crash", AlertKind.Hold, 0, 60, "bus crash");
    private static readonly MeasuredEvent s_bots = Told.Measured(Told.Event("spam", null, 0, 60, "#GetRich") with { Kind = "bots" });
    private static readonly MeasuredEvent s_game = Told.Measured(Told.Event("game", null, 0, 60, "kickoff") with { Kind = "expected" });

    private static (List<RaisedAlert> Alerts, List<EventOutcome> Events) Judge(MeasuredEvent[] events, string[] brands, params IncidentRevision[] revisions)
    {
        IReadOnlyList<IReadOnlyList<IncidentRevision>> incidents = [.. revisions.GroupBy(r => r.Incident).Select(life => life.ToArray())];
        return new RunJudge(events, brands, TimeSpan.FromMinutes(10)).Judge("run", incidents, hasTruth: true);
    }

    [Test]
    public void FirstAlert_IsRight_AndEachFurtherOne_ADuplicate()
    {
        var (alerts, events) = Judge([s_blackout], ["acme"], Told.Revision("b", 9, "blackout"), Told.Revision("a", 5, "blackout"), Told.Revision("c", 20, "blackout"));
        Assert.That(alerts.Select(alert => (alert.Raised.Incident, alert.Verdict)), Is.EqualTo(new[] { ("a", AlertVerdict.Right), ("b", AlertVerdict.Duplicate), ("c", AlertVerdict.Duplicate) }));
        Assert.That((events[0].RaisedAt, events[0].Duplicates), Is.EqualTo((Told.At(5), 2)));
    }

    [Test]
    public void UpdatesAndEscalations_AreNoDuplicates()
    {
        var (alerts, events) = Judge([s_blackout], ["acme"], Told.Revision("a", 5, "blackout"), Told.Revision("a", 9, "blackout", phase: IncidentPhase.Updated), Told.Revision("a", 12, "blackout", phase: IncidentPhase.Escalated));
        Assert.That((alerts.Count, events[0].Duplicates), Is.EqualTo((1, 0)));
    }

    [Test]
    public void OpportunityOnATragedy_IsOfAWrongKind_AndTheHoldIsMissed()
    {
        var (alerts, events) = Judge([s_crash], ["acme"], Told.Revision("a", 5, "bus crash"));
        Assert.That(alerts[0].Verdict, Is.EqualTo(AlertVerdict.WrongKind));
        Assert.That((events[0].IsRaised, events[0].WrongKind, events[0].Word), Is.EqualTo((false, 1, "wrong kind")));
    }

    [Test]
    public void IncidentThatTurnsToAHold_CountsAsBoth_AndAsTakenBack()
    {
        var (_, events) = Judge(
            [s_crash], ["acme"],
            Told.Revision("a", 5, "bus crash", output: OutputKind.Opportunity), Told.Revision("a", 5, "bus crash"),
            Told.Revision("a", 7, "bus crash", phase: IncidentPhase.Retracted), Told.Revision("a", 7, "bus crash", AlertKind.Hold));
        Assert.That((events[0].Word, events[0].WrongKind, events[0].Retracted, events[0].Entries), Is.EqualTo(("hold", 1, 1, 1)));
        Assert.That(events[0].DelaySeconds, Is.EqualTo(420));
    }

    [Test]
    public void AlertOnNothingOfTheTruth_IsFalse_AndSoIsOneOnBots()
    {
        var (alerts, _) = Judge([s_blackout, s_bots], ["acme"], Told.Revision("a", 5, "lunch"), Told.Revision("b", 6, "#getrich"));
        Assert.That(alerts.Select(alert => alert.Verdict), Is.All.EqualTo(AlertVerdict.False));
        Assert.That(alerts.Select(alert => alert.AboutWords), Is.EqualTo(new[] { "nothing of the truth", "spam (bots)" }));
    }

    [Test]
    public void CalendarAlertOnAPlannedEvent_IsAllowed_AnythingElseOnItIsFalse()
    {
        var (alerts, _) = Judge([s_game], ["acme"], Told.Revision("a", 5, "kickoff", AlertKind.Calendar), Told.Revision("b", 6, "kickoff"));
        Assert.That(alerts.Select(alert => alert.Verdict), Is.EqualTo(new[] { AlertVerdict.Allowed, AlertVerdict.False }));
    }

    [Test]
    public void EachBrand_IsJudgedByItself()
    {
        var (_, events) = Judge([s_blackout], ["acme", "other"], Told.Revision("a", 5, "blackout"));
        Assert.That(events.Select(e => (e.Brand, e.IsRaised)), Is.EqualTo(new[] { ("acme", true), ("other", false) }));
    }

    [Test]
    public void EventOfOneBrand_IsNotAskedOfOthers_AndFalseForThem()
    {
        MeasuredEvent ours = Told.Measured(Told.Event("ours", AlertKind.Threat, 0, 60, "boycott") with { Brand = "acme" });
        var (alerts, events) = Judge([ours], ["acme", "other"], Told.Revision("a", 5, "boycott", AlertKind.Threat), Told.Revision("b", 5, "boycott", AlertKind.Threat, brand: "other"));
        Assert.That(events.Select(e => e.Brand), Is.EqualTo(new[] { "acme" }));
        Assert.That(alerts.Select(alert => alert.Verdict), Is.EqualTo(new[] { AlertVerdict.Right, AlertVerdict.False }));
    }

    [Test]
    public void EntriesOfTheOpportunityStream_AreCounted_AndAreNoAlerts()
    {
        var (alerts, events) = Judge([s_blackout], ["acme"], Told.Revision("a", 2, "blackout", output: OutputKind.Opportunity), Told.Revision("b", 3, "blackout", output: OutputKind.Opportunity));
        Assert.That((alerts.Count, events[0].Entries, events[0].EntryDelaySeconds, events[0].IsRaised), Is.EqualTo((0, 2, 120.0, false)));
    }

    [Test]
    public void Figures_FollowFromTimesAndPosts()
    {
        // One post a minute for ten minutes, then ten a minute for ten minutes; raised after fifteen.
        var posts = Told.Volume([.. Enumerable.Range(0, 10).Select(i => i + 0.5), .. Enumerable.Range(0, 100).Select(i => 10 + (i / 10.0) + 0.05)]);
        MeasuredEvent happened = Told.Measured(Told.Event("it", AlertKind.Opportunity, 0, 20, "it is") with { PeakAt = Told.At(18), Volume = posts });
        var (_, events) = Judge([happened], ["acme"], Told.Revision("a", 15, "it is"));
        EventOutcome outcome = events[0];
        Assert.That((outcome.DelaySeconds, outcome.DelayPosts, outcome.LeadSeconds), Is.EqualTo((900, 60, 180)));
        Assert.That(outcome.TenthDelaySeconds, Is.EqualTo(330), "the tenth post came after nine and a half minutes");
        Assert.That(outcome.ActBeforeErrorSeconds, Is.EqualTo(1500), "act before minute 45, while it ended with minute 20");
        Assert.That(outcome.ShareOfPeak, Is.EqualTo(1), "bins of five minutes, as a minute never holds twenty");
    }

    [Test]
    public void Spreads_GiveTheMiddleAndTheWorst()
    {
        Assert.That(Spread.Of([3, null, 1, 2, 10]), Is.EqualTo(new Spread(2.5, 10)));
        Assert.That(Spread.Of([3, 1, 2], worstIsLeast: true), Is.EqualTo(new Spread(2, 1)));
        Assert.That(Spread.Of([null]), Is.EqualTo(new Spread(null, null)));
    }
}
