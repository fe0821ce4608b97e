using NUnit.Framework;
using RtmPipeline.Opportunities.Threats;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Opportunities.Threats;

internal sealed class WaveSubjectTests
{
    [Test]
    public void Of_WhatStandsInTheWaveAlone_ComesBeforeWhatIsAlwaysSaid()
    {
        TermCounts usual = new();
        for (int i = 0; i < 100; i++)
            usual.Add(Build(["@aria", "late", i % 2 == 0 ? "seat" : "crew"]).Terms);
        Complaint[] wave = [.. Enumerable.Range(0, 20).Select(_ => Against(["@aria", "late", "#strike"]))];
        foreach (Complaint complaint in wave)
            usual.Add(complaint.Post.Terms);

        Assert.That(WaveSubject.Of(wave, usual).Select(t => t.Label), Is.EqualTo(["#strike"]));
    }

    [Test]
    public void Of_AWordTwice_IsNoSubject() =>
        Assert.That(WaveSubject.Of([Against(["#strike"]), Against(["#strike"])], new TermCounts()), Is.Empty);

    [Test]
    public void TermCounts_BeyondTheirRoom_ForgetWhatIsRare()
    {
        TermCounts counts = new();
        for (int i = 0; i < 3 * TermCounts.MaxTerms; i++)
            counts.Add(Build([$"#rare{i}", "common"]).Terms);

        Assert.That(counts.Of(PostBuilder.KeyOf("#rare1")), Is.Zero);
        Assert.That(counts.Of(PostBuilder.KeyOf("common")) / counts.Posts, Is.EqualTo(1).Within(0.01));
    }

    [Test]
    public void RecentPeople_OnePersonInAnHour_CountsOnce()
    {
        RecentPeople people = new();

        Assert.That(people.TryCount(7, 1_000), Is.True);
        Assert.That(people.TryCount(7, 1_000 + RecentPeople.OnceMs - 1), Is.False);
        Assert.That(people.TryCount(7, 1_000 + RecentPeople.OnceMs), Is.True);
    }

    [Test]
    public void RecentPeople_BeyondTheirRoom_CountEachPost()
    {
        RecentPeople people = new();
        for (ulong person = 1; person <= RecentPeople.MaxPeople; person++)
            people.TryCount(person, 0);

        Assert.That(people.TryCount(1, 1_000), Is.False);
        Assert.That(people.TryCount(ulong.MaxValue, 1_000), Is.True);
        Assert.That(people.TryCount(ulong.MaxValue, 1_001), Is.True);
    }

    private static Post Build(string[] topics) => new PostBuilder { Topics = topics }.BuildCounted();

    private static Complaint Against(string[] topics) => new(Build(topics), SampleTopics.Tags(1), 1, 1, 1);
}
