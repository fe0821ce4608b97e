using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Opportunities;
using RtmPipeline.Posts;
using RtmPipeline.Trends;
using static RtmPipeline.Tests.Alerts.IncidentRun;

namespace RtmPipeline.Tests.Alerts;

/// <summary>What a team's decision does to an incident.</summary>
internal sealed class IncidentDecisionTests
{
    private static Decision Say(IncidentRun run, DecisionVerdict verdict, double until = 0, string? incident = null) =>
        new(incident ?? run.Out[0].Incident, verdict, At(1), verdict == DecisionVerdict.Snooze ? At(until) : 0, "because", "ann");

    [Test]
    public void Decision_IsToldAtOnceOnTheStreamsThatKnowTheIncident_AndStaysOnIt()
    {
        IncidentRun run = new();
        run.See(0, Event(80));
        Decision said = Say(run, DecisionVerdict.Accept);

        IReadOnlyList<IncidentRevision> told = run.Decide(1, said);
        IReadOnlyList<IncidentRevision> later = run.See(60, Event(60, severity: 3));

        Assert.That(told.Select(Word), Is.EqualTo(["opportunity opportunity updated", "alert opportunity updated"]));
        Assert.That(told.Select(r => (r.Revision, r.Decision)), Is.EqualTo([(3, (Decision?)said), (4, said)]));
        Assert.That(later, Is.Not.Empty.And.All.Property(nameof(IncidentRevision.Decision)).EqualTo(said));
    }

    [Test]
    public void Decision_OnAnOpportunityWithoutAlert_IsToldThereAlone()
    {
        IncidentRun run = new();
        run.See(0, Event(50));
        Assert.That(run.Decide(1, Say(run, DecisionVerdict.Reject)).Select(Word), Is.EqualTo(["opportunity opportunity expired"]));
    }

    [Test]
    public void Accepted_NeedsNoFurtherAlert_ButForWhatGetsWorseAndThePeakAndTheEnd()
    {
        IncidentRun run = new();
        run.See(0, Event(80, severity: 4));
        run.Decide(1, Say(run, DecisionVerdict.Accept));

        List<string> words = [];
        for (int minute = 2; minute < 120; minute++)
            words.AddRange(run.See(minute, Event(minute % 40 < 20 ? 90 : 60, severity: 4, perMinute: 60 + (minute * 5))).Select(Word));
        Assert.That(words, Is.Not.Empty.And.All.StartsWith("opportunity "));
        Assert.That(run.See(121, Event(80, severity: 8)).Select(Word), Does.Contain("alert opportunity escalated"));
        Assert.That(run.See(122, Event(80, severity: 8, phase: TrendPhase.Fading)).Select(Word), Does.Contain("alert opportunity peaked"));
        Assert.That(run.See(123, Event(80, severity: 8, phase: TrendPhase.Fading) with { IsOver = true }).Select(Word), Does.Contain("alert opportunity expired"));
    }

    [Test]
    public void Accepted_BeforeAnyAlert_IsNotAlertedLater()
    {
        IncidentRun run = new();
        run.See(0, Event(50));
        run.Decide(1, Say(run, DecisionVerdict.Accept));
        run.See(2, Event(95));
        Assert.That(run.Alerts, Is.Empty);
    }

    [Test]
    public void Rejected_EndsAndIsNotRaisedAgainWithinTheRest_HoweverLarge()
    {
        IncidentRun run = new();
        run.See(0, Event(80));
        IncidentRevision[] told = [.. run.Decide(1, Say(run, DecisionVerdict.Reject))];
        int before = run.Out.Count;
        for (int minute = 2; minute < run.Options.RefractoryHours * 60; minute++)
            run.See(minute, Event(99, severity: 10, perMinute: 100_000, onset: minute));
        int within = run.Out.Count - before;
        run.See((run.Options.RefractoryHours * 60) + 5, Event(99, severity: 10, onset: run.Options.RefractoryHours * 60));

        Assert.That(told.Select(r => (r.Phase, r.EndedBecause)), Is.All.EqualTo((IncidentPhase.Expired, (EndReason?)EndReason.Rejected)));
        Assert.That(told[0].Summary, Is.EqualTo("The team turned down “#dark”: nothing more will be said of it."));
        Assert.That((within, run.Waiting), Is.EqualTo((0, 0)), "nor does a digest tell of it");
        Assert.That(run.Out[^1].Previous, Is.EqualTo(told[0].Incident));
    }

    [Test]
    public void Rejected_ThatTurnsOutToBeATragedy_IsAHold()
    {
        IncidentRun run = new();
        run.See(0, Event(80));
        run.Decide(1, Say(run, DecisionVerdict.Reject));
        Assert.That(run.See(2, Tragedy()).Select(Word), Is.EqualTo(["alert hold raised"]));
    }

    [Test]
    public void RejectedHold_RestsThoughItGetsWorse()
    {
        IncidentRun run = new();
        run.See(0, Tragedy(severity: 3));
        run.Decide(1, Say(run, DecisionVerdict.Reject));
        Assert.That(run.See(2, Tragedy(severity: 9)), Is.Empty);
    }

    [Test]
    public void Snoozed_SaysNothingUntilThen_AndThenWhatMatters()
    {
        IncidentRun run = new();
        run.See(0, Event(80, severity: 4));
        run.Decide(1, Say(run, DecisionVerdict.Snooze, until: 60));
        int before = run.Out.Count;
        for (int minute = 2; minute < 60; minute++)
            run.See(minute, Event(90, severity: 8, perMinute: 1000));
        Assert.That(run.Out, Has.Count.EqualTo(before));
        Assert.That(run.See(60, Event(90, severity: 8, perMinute: 1000)).Select(Word), Does.Contain("alert opportunity escalated"));
    }

    [Test]
    public void Snoozed_ThatTurnsOutToBeATragedy_IsTakenBackAtOnce()
    {
        IncidentRun run = new();
        run.See(0, Event(80));
        run.Decide(1, Say(run, DecisionVerdict.Snooze, until: 600));
        Assert.That(run.See(2, Tragedy()).Select(Word), Is.EqualTo(["opportunity opportunity retracted", "alert opportunity retracted", "alert hold raised"]));
    }

    [Test]
    public void NewestDecision_Counts()
    {
        IncidentRun run = new();
        run.See(0, Event(80, severity: 4));
        run.Decide(1, Say(run, DecisionVerdict.Snooze, until: 600));
        run.Decide(2, Say(run, DecisionVerdict.Accept));
        Assert.That(run.See(3, Event(80, severity: 8)).Select(Word), Does.Contain("alert opportunity escalated"));
    }

    [Test]
    public void Decision_OnNoIncidentOfOurs_IsUnmatched_AndOnAnEndedOneSaysNothing()
    {
        IncidentRun run = new();
        run.See(0, Event(80));
        Assert.That(run.Decide(1, Say(run, DecisionVerdict.Reject, incident: "nobody-1")), Is.Empty);
        Assert.That(run.IsMatched, Is.False);
        run.See(2, Event(80) with { IsOver = true });
        Assert.That(run.Decide(3, Say(run, DecisionVerdict.Reject)), Is.Empty);
        Assert.That(run.IsMatched);
        Assert.That(run.See(4, Event(99, severity: 10, perMinute: 100_000, onset: 4)), Is.Empty, "a larger wave of it is not raised either");
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Decision_OnAnIncidentThatEndedInAnother_CountsForThatOne(bool isRestored)
    {
        IncidentRun run = new();
        run.See(0, Event(80), Event(80, founder: "#young"));
        string young = run.Out.First(r => r.Topic.Label == "#young").Incident;
        run.See(1, Event(80), Merged(Event(80, founder: "#young"), "#dark"));
        if (isRestored)
            run.SaveAndLoad();

        IReadOnlyList<IncidentRevision> told = run.Decide(2, Say(run, DecisionVerdict.Reject, incident: young));
        Assert.That(told.Select(r => (r.Incident, r.EndedBecause)), Is.Not.Empty.And.All.EqualTo((run.Out[0].Incident, (EndReason?)EndReason.Rejected)));
    }

    [Test]
    public void Decision_OnAnOpportunityThatEndedInAHold_IsNotOneOnTheHold()
    {
        IncidentRun run = new();
        run.See(0, Tragedy(), Event(80, founder: "#young"));
        string young = run.Out.First(r => r.Topic.Label == "#young").Incident;
        run.Decide(1, Say(run, DecisionVerdict.Snooze, until: 600, incident: young));
        run.See(2, Tragedy(), Merged(Event(80, founder: "#young"), "#dark"));

        Assert.That(run.Decide(3, Say(run, DecisionVerdict.Reject, incident: young)), Is.Empty);
        Assert.That(run.IsMatched, Is.False);
        Assert.That(run.See(4, Tragedy(severity: 9)).Select(Word), Does.Contain("alert hold escalated"));
    }

    [TestCase(DecisionVerdict.Accept)]
    [TestCase(DecisionVerdict.Reject)]
    [TestCase(DecisionVerdict.Snooze)]
    public void State_SavedBehindADecision_GoesOnAsItWas(DecisionVerdict verdict)
    {
        IncidentRun kept = new();
        IncidentRun restored = new();
        foreach (IncidentRun run in (IncidentRun[])[kept, restored])
        {
            run.See(0, Event(80, severity: 4));
            run.Decide(1, Say(run, verdict, until: 30));
        }

        restored.SaveAndLoad();
        foreach (IncidentRun run in (IncidentRun[])[kept, restored])
        {
            for (int minute = 2; minute < 200; minute++)
                run.See(minute, Event(minute % 30 < 15 ? 95 : 60, severity: minute / 20.0, perMinute: 60 + (minute * 7)));
        }

        Assert.That(restored.Out.Select(r => (Word(r), r.Revision, r.Time, r.Decision)), Is.EqualTo(kept.Out.Select(r => (Word(r), r.Revision, r.Time, r.Decision))));
    }
}
