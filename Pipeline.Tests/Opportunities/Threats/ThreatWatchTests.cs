using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Opportunities;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Tests.Delivery;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Delivery;
using static RtmPipeline.Tests.Opportunities.Threats.ThreatRun;

namespace RtmPipeline.Tests.Opportunities.Threats;

internal sealed class ThreatWatchTests
{
    private static readonly string[] s_cancelled = ["#cancelled", "flights"];

    private static IEnumerable<Said> Usual(int days, double perHour = 12, double negative = 0.3, int brand = 0) =>
        Stream($"usual{brand}-", Start, days * 24 * 60, _ => perHour, negative, brand: brand);

    private static IEnumerable<Said> Wave(string name, long from, int minutes = 60, double perHour = 80, double negative = 0.9, string[]? words = null) =>
        Stream(name, from, minutes, _ => perHour, negative, words ?? s_cancelled);

    [Test]
    public void Jump_AfterUsualDays_IsOneThreatThatSaysWhatItIsAbout()
    {
        long onset = Start + (2 * Day) + (10 * Hour);
        ThreatRun run = new ThreatRun().Feed(Usual(3).Concat(Wave("wave", onset)));

        IncidentRevision raised = run.Raised.Single();
        Assert.That((raised.Kind, raised.Output, raised.Brand), Is.EqualTo((AlertKind.Threat, OutputKind.Alert, "aria")));
        Assert.That(raised.Time - onset, Is.InRange(0, 15 * Minute));
        Assert.That(raised.Topic.Label, Is.EqualTo("#cancelled"));
        Assert.That(raised.Topic.Aliases, Does.Contain("flights"));
        Assert.That(raised.Factors.Sum(f => f.Contribution), Is.EqualTo(raised.Score).Within(1e-9));
        Assert.That(raised.Velocity.Forecast, Is.Not.Empty);
        Assert.That(raised.ActBefore, Is.GreaterThan(raised.Time));
        Assert.That(raised.Evidence, Is.Not.Empty);
        Assert.That(run.Revisions[^1].Phase, Is.EqualTo(IncidentPhase.Expired));
        Assert.That(run.Revisions.SelectMany(r => OutputChecks.Faults(OutputEntries.Of(r, 1))), Is.Empty);
    }

    [Test]
    public void FewPeople_AreNoThreatHoweverRareTheyAre()
    {
        long onset = Start + (2 * Day) + (3 * Hour);
        IEnumerable<Said> few = Enumerable.Range(0, 5).Select(i => Say($"few{i}", onset + (i * Minute), isNegative: true, s_cancelled));

        Assert.That(new ThreatRun().Feed(Usual(3, perHour: 1).Concat(few)).Raised, Is.Empty);
    }

    [Test]
    public void OnePersonWhoComplainsAllHour_IsNoThreat()
    {
        long onset = Start + (2 * Day) + (3 * Hour);
        IEnumerable<Said> one = Enumerable.Range(0, 100).Select(i => Say($"one{i}", onset + (i * Minute / 2), isNegative: true, s_cancelled, author: "angry"));

        Assert.That(new ThreatRun().Feed(Usual(3).Concat(one)).Raised, Is.Empty);
    }

    [Test]
    public void FirstMorning_WithTheUsualShare_IsNoThreat()
    {
        IEnumerable<Said> morning = Stream("m", Start, 12 * 60, t => t - Start < 7 * Hour ? 2 : 60, 0.5);

        Assert.That(new ThreatRun().Feed(morning).Raised, Is.Empty);
    }

    [Test]
    public void FirstDay_WhenTheShareJumpsToo_IsAThreat()
    {
        long onset = Start + (10 * Hour);
        ThreatRun run = new ThreatRun().Feed(Usual(1, perHour: 20, negative: 0.1).Concat(Wave("wave", onset, perHour: 120)));

        Assert.That(run.Raised, Has.Count.EqualTo(1));
    }

    [Test]
    public void DailyRhythm_AfterTheFirstDay_IsNoThreat()
    {
        IEnumerable<Said> days = Stream("d", Start, 9 * 24 * 60, t => (t % Day / Hour) is >= 8 and < 20 ? 40 : 3, 0.5);

        Assert.That(new ThreatRun().Feed(days).Raised, Is.Empty);
    }

    [Test]
    public void Applause_WithSomeComplaints_IsNoThreat()
    {
        long onset = Start + (2 * Day) + (10 * Hour);

        Assert.That(new ThreatRun().Feed(Usual(3).Concat(Wave("glad", onset, perHour: 400, negative: 0.15))).Raised, Is.Empty);
    }

    [Test]
    public void SeveralBrands_OnlyTheOneConcernedIsTold()
    {
        long onset = Start + (2 * Day) + (10 * Hour);
        IEnumerable<Said> wave = Stream("n", onset, 60, _ => 90, 0.9, s_cancelled, brand: 1);

        Assert.That(new ThreatRun().Feed(Usual(3).Concat(Usual(3, brand: 1)).Concat(wave)).Raised.Select(r => r.Brand), Is.EqualTo(["nimbo"]));
    }

    [Test]
    public void LongWave_WithABreather_IsToldOnce()
    {
        long onset = Start + (2 * Day) + (8 * Hour);
        IEnumerable<Said> wave = Wave("a", onset, 90).Concat(Wave("b", onset + (150 * Minute), 90));

        Assert.That(new ThreatRun().Feed(Usual(3).Concat(wave)).Raised, Has.Count.EqualTo(1));
    }

    [Test]
    public void SecondWave_HigherAfterAClearFall_IsToldToo()
    {
        long onset = Start + (2 * Day) + (2 * Hour);
        IEnumerable<Said> waves = Wave("a", onset, 60, 80).Concat(Wave("b", onset + (8 * Hour), 60, 250, words: ["#strike"]));
        ThreatRun run = new ThreatRun().Feed(Usual(3).Concat(waves));

        Assert.That(run.Raised.Select(r => r.Topic.Label), Is.EqualTo(["#cancelled", "#strike"]));
        Assert.That(run.Raised.Select(r => r.Incident), Is.Unique);
    }

    [Test]
    public void SlowClimb_OfHours_IsToldOnce()
    {
        long onset = Start + (3 * Day) + (6 * Hour);
        IEnumerable<Said> climb = Stream("c", onset, 360, t => 60.0 * (t - onset) / (6 * Hour), 0.9, s_cancelled);

        Assert.That(new ThreatRun().Feed(Usual(4).Concat(climb)).Raised, Has.Count.EqualTo(1));
    }

    [Test]
    public void DeletedWave_IsTakenBack()
    {
        long onset = Start + (2 * Day) + (10 * Hour);
        Said[] wave = [.. Wave("wave", onset, 30)];
        ThreatRun run = new ThreatRun().Feed(Usual(3).Where(s => s.Post.PostedAt < onset).Concat(wave));
        foreach (Said said in wave)
            run.Delete(new Post { Id = said.Post.Id, Action = PostAction.Delete, Source = "plain", PostedAt = onset + (31 * Minute) });
        run.RunUntil(onset + (32 * Minute));

        Assert.That(run.Raised, Has.Count.EqualTo(1));
        Assert.That(run.Seen[^1].IsOver, Is.True, "nothing of it is left to count");
        Assert.That((run.Revisions[^1].Phase, run.Revisions[^1].EndedBecause), Is.EqualTo((IncidentPhase.Retracted, EndReason.TakenBack)));
        Assert.That(run.Revisions[^1].Evidence.Select(e => e.Id), Has.None.StartsWith("wave"));
    }

    [Test]
    public void DeletedBeforeItGrows_IsNoThreat()
    {
        long onset = Start + (2 * Day) + (10 * Hour);
        ThreatRun run = new ThreatRun().Feed(Usual(3).Where(s => s.Post.PostedAt < onset));
        for (int i = 0; i < 60; i++)
        {
            Said said = Say($"spam{i}", onset + (i * Minute / 2), isNegative: true, s_cancelled);
            run.Feed([said]);
            run.Delete(new Post { Id = said.Post.Id, Action = PostAction.Delete, Source = "plain", PostedAt = said.Post.PostedAt });
        }

        Assert.That(run.RunUntil(onset + Hour).Raised, Is.Empty);
    }

    [Test]
    public void OwnPosts_AreNotThePublics()
    {
        long onset = Start + (2 * Day) + (10 * Hour);
        IEnumerable<Said> own = Wave("own", onset).Select(s => s with { IsOwn = true });

        Assert.That(new ThreatRun().Feed(Usual(3).Concat(own)).Raised, Is.Empty);
    }

    [Test]
    public void HatefulPosts_CountWithoutAMood()
    {
        long onset = Start + (2 * Day) + (10 * Hour);
        var hate = new SafetyTag(SafetyLevel.High, "Hate Speech and Acts of Aggression", 1, []);
        IEnumerable<Said> wave = Wave("hate", onset, negative: 0).Select(s => s with { Tags = new PostTags { Language = s.Tags.Language, Brands = s.Tags.Brands, Safety = hate } });

        Assert.That(new ThreatRun().Feed(Usual(3).Concat(wave)).Raised, Has.Count.EqualTo(1));
    }

    [Test]
    public void SameStream_GivesTheSameRevisions()
    {
        Said[] stream = [.. Usual(3).Concat(Wave("wave", Start + (2 * Day) + (10 * Hour)))];
        string[] Written() => [.. new ThreatRun().Feed(stream).Revisions.Select(r => Convert.ToHexString(RevisionJson.Write(r)))];
        string[] before = Written();

        Assert.That(Written(), Is.EqualTo(before));
    }
}
