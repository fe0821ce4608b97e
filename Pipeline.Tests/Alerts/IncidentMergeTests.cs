using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Opportunities;
using static RtmPipeline.Tests.Alerts.IncidentRun;

namespace RtmPipeline.Tests.Alerts;

/// <summary>Events that turn out to be one keep one live incident and one alert.</summary>
internal sealed class IncidentMergeTests
{
    [Test]
    public void Merge_OnlyTheYoungerWasRaised_ItsIncidentGoesOn()
    {
        IncidentRun run = new();
        run.See(0, Event(30), Event(80, founder: "#young"));
        string id = run.Out[0].Incident;
        run.See(1, Event(85), Merged(Event(80, founder: "#young"), "#dark"));
        run.See(2, Event(85, severity: 8));

        Assert.That(run.Alerts.Select(r => r.Phase), Is.EqualTo([IncidentPhase.Raised, IncidentPhase.Escalated]));
        Assert.That(run.Out.Select(r => r.Incident), Has.All.EqualTo(id));
    }

    [Test]
    public void Merge_BothWereRaised_TheYoungerEndsAndNamesTheOther()
    {
        IncidentRun run = new();
        run.See(0, Event(80), Event(80, founder: "#young"));
        string old = run.Out[0].Incident;
        IReadOnlyList<IncidentRevision> said = run.See(1, Event(85), Merged(Event(80, founder: "#young"), "#dark"));

        Assert.That(said.Select(Word), Is.EqualTo(["opportunity opportunity expired", "alert opportunity expired"]));
        Assert.That(said.Select(r => (r.EndedBecause, r.MergedInto)), Has.All.EqualTo((EndReason.Merged, old)));
        Assert.That(said[0].Summary, Does.Contain("same event").And.Contain(old));
    }

    [Test]
    public void Merge_OnlyTheYoungerWasAlerted_ItGoesOnAndTheOtherEnds()
    {
        IncidentRun run = new();
        run.See(0, Event(50), Event(80, founder: "#young"));
        string young = run.Alerts.Single().Incident;
        IReadOnlyList<IncidentRevision> said = run.See(1, Event(85), Merged(Event(80, founder: "#young"), "#dark"));

        Assert.That(said.Select(r => (r.Output, r.Phase, r.MergedInto)), Is.EqualTo([(OutputKind.Opportunity, IncidentPhase.Expired, (string?)young)]));
        Assert.That(run.Alerts.Count(), Is.EqualTo(1), "one event, one alert");
    }

    [Test]
    public void Merge_OneIntoTheNextAtOneTick_ReachesTheLast()
    {
        IncidentRun run = new();
        run.See(0, Event(80, founder: "#youngest"));
        run.See(1, Event(80), Merged(Event(20, founder: "#young"), "#dark"), Merged(Event(80, founder: "#youngest"), "#young"));

        Assert.That(run.Alerts.Count(), Is.EqualTo(1));
        Assert.That(run.Out, Has.Count.EqualTo(2));
    }

    [Test]
    public void Merge_TheYoungerHadEnded_TheEventStillRests()
    {
        IncidentRun run = new();
        run.See(0, Event(80, founder: "#young"));
        run.See(1, Event(80, founder: "#young", actBefore: 0.5, phase: RtmPipeline.Trends.TrendPhase.Peaking));
        run.See(2, Event(80), Merged(Event(80, founder: "#young"), "#dark"));

        Assert.That(run.Words.Count(w => w == "alert opportunity raised"), Is.EqualTo(1));
    }

    [Test]
    public void Merge_TheOlderIsAHold_TakesTheOpportunityBack()
    {
        IncidentRun run = new();
        run.See(0, Tragedy(), Event(80, founder: "#young"));
        IReadOnlyList<IncidentRevision> said = run.See(1, Tragedy(), Merged(Event(80, founder: "#young"), "#dark"));

        Assert.That(said.Select(Word), Is.EqualTo(["opportunity opportunity retracted", "alert opportunity retracted"]));
        Assert.That(said[0].EndedBecause, Is.EqualTo(EndReason.Tragedy));
    }

    [Test]
    public void Merge_TheYoungerIsAHold_ItGoesOnAndTakesTheOpportunityBack()
    {
        IncidentRun run = new();
        run.See(0, Event(80), Tragedy(founder: "#young"));
        string hold = run.Alerts.Single(r => r.Kind == AlertKind.Hold).Incident;
        IReadOnlyList<IncidentRevision> said = run.See(1, Tragedy(), Merged(Tragedy(founder: "#young"), "#dark"));
        run.See(2, Tragedy() with { IsOver = true });

        Assert.That(said.Select(Word), Is.EqualTo(["opportunity opportunity retracted", "alert opportunity retracted"]));
        Assert.That(run.Out[^1].Incident, Is.EqualTo(hold));
    }

    [Test]
    public void Merge_ThreatsOfBothEvents_AreOneThreat()
    {
        IncidentRun run = new();
        run.See(0, Threat(70), Threat(80, founder: "#young"));
        run.See(1, Threat(70), Merged(Threat(80, founder: "#young"), "#dark"));

        Assert.That(run.Words, Is.EqualTo(["alert threat raised", "alert threat raised", "alert threat expired"]));
    }

    [Test]
    public void Merge_EscalationAfterwards_StandsAboveBothLadders()
    {
        IncidentRun run = new();
        run.See(0, Event(80, severity: 4), Event(80, severity: 7, founder: "#young"));
        run.See(1, Event(80, severity: 7), Merged(Event(80, severity: 7, founder: "#young"), "#dark"));
        run.See(2, Event(80, severity: 8.9));
        int silent = run.Alerts.Count(r => r.Phase == IncidentPhase.Escalated);
        run.See(3, Event(80, severity: 9));

        Assert.That((silent, run.Alerts.Count(r => r.Phase == IncidentPhase.Escalated)), Is.EqualTo((0, 1)));
    }

    [Test]
    public void Merge_NeitherHadAnIncident_SaysNothing()
    {
        IncidentRun run = new();
        run.See(0, Event(20), Merged(Event(90, founder: "#young"), "#dark"));

        Assert.That(run.Out, Is.Empty);
    }
}
