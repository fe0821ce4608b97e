using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Opportunities;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Alerts;

internal sealed class IncidentTrackerTests
{
    private const long Start = SampleTopics.Start;
    private static readonly AlertOptions s_options = new() { OpportunityScore = 45, AlertScore = 60, UpdateScore = 10, EscalationSeverity = 2 };
    private static readonly BrandProfile[] s_brands = [new() { Id = "snack", Name = "Snack", Languages = ["en"] }];
    private readonly List<IncidentRevision> _out = [];
    private IncidentTracker _tracker = new(s_options, s_brands);

    [SetUp]
    public void Begin()
    {
        _out.Clear();
        _tracker = new IncidentTracker(s_options, s_brands);
    }

    [Test]
    public void Update_WaveAgainstTheBrand_IsAnAlertAndNoOpportunity()
    {
        See(Start, Seen(score: 50) with { Kind = OpportunityKind.Threat });

        Assert.That(_out.Select(r => (r.Output, r.Kind, r.Phase)), Is.EqualTo([(OutputKind.Alert, AlertKind.Threat, IncidentPhase.Raised)]));
    }

    [TestCase(0, false)]
    [TestCase(1.9, false)]
    [TestCase(2, true, Description = "that is a second wave")]
    public void Update_SameWaveAfterItsEnd_IsNotRaisedAnewUnlessItIsClearlyWorse(double worse, bool isRaised)
    {
        See(Start, Seen(score: 50, severity: 5) with { Kind = OpportunityKind.Threat });
        See(Start + 1_000, Seen(score: 50, severity: 5, over: true) with { Kind = OpportunityKind.Threat });
        See(Start + 2_000, Seen(score: 90, severity: 5 + worse) with { Kind = OpportunityKind.Threat });

        Assert.That(_out.Take(2).Select(r => r.Phase), Is.EqualTo([IncidentPhase.Raised, IncidentPhase.Expired]));
        Assert.That(_out.Skip(2).Select(r => (r.Phase, r.Previous)), Is.EqualTo(isRaised ? [(IncidentPhase.Raised, _out[0].Incident)] : Array.Empty<(IncidentPhase, string?)>()));
    }

    [Test]
    public void Update_OpportunityThatTurnsAgainstTheBrand_IsRetractedAndStaysSo()
    {
        See(Start, Seen(score: 80));
        See(Start + 1_000, Seen(score: 80) with { Kind = OpportunityKind.Against });
        See(Start + 2_000, Seen(score: 80) with { Kind = OpportunityKind.Against });

        Assert.That(_out.Count(r => r.Phase == IncidentPhase.Retracted), Is.EqualTo(2), "the opportunity and its alert");
        Assert.That(_out[^1].Phase, Is.EqualTo(IncidentPhase.Retracted));
    }

    [Test]
    public void Update_ScoreBelowTheThreshold_PublishesNothing()
    {
        See(Start, Seen(score: s_options.OpportunityScore - 1));

        Assert.That(_out, Is.Empty);
    }

    [Test]
    public void Update_ScoreOverTheOpportunityThreshold_RaisesAnOpportunityWithoutAnAlert()
    {
        See(Start, Seen(score: s_options.OpportunityScore));

        Assert.That(_out.Select(r => (r.Output, r.Phase)), Is.EqualTo([(OutputKind.Opportunity, IncidentPhase.Raised)]));
    }

    [Test]
    public void Update_ScoreOverTheAlertThreshold_AlertsOnceHoweverOftenItIsSeen()
    {
        for (int second = 0; second < 1_000; second++)
            See(Start + (second * 1_000), Seen(score: 80));

        Assert.That(_out.Count(r => r is { Output: OutputKind.Alert, Phase: IncidentPhase.Raised }), Is.EqualTo(1));
        Assert.That(_out[0].Kind, Is.EqualTo(AlertKind.Opportunity));
    }

    [Test]
    public void Update_EveryOutput_CountsRevisionsByOne()
    {
        See(Start, Seen(score: 80));
        See(Start + 1_000, Seen(score: 80, severity: 9.9));
        See(Start + 2_000, Seen(score: 80, phase: TrendPhase.Fading));
        See(Start + 3_000, Seen(score: 80, over: true));

        Assert.That(_out.Select(r => r.Revision), Is.EqualTo(Enumerable.Range(1, _out.Count)));
        Assert.That(_out.Select(r => r.Incident).Distinct().ToList(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Update_SeverityRisesClearly_EscalatesAtOnce()
    {
        See(Start, Seen(score: 80, severity: 5));
        See(Start + 1_000, Seen(score: 80, severity: 5 + s_options.EscalationSeverity));

        Assert.That(_out[^1].Phase, Is.EqualTo(IncidentPhase.Escalated));
    }

    [Test]
    public void Update_ScoreChangesSoonAfterARaise_WaitsForTheUpdateTime()
    {
        See(Start, Seen(score: 50));
        See(Start + 1_000, Seen(score: 59));
        int soon = _out.Count;
        See(Start + (s_options.UpdateSeconds * 1_000), Seen(score: 59.9 + s_options.UpdateScore - 10));
        See(Start + (s_options.UpdateSeconds * 1_000) + 1_000, Seen(score: 40));

        Assert.That(soon, Is.EqualTo(1));
        Assert.That(_out[^1].Phase, Is.EqualTo(IncidentPhase.Updated));
    }

    [Test]
    public void Update_EventFades_SaysPeakedOnce()
    {
        See(Start, Seen(score: 80));
        See(Start + 1_000, Seen(score: 70, phase: TrendPhase.Fading));
        See(Start + 2_000, Seen(score: 70, phase: TrendPhase.Fading));

        Assert.That(_out.Where(r => r.Phase == IncidentPhase.Peaked).Select(r => r.Output), Is.EqualTo([OutputKind.Opportunity, OutputKind.Alert]));
    }

    [Test]
    public void Update_EventIsOver_ExpiresOnBothStreams()
    {
        See(Start, Seen(score: 80));
        See(Start + 60_000, Seen(score: 20, over: true));

        Assert.That(_out.Where(r => r.Phase == IncidentPhase.Expired).Select(r => r.Output), Is.EqualTo([OutputKind.Opportunity, OutputKind.Alert]));
    }

    [Test]
    public void Update_TimeToActPassesWhileFading_Expires()
    {
        See(Start, Seen(score: 80, actBefore: Start + 600_000));
        See(Start + 300_000, Seen(score: 80, phase: TrendPhase.Fading, actBefore: Start + 900_000));
        See(Start + 600_000, Seen(score: 80, phase: TrendPhase.Fading, actBefore: Start + 1_200_000));

        Assert.That(_out[^1].Phase, Is.EqualTo(IncidentPhase.Expired), "a fading event does not win time");
    }

    [Test]
    public void Update_TooLateToAct_IsNeverRaised()
    {
        See(Start, Seen(score: 80, actBefore: Start + (s_options.MinSecondsToAct * 1_000) - 1));
        See(Start, Seen(score: 80, phase: TrendPhase.Fading));

        Assert.That(_out, Is.Empty);
    }

    [Test]
    public void Update_Tragedy_RaisesOneHoldAndNoOpportunity()
    {
        for (int second = 0; second < 100; second++)
            See(Start + (second * 1_000), Seen(score: 0, veto: "Death, Injury, or Military Conflict"));

        Assert.That(_out.Select(r => (r.Output, r.Kind, r.Phase)), Is.EqualTo([(OutputKind.Alert, AlertKind.Hold, IncidentPhase.Raised)]));
        Assert.That(_out[0].Summary, Does.Contain("Pause"));
    }

    [Test]
    public void Update_TragedyInAnotherLanguage_DoesNotHoldTheBrand()
    {
        IncidentTracker tracker = new(s_options, [s_brands[0] with { Languages = ["it"] }]);
        tracker.Update(new TickOpportunities(Start, [Seen(score: 0, veto: "Terrorism")]), _out);

        Assert.That(_out, Is.Empty);
    }

    [Test]
    public void Update_TragedyRecognisedLater_TakesTheOpportunityBack()
    {
        See(Start, Seen(score: 80));
        See(Start + 1_000, Seen(score: 0, veto: "Terrorism"));

        Assert.That(_out.Skip(2).Select(r => (r.Output, r.Kind, r.Phase)), Is.EqualTo(
        [
            (OutputKind.Opportunity, AlertKind.Opportunity, IncidentPhase.Retracted),
            (OutputKind.Alert, AlertKind.Opportunity, IncidentPhase.Retracted),
            (OutputKind.Alert, AlertKind.Hold, IncidentPhase.Raised),
        ]));
    }

    [Test]
    public void Update_SameEventWithinTheRefractoryTime_IsSilentUnlessItIsWorse()
    {
        See(Start, Seen(score: 80, severity: 5));
        See(Start + 1_000, Seen(score: 80, severity: 5, over: true));
        int ended = _out.Count;

        See(Start + 60_000, Seen(score: 80, severity: 5));
        int same = _out.Count;
        See(Start + 120_000, Seen(score: 80, severity: 5 + s_options.EscalationSeverity));

        Assert.That(same, Is.EqualTo(ended));
        Assert.That(_out, Has.Count.GreaterThan(ended));
    }

    [Test]
    public void Update_ContributionsAfterRounding_StillAddUpToTheScore()
    {
        See(Start, Seen(score: 77.777_777));

        Assert.That(_out[0].Factors.Sum(f => f.Contribution), Is.EqualTo(_out[0].Score).Within(1e-6));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Update_TextsOfEvidence_AreCopiedOnlyWhereConfigured(bool isConfigured)
    {
        IncidentTracker tracker = new(s_options with { EvidenceTexts = isConfigured }, s_brands);
        tracker.Update(new TickOpportunities(Start, [Seen(score: 80)]), _out);

        Assert.That(_out[0].Evidence, Is.Not.Empty);
        Assert.That(_out[0].Evidence.Select(e => e.Text), Is.All.EqualTo(isConfigured ? "invented" : null));
    }

    [Test]
    public void Update_EveryOutput_TellsTypeCarriersAndCommunities()
    {
        See(Start, Seen(score: 80));

        Assert.That(_out[0].Type.Because, Is.Not.Empty);
        Assert.That(_out[0].Carriers, Has.Length.EqualTo(5));
        Assert.That(_out[0].Communities.Select(c => c.Id), Is.EqualTo(["en"]));
    }

    [Test]
    public void IdOf_SameEvent_IsTheSameAndFitsItsForm()
    {
        string id = IncidentWriter.IdOf("snack", "#dark", Start, Start + 1_000);

        Assert.That(id, Is.EqualTo(IncidentWriter.IdOf("snack", "#dark", Start, Start + 1_000)));
        Assert.That(id, Does.Match("^[a-z0-9-]{1,64}$"));
        Assert.That(id, Is.Not.EqualTo(IncidentWriter.IdOf("snack", "#light", Start, Start + 1_000)));
    }

    private void See(long now, Opportunity opportunity) => _tracker.Update(new TickOpportunities(now, [opportunity]), _out);

    private static Opportunity Seen(
        double score, double severity = 5, TrendPhase phase = TrendPhase.Growing, bool over = false, string? veto = null, long? actBefore = null)
    {
        EventSummary summary = new(1);
        for (int i = 0; i < 10; i++)
            summary.Add(SampleTopics.Post(i), veto is null ? SampleTopics.Tags(0.5f) : SampleTopics.Tragedy(0.5f));
        TopicSnapshot lead = SampleTopics.Topic(1, "#dark") with { Phase = phase };
        return new Opportunity
        {
            EventFounder = "#dark",
            EventOnsetAt = Start,
            Brand = 0,
            Score = score,
            Factors = [new Factor("reach", 0.5, 50, 50), new Factor("growth", 0.5, 50, score - 50)],
            Magnitude = 80,
            Severity = severity,
            Veto = veto,
            IsTragedy = veto is not null,
            Relevance = 0.5,
            Lead = actBefore is { } until ? lead with { ActBefore = until } : lead,
            Topics = [],
            IsOver = over,
            Summary = summary,
        };
    }
}
