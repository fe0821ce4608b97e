using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Opportunities;
using RtmPipeline.Trends;
using static RtmPipeline.Tests.Alerts.IncidentRun;

namespace RtmPipeline.Tests.Alerts;

/// <summary>The daily cap, and the digest of what was held back.</summary>
[Parallelizable]
internal sealed class HeldAlertsTests
{
    private static readonly AlertOptions s_four = new() { DailyCap = 4 };

    [Test]
    public void Cap_MoreAlertsThanItTakes_HoldsBackTheAlertAndKeepsTheOpportunity()
    {
        IncidentRun run = new(s_four);
        for (int e = 0; e < 6; e++)
            run.See(e, Event(90, founder: $"#e{e}"));

        Assert.That(run.Alerts.Count(), Is.EqualTo(4));
        Assert.That(run.Out.Count(r => r.Output == OutputKind.Opportunity), Is.EqualTo(6));
    }

    [Test]
    public void Cap_WeakAlertsCameFirst_KeepsTheLastQuarterForStrongOnes()
    {
        IncidentRun run = new(s_four);
        double strong = s_four.AlertScore + s_four.ReserveScore;
        for (int e = 0; e < 6; e++)
            run.See(e, Event(strong - 1, founder: $"#weak{e}"));
        run.See(6, Event(strong, founder: "#strong"));

        Assert.That(run.Alerts.Select(r => r.Topic.Label), Is.EqualTo(["#weak0", "#weak1", "#weak2", "#strong"]));
    }

    [Test]
    public void Cap_ADayLater_HasPlacesAgain()
    {
        IncidentRun run = new(s_four);
        for (int e = 0; e < 4; e++)
            run.See(0, Event(90, founder: $"#e{e}"));
        run.See((24 * 60) - 1, Event(90, founder: "#late"));
        int before = run.Alerts.Count();
        run.See(24 * 60, Event(90, founder: "#later"));

        Assert.That((before, run.Alerts.Count()), Is.EqualTo((4, 5)));
    }

    [Test]
    public void Cap_PlaceComesFreeWhileTheEventStillGrows_SendsTheAlertAfterAll()
    {
        IncidentRun run = new(new AlertOptions { DailyCap = 1 });
        run.See(0, Event(90, founder: "#one"));
        run.See(1380, Event(90));
        run.See(1440, Event(90));

        Assert.That(run.Alerts.Select(r => (r.Topic.Label, r.Phase)), Is.EqualTo([("#one", IncidentPhase.Raised), ("#dark", IncidentPhase.Raised)]));
    }

    [Test]
    public void Cap_HeldBackAlertGetsClearlyMoreSevere_PassesAsAnEscalation()
    {
        IncidentRun run = new(new AlertOptions { DailyCap = 0 });
        run.See(0, Event(90, severity: 5));
        run.See(1, Event(90, severity: 6.9));
        int held = run.Alerts.Count();
        run.See(2, Event(90, severity: 7));
        run.See(400, Event(90, severity: 7));

        Assert.That(held, Is.Zero);
        Assert.That(run.Alerts.Select(r => (r.Phase, r.Severity)), Is.EqualTo([(IncidentPhase.Escalated, 7.0)]));
        Assert.That(run.Digests, Is.Empty, "it was sent after all");
    }

    [Test]
    public void Cap_OfOneKind_LeavesTheOthersAlone()
    {
        IncidentRun run = new(new AlertOptions { DailyCap = 0 });
        run.See(0, Event(90), Threat(90, founder: "#threat"), Tragedy(founder: "#crash"));

        Assert.That(run.Alerts.Select(r => r.Kind), Is.EquivalentTo([AlertKind.Threat, AlertKind.Hold]));
    }

    [Test]
    public void Cap_OfOneBrand_LeavesTheOthersAlone()
    {
        IncidentRun run = new(new AlertOptions { DailyCap = 1 }, Snack, Snack with { Id = "other" });
        run.See(0, ForBrand(0, 2, Event(90)), ForBrand(1, 2, Event(90)));

        Assert.That(run.Alerts.Select(r => r.Brand), Is.EqualTo(["snack", "other"]));
    }

    [Test]
    public void Cap_OfHoldsIsFull_ToldInTheDigestAlone()
    {
        IncidentRun run = new(new AlertOptions { HoldDailyCap = 0 });
        run.See(0, Tragedy());
        run.See(10, Tragedy() with { IsOver = true });
        run.See(360, Event(20));

        Assert.That(run.Out, Is.Empty);
        Assert.That(run.Digests.Single().HeldBack.Select(h => (h.Kind, h.Because)), Is.EqualTo([(AlertKind.Hold, HoldBackReason.DailyCap)]));
    }

    [Test]
    public void Digest_NothingWasHeldBack_IsNotWritten()
    {
        IncidentRun run = new();
        for (int minute = 0; minute < 2_000; minute += 10)
            run.See(minute, Event(90));

        Assert.That(run.Digests, Is.Empty);
    }

    [Test]
    public void Digest_AtTheEndOfItsWindow_ListsWhatWasHeldBackMostSevereFirst()
    {
        IncidentRun run = new(new AlertOptions { DailyCap = 1 });
        run.See(0, Event(90, founder: "#sent"));
        run.See(10, Event(70, severity: 4, founder: "#mild"));
        run.See(20, Event(65, severity: 7, founder: "#severe"));
        run.See(359);
        (int Digests, int Waiting) early = (run.Digests.Count, run.Waiting);
        run.See(360.5);
        run.See(361);

        Assert.That(early, Is.EqualTo((0, 2)));
        Assert.That(run.Waiting, Is.Zero);
        AlertDigest digest = run.Digests.Single();
        Assert.That(digest.HeldBack.Select(h => (h.Label, h.Score, h.Severity, h.HeldAt, h.Because)), Is.EqualTo(
        [
            ("#severe", 65.0, 7.0, At(20), HoldBackReason.DailyCap),
            ("#mild", 70.0, 4.0, At(10), HoldBackReason.DailyCap),
        ]));
        Assert.That(digest.HeldBack.Select(h => h.Incident), Is.EqualTo(run.Out.Where(r => r.Topic.Label != "#sent").Select(r => r.Incident).Reverse()));
        Assert.That((digest.From, digest.To, digest.Time, digest.Count), Is.EqualTo((At(0), At(360), At(360.5), 2)));
        Assert.That((digest.Id, digest.Severity, digest.Score), Is.EqualTo(("snack-digest-20130204t0600", 7.0, 70.0)));
        Assert.That(digest.Summary, Is.EqualTo(
            "To keep the noise down, 2 opportunities for Snack were held back in the last 6 hours; the biggest was #severe."));
    }

    [Test]
    public void Digest_SecondWaveWithinTheRefractoryTime_NamesTheIncidentBefore()
    {
        IncidentRun run = new();
        run.See(0, Event(80));
        run.See(10, Event(80) with { IsOver = true });
        run.See(20, Event(80));
        for (int minute = 60; minute < 80; minute++)
            run.See(minute, Event(80, onset: 60));
        run.See(360);
        run.See(361, Event(80, onset: 60));
        run.See(720);

        AlertDigest digest = run.Digests.Single();
        Assert.That(digest.HeldBack.Select(h => (h.Incident, h.Because)), Is.EqualTo([(run.Out[0].Incident, HoldBackReason.Refractory)]));
        Assert.That(digest.Summary, Does.Contain("1 opportunity").Or.Contain("one opportunity"));
    }

    [Test]
    public void Digest_TooLateEvent_IsListedOnceWithoutAnIncident()
    {
        IncidentRun run = new();
        for (int minute = 0; minute < 800; minute++)
            run.See(minute, Event(80, phase: TrendPhase.Fading));

        Assert.That(run.Out, Is.Empty);
        Assert.That(run.Digests.Single().HeldBack.Select(h => (h.Incident, h.Because)), Is.EqualTo([((string?)null, HoldBackReason.TooLate)]));
    }

    [Test]
    public void Digest_TooLateEventThatGrowsAgain_IsRaisedAndNotListed()
    {
        IncidentRun run = new();
        run.See(0, Event(80, phase: TrendPhase.Fading));
        run.See(1, Event(80));
        run.See(360);

        Assert.That(run.Alerts.Count(), Is.EqualTo(1));
        Assert.That(run.Digests, Is.Empty);
    }

    [Test]
    public void Digest_SeveralCauses_AreCounted()
    {
        IncidentRun run = new(new AlertOptions { DailyCap = 0 });
        run.See(0, Event(80), Event(80, founder: "#two"), Event(80, founder: "#late", phase: TrendPhase.Fading));
        run.See(360);

        Assert.That(run.Digests.Single().Summary, Does.Contain("3 opportunities"));
    }

    [Test]
    public void Digest_MergedEvents_ListsThemOnce()
    {
        IncidentRun run = new(new AlertOptions { DailyCap = 0 });
        run.See(0, Event(80), Event(80, founder: "#young"));
        run.See(1, Event(80), Merged(Event(80, founder: "#young"), "#dark"));
        run.See(360);

        Assert.That(run.Digests.Single().HeldBack.Select(h => h.Label), Is.EqualTo(["#dark"]));
    }

    [Test]
    public void Digest_MoreThanItLists_CountsTheRest()
    {
        IncidentRun run = new(new AlertOptions { DailyCap = 0 });
        for (int e = 0; e < HeldAlerts.MaxListed + 5; e++)
            run.See(1, Event(80, severity: e == 7 ? 9 : 5, founder: $"#e{e}"));
        run.See(360);

        AlertDigest digest = run.Digests.Single();
        Assert.That((digest.Count, digest.HeldBack.Length, digest.HeldBack[0].Label), Is.EqualTo((HeldAlerts.MaxListed + 5, HeldAlerts.MaxListed, "#e7")));
    }

    [Test]
    public void Digest_StreamJumpsOverSeveralWindows_IsOneForTheWholeTime()
    {
        IncidentRun run = new(new AlertOptions { DailyCap = 0 });
        run.See(5, Event(80));
        run.See(3_000, Event(20));

        Assert.That(run.Digests.Select(d => (d.From, d.To)), Is.EqualTo([(At(0), At(2_880))]));
    }
}
