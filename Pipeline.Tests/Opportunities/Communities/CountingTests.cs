using NUnit.Framework;
using RtmPipeline.Opportunities.Communities;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.Opportunities.Communities;

/// <summary>The bounded counts that communities are made of.</summary>
internal sealed class CountingTests
{
    private const long Now = 1_710_448_680_000;
    private const long Minute = 60_000;

    [Test]
    public void HeavyHitters_KeysHeavierThanTheirShare_AreAllKept()
    {
        HeavyHitters<int> hitters = new(10);
        Random random = new(3);
        for (int i = 0; i < 10_000; i++)
            hitters.Add((ulong)(random.Next(5) == 0 ? 1 + random.Next(2) : random.Next(100, 5_000)), 1, 0);

        Assert.That(hitters.All().OrderByDescending(h => h.AtLeast).Take(2).Select(h => h.Key), Is.EquivalentTo([1UL, 2UL]));
        Assert.That(hitters.Count, Is.EqualTo(10));
    }

    [Test]
    public void HeavyHitters_WhatIsTold_IsNeverMoreThanTheTruth()
    {
        HeavyHitters<int> hitters = new(8);
        Dictionary<ulong, long> truth = [];
        Random random = new(4);
        for (int i = 0; i < 5_000; i++)
        {
            ulong key = (ulong)random.Next(1, 60);
            long weight = random.Next(1, 100);
            truth[key] = truth.GetValueOrDefault(key) + weight;
            hitters.Add(key, weight, 0);
            if (i % 500 == 0)
                hitters.RemoveWhere((k, _) => k % 7 == 0);
        }

        foreach (HeavyHitter<int> hitter in hitters.All())
            Assert.That(hitter.AtLeast, Is.InRange(1, truth[hitter.Key]));
    }

    [Test]
    public void HeavyHitters_ARemovedKey_IsUnknown()
    {
        HeavyHitters<string> hitters = new(4);
        for (ulong key = 1; key <= 4; key++)
            hitters.Add(key, 1, $"v{key}");
        hitters.RemoveWhere((key, _) => key == 2);

        Assert.That(hitters.TryGet(2, out _), Is.False);
        Assert.That(hitters.TryGet(4, out string value) ? value : "", Is.EqualTo("v4"));
    }

    [Test]
    public void MinuteCounts_InAnyOrder_AreTheSameAsCountingAll()
    {
        Random random = new(5);
        long[] times = [.. Enumerable.Range(0, 3_000).Select(_ => Now - random.Next(0, 40 * 60_000))];
        MinuteCounts inOrder = new();
        MinuteCounts shuffled = new();
        foreach (long time in times.Order())
            inOrder.Add(time);
        foreach (long time in times)
            shuffled.Add(time);
        int expected = times.Count(t => t / Minute > (Now / Minute) - MinuteCounts.RecentMinutes);

        Assert.That((inOrder.Recent(Now), inOrder.Total), Is.EqualTo((expected, 3_000L)));
        Assert.That((shuffled.Recent(Now), shuffled.Total), Is.EqualTo((expected, 3_000L)));
    }

    [Test]
    public void MinuteCounts_AfterSilence_HaveNothingRecent()
    {
        MinuteCounts counts = new();
        counts.Add(Now);

        Assert.That(counts.Recent(Now + (9 * Minute)), Is.EqualTo(1));
        Assert.That(counts.Recent(Now + (10 * Minute)), Is.Zero);
        Assert.That(new MinuteCounts().Recent(Now), Is.Zero);
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(50)]
    [TestCase(900)]
    [TestCase(20_000)]
    public void DistinctAuthors_Estimate_IsNearTheTruth(int authors)
    {
        DistinctAuthors distinct = new();
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < authors; i++)
                distinct.Add(StableHash.Of($"author{i}"));
        }

        Assert.That(distinct.Estimate(), Is.EqualTo(authors).Within(Math.Max(0.5, authors * 0.15)));
    }

    [Test]
    public void DistinctAuthors_Nobody_IsNone() => Assert.That(new DistinctAuthors().Estimate(), Is.Zero);

    [Test]
    public void RecentShares_NameThatGains_HasPositiveGrowth()
    {
        RecentShares shares = new(5);
        for (int i = 0; i < 100; i++)
            Add(shares, i % 10 == 0 ? "it" : "en", Now - (30 * Minute));
        for (int i = 0; i < 100; i++)
            Add(shares, i % 2 == 0 ? "it" : "en", Now);

        ShareReading[] read = shares.Read(Now, 5);
        Assert.That(read.Select(s => s.Name), Is.EqualTo(["en", "it"]));
        Assert.That(read[1].Growth, Is.EqualTo(0.4).Within(1e-9));
        Assert.That(read[0].Growth, Is.EqualTo(-0.4).Within(1e-9));
        Assert.That(read[1].Share, Is.EqualTo(0.3).Within(1e-9));
    }

    [Test]
    public void RecentShares_MoreNamesThanPlaces_LeavesOutTheLater()
    {
        RecentShares shares = new(2);
        foreach (string name in new[] { "a", "b", "c" })
            Add(shares, name, Now);

        Assert.That(shares.Read(Now, 5).Select(s => s.Name), Is.EqualTo(["a", "b"]));
        Assert.That(shares.Read(Now, 5)[0].Share, Is.EqualTo(1 / 3.0).Within(1e-9));
    }

    private static void Add(RecentShares shares, string name, long at)
    {
        shares.AddPost(at);
        shares.AddName(name, at);
    }
}
