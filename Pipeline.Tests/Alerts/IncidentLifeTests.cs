using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Opportunities;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;
using static RtmPipeline.Tests.Alerts.IncidentRun;

namespace RtmPipeline.Tests.Alerts;

/// <summary>Each transition of an incident's life, by streams of opportunities written by hand.</summary>
[Parallelizable]
internal sealed class IncidentLifeTests
{
    [Test]
    public void Raise_MostOfItIsPast_IsNeverRaised()
    {
        IncidentRun run = new();
        Opportunity seen = Event(80);
        Opportunity late = seen with { Lead = seen.Lead with { RecentMentions = 20_000 } };

        run.See(0, late);

        Assert.That(RaiseTiming.RemainingShare(late.Lead), Is.LessThan(run.Options.MinRemainingShare));
        Assert.That(run.Out, Is.Empty);
        Assert.That(run.See(1, seen), Is.Not.Empty, "it grew again, and most of it is still to come");
    }

    [Test]
    public void RemainingShare_NothingBeyondTheExpected_IsAll()
    {
        TopicSnapshot quiet = Event(80).Lead with { RecentMentions = 10, ExpectedPerMinute = 1, Forecast = [new TopicForecast(60, 1, 0, 2, 0, 50, 90)] };

        Assert.That(RaiseTiming.RemainingShare(quiet), Is.EqualTo(1));
    }

    [Test]
    public void Raise_EventClimbsSlowlyForHours_IsRaisedOnce()
    {
        IncidentRun run = new();
        for (int minute = 0; minute < 600; minute++)
            run.See(minute, Event(30 + (minute / 15.0), severity: 3, phase: TrendPhase.Peaking, actBefore: minute + 120));

        Assert.That(run.Words.Count(w => w == "opportunity opportunity raised"), Is.EqualTo(1));
        Assert.That(run.Words.Count(w => w == "alert opportunity raised"), Is.EqualTo(1));
    }

    [Test]
    public void Raise_ScoreHoversAboutBothThresholds_DoesNotFlap()
    {
        IncidentRun run = new();
        for (int minute = 0; minute < 240; minute++)
            run.See(minute, Event(minute % 2 == 0 ? 60.5 : 44.5));

        Assert.That(run.Words.Distinct(), Is.EquivalentTo(["opportunity opportunity raised", "alert opportunity raised", "opportunity opportunity updated"]));
        Assert.That(run.Words.Count(w => w.EndsWith("raised", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(run.Words.Count(w => w.EndsWith("updated", StringComparison.Ordinal)), Is.LessThanOrEqualTo(240 / 5));
    }

    [Test]
    public void Alert_ScoreRisesOnlyWhenItFades_IsNotSent()
    {
        IncidentRun run = new();
        run.See(0, Event(50));
        run.See(1, Event(80, phase: TrendPhase.Fading));

        Assert.That(run.Alerts, Is.Empty);
    }

    [Test]
    public void Escalation_SeverityCreepsUpAndDown_NeedsAStepAboveTheLastOne()
    {
        IncidentRun run = new();
        double[] severities = [3, 4.9, 5, 4, 5.5, 6.9, 5, 7, 6, 7.5, 8.9, 9];
        for (int minute = 0; minute < severities.Length; minute++)
            run.See(minute, Event(80, severities[minute]));

        Assert.That(run.Alerts.Where(r => r.Phase == IncidentPhase.Escalated).Select(r => r.Severity), Is.EqualTo([5, 7, 9]));
    }

    [Test]
    public void Escalation_RightAfterTheAlert_WaitsForNoTime()
    {
        IncidentRun run = new();
        run.See(0, Event(80, severity: 4));

        Assert.That(run.See(1 / 60.0, Event(80, severity: 6)).Select(Word), Is.EqualTo(["alert opportunity escalated"]));
    }

    [TestCase("news")]
    [TestCase("safety")]
    [TestCase("language")]
    public void Update_SomethingThatMattersIsNew_GoesToBothStreamsOnce(string what)
    {
        IncidentRun run = new();
        run.See(0, Event(80));
        Opportunity changed = Event(80) with { Summary = Changed(what) };

        IEnumerable<string> soon = run.See(1, changed).Select(Word);
        Assert.That(soon, Is.Empty, "an update waits for its time");
        for (int minute = 2; minute < 100; minute++)
            run.See(minute, changed);

        Assert.That(run.Words.Skip(2), Is.EqualTo(["opportunity opportunity updated", "alert opportunity updated"]));
    }

    [Test]
    public void Update_TimeToActShrinksByHalf_IsTold()
    {
        IncidentRun run = new();
        run.See(0, Event(80, actBefore: 120));

        Assert.That(run.See(20, Event(80, phase: TrendPhase.Peaking, actBefore: 60)).Select(Word), Does.Contain("alert opportunity updated"));
    }

    [Test]
    public void Update_OnlyTheScoreOfAnAlertedOpportunityChanges_DisturbsNobody()
    {
        IncidentRun run = new();
        run.See(0, Event(80));

        Assert.That(run.See(60, Event(65)).Select(Word), Is.EqualTo(["opportunity opportunity updated"]));
    }

    [Test]
    public void Retract_MentionsAreTakenBack_EndsItAndRaisesNoNewOne()
    {
        IncidentRun run = new();
        run.See(0, Event(80));
        IReadOnlyList<IncidentRevision> said = run.See(1, Event(80) with { TakenBackShare = run.Options.MaxTakenBackShare });
        run.See(2, Event(90) with { TakenBackShare = 0.9 });

        Assert.That(said.Select(Word), Is.EqualTo(["opportunity opportunity retracted", "alert opportunity retracted"]));
        Assert.That(said.Select(r => r.EndedBecause), Has.All.EqualTo(EndReason.TakenBack));
        Assert.That(run.Out, Has.Count.EqualTo(4));
    }

    [Test]
    public void Retract_AuthenticityFallsWhileYoung_TakesItBack()
    {
        IncidentRun run = new();
        run.See(0, Event(80));

        Assert.That(run.See(10, Fake(80, 0.55)).Select(r => r.Phase), Has.All.EqualTo(IncidentPhase.Updated), "44 of 45 points is within the hysteresis");
        Assert.That(run.See(11, Fake(80, 0.4)).Select(r => (r.Phase, r.EndedBecause)),
            Has.All.EqualTo((IncidentPhase.Retracted, EndReason.NotAuthentic)).And.Exactly(2).Items);
    }

    [Test]
    public void Retract_AuthenticityFallsLate_LetsItLiveOut()
    {
        IncidentRun run = new();
        run.See(0, Event(80));

        Assert.That(run.See(run.Options.YouthMinutes, Fake(80, 0.1)).Select(r => r.Phase), Does.Not.Contain(IncidentPhase.Retracted));
    }

    [Test]
    public void Retract_ScoreFallsForAnotherReason_IsNoFraud()
    {
        IncidentRun run = new();
        run.See(0, Event(80));

        Assert.That(run.See(10, Event(20)).Select(r => r.Phase), Does.Not.Contain(IncidentPhase.Retracted));
    }

    [Test]
    public void Tragedy_AfterAnOpportunity_IsANewIncidentThatNamesTheOld()
    {
        IncidentRun run = new();
        run.See(0, Event(80));
        run.See(1, Tragedy());

        Assert.That(run.Words.Skip(2), Is.EqualTo(["opportunity opportunity retracted", "alert opportunity retracted", "alert hold raised"]));
        Assert.That(run.Out[^1].Incident, Is.Not.EqualTo(run.Out[0].Incident));
        Assert.That(run.Out[^1].Previous, Is.EqualTo(run.Out[0].Incident));
        Assert.That(run.Out[3].EndedBecause, Is.EqualTo(EndReason.Tragedy));
    }

    [Test]
    public void Tragedy_TooSmallToHoldAfterAnOpportunity_IsHeldWhenItGrows()
    {
        IncidentRun run = new();
        run.See(0, Event(80));
        run.See(1, Tragedy(magnitude: run.Options.HoldScore - 1));
        int retracted = run.Out.Count;
        run.See(2, Tragedy(magnitude: run.Options.HoldScore));

        Assert.That(run.Words.Skip(retracted), Is.EqualTo(["alert hold raised"]));
    }

    [Test]
    public void Hold_VetoIsLiftedLater_NeverBecomesAnOpportunityWithinTheRefractoryTime()
    {
        IncidentRun run = new();
        run.See(0, Tragedy());
        run.See(10, Event(90));
        run.See(20, Event(90) with { IsOver = true });
        for (int minute = 21; minute < 20 + (run.Options.RefractoryHours * 60); minute += 7)
            run.See(minute, Event(95, severity: 10, perMinute: 10_000));
        Assert.That(run.Words, Is.EqualTo(["alert hold raised", "alert hold expired"]));

        run.See(20 + (run.Options.RefractoryHours * 60), Event(95));
        Assert.That(run.Words.Last(), Is.EqualTo("alert opportunity raised"));
    }

    [Test]
    public void Hold_LastsAsLongAsItsEvent_WhateverTheTimeToAct()
    {
        IncidentRun run = new();
        run.See(0, Tragedy() with { Lead = Event(0, actBefore: -10).Lead });
        run.See(60, Tragedy() with { Lead = Event(0, actBefore: 30).Lead });

        Assert.That(run.Words, Is.EqualTo(["alert hold raised"]));
        Assert.That(run.Out[0].ActBefore, Is.GreaterThanOrEqualTo(run.Out[0].Time));
    }

    [TestCase("en", 2, true, TestName = "Hold_EveryOtherPostIsOfTheAudience_IsRaised")]
    [TestCase("en", 20, false, TestName = "Hold_OnePostInTwentyIsOfTheAudience_ConcernsOthers")]
    [TestCase("und", 2, true, TestName = "Hold_NobodyCanTellTheLanguage_IsRaisedInDoubt")]
    public void Hold(string language, int oneIn, bool raised)
    {
        IncidentRun run = new();
        string[] languages = [language, .. Enumerable.Repeat("ja", oneIn - 1)];
        run.See(0, Tragedy() with { Summary = Summary(100, languages) });

        Assert.That(run.Out.Count > 0, Is.EqualTo(raised));
    }

    [Test]
    public void SecondWave_AfterTheRefractoryTime_IsANewIncidentThatNamesTheOld()
    {
        IncidentRun run = new();
        run.See(0, Event(80));
        run.See(10, Event(80) with { IsOver = true });
        int hours = run.Options.RefractoryHours * 60;
        run.See(9 + hours, Event(80, onset: hours));
        int resting = run.Out.Count;
        run.See(10 + hours, Event(80, onset: hours));

        Assert.That(resting, Is.EqualTo(4));
        Assert.That(run.Words.Skip(4), Is.EqualTo(["opportunity opportunity raised", "alert opportunity raised"]));
        Assert.That(run.Out[^1].Previous, Is.EqualTo(run.Out[0].Incident));
        Assert.That(run.Out[^1].Revision, Is.EqualTo(2));
    }

    [TestCase(1.9, 5, false, TestName = "SecondWave_WithinTheRefractoryTimeAndAlmostTwiceThePeak_IsSilent")]
    [TestCase(2, 5, true, TestName = "SecondWave_WithinTheRefractoryTimeAndTwiceThePeak_IsRaised")]
    [TestCase(1, 7, true, TestName = "SecondWave_WithinTheRefractoryTimeAndClearlyMoreSevere_IsRaised")]
    public void SecondWave(double ratio, double severity, bool raised)
    {
        IncidentRun run = new();
        run.See(0, Event(80, perMinute: 60));
        run.See(10, Event(80, perMinute: 100));
        run.See(20, Event(80, perMinute: 10) with { IsOver = true });
        run.See(60, Event(80, severity, perMinute: 100 * ratio));

        Assert.That(run.Alerts.Count(r => r.Phase == IncidentPhase.Raised), Is.EqualTo(raised ? 2 : 1));
    }

    [Test]
    public void SecondWave_OfAnIncidentThatWasNeverAlerted_RestsToo()
    {
        IncidentRun run = new();
        run.See(0, Event(50));
        run.See(10, Event(50) with { IsOver = true });
        run.See(20, Event(50));

        Assert.That(run.Words.Count(w => w == "opportunity opportunity raised"), Is.EqualTo(1));
    }

    [Test]
    public void Threat_BesideAHold_LivesBesideIt()
    {
        IncidentRun run = new();
        run.See(0, Tragedy(), Threat(70) with { Veto = "Terrorism" });
        run.See(1, Tragedy(), Threat(70) with { Veto = "Terrorism", IsOver = true });

        Assert.That(run.Words, Is.EqualTo(["alert threat raised", "alert hold raised", "alert threat expired"]));
    }

    [Test]
    public void Threat_FadingAndWithLittleTime_IsStillTold()
    {
        IncidentRun run = new();
        Opportunity fading = Threat(70);
        run.See(0, fading with { Lead = fading.Lead with { Phase = TrendPhase.Fading, ActBefore = Start } });

        Assert.That(run.Words.First(), Is.EqualTo("alert threat raised"));
        Assert.That(run.Out[0].ActBefore, Is.GreaterThanOrEqualTo(run.Out[0].Time));
    }

    [TestCase(59, 0)]
    [TestCase(60, 1)]
    public void Threat_ItsOwnThreshold_Decides(double score, int alerts)
    {
        IncidentRun run = new(new AlertOptions { OpportunityScore = 10, AlertScore = 20, ThreatScore = 60 });
        run.See(0, Threat(score));

        Assert.That(run.Out, Has.Count.EqualTo(alerts));
    }

    [Test]
    public void Reinforce_AWaveThatFades_IsAnAlertWithADeadline()
    {
        IncidentRun run = new();
        Opportunity wave = Event(70, phase: TrendPhase.Fading, actBefore: 30) with { Kind = OpportunityKind.Reinforce };
        run.See(0, wave);
        run.See(1, wave);
        run.See(30, wave);

        Assert.That(run.Words, Is.EqualTo(["alert reinforce raised", "alert reinforce expired"]));
        Assert.That(run.Out[^1].EndedBecause, Is.EqualTo(EndReason.TooLate));
    }

    [Test]
    public void Incidents_MoreThanAreRemembered_ForgetTheOneThatEndedFirst()
    {
        IncidentRun run = new(new AlertOptions { MaxIncidents = 2, DailyCap = 100 });
        run.See(0, Event(80, founder: "#one"), Event(80, founder: "#two"));
        run.See(1, Event(80, founder: "#two") with { IsOver = true });
        run.See(2, Event(80, founder: "#three"));
        run.See(3, Event(80, founder: "#one"), Event(80, founder: "#three"), Event(80, founder: "#two"));

        Assert.That(run.Out.Where(r => r.Output == OutputKind.Opportunity && r.Phase == IncidentPhase.Raised).Select(r => r.Topic.Label),
            Is.EqualTo(["#one", "#two", "#three", "#two"]), "it forgot that #two had to rest");
    }

    private static EventSummary Changed(string what)
    {
        EventSummary summary = what == "language" ? Summary(20, "en", "es") : Summary(20);
        if (what == "news")
            summary.Add(new Post { Id = "news:1", Source = "news", PostedAt = Start, CountedAt = Start, IsCounted = true, Kind = PostKind.News }, SampleTopics.Tags(0.5f));
        for (int i = 0; i < 2 && what == "safety"; i++)
            summary.Add(SampleTopics.Post(20 + i), SampleTopics.Tragedy(0.5f));
        return summary;
    }
}
