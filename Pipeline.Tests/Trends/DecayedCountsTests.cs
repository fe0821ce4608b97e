using NUnit.Framework;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Trends;

internal sealed class DecayedCountsTests
{
    /// <summary>Ticks are numbered from 1970, so the first one counted is far from 0.</summary>
    private const long Base = 1_359_921_600;

    private static readonly Decay s_decay = new(1);

    /// <summary>The slow and obvious version: Σ w · 2^(−age / half-life).</summary>
    private static double PlainSum(IEnumerable<(long Tick, double Mentions)> additions, int halfLife, long tick) =>
        additions.Sum(a => a.Mentions * Math.Pow(2, -(tick - a.Tick) / (60 * Decay.HalfLifeMinutes[halfLife])));

    [Test]
    public void Counts_OfNothing_AreZero() => Assert.That(default(DecayedCounts).At(s_decay, Decay.Day, Base), Is.Zero);

    [Test]
    public void Counts_AfterOneHalfLife_AreHalved()
    {
        var counts = default(DecayedCounts);
        counts.Add(s_decay, Base, 8);

        Assert.That(counts.At(s_decay, Decay.FiveMinutes, Base + 300), Is.EqualTo(4).Within(1e-12));
    }

    [Test]
    public void Counts_ReadTwice_StayTheSame()
    {
        var counts = default(DecayedCounts);
        counts.Add(s_decay, Base, 8);
        double first = counts.At(s_decay, Decay.Hour, Base + 77);

        Assert.That(counts.At(s_decay, Decay.Hour, Base + 77), Is.EqualTo(first));
    }

    [TestCase(60, 11)]
    [TestCase(3_600, 12)]
    [TestCase(50_000, 13)]
    [TestCase(400_000, 14)]
    public void Counts_InAnyOrderOfTicks_EqualThePlainSum(int spanTicks, int seed)
    {
        var random = new Random(seed);
        (long Tick, double Mentions)[] additions =
            [.. Enumerable.Range(0, 500).Select(_ => (Base + random.Next(spanTicks), (double)random.Next(1, 5)))];
        long end = Base + spanTicks + random.Next(1000);

        for (int order = 0; order < 5; order++)
        {
            random.Shuffle(additions);
            var counts = default(DecayedCounts);
            foreach ((long tick, double mentions) in additions)
                counts.Add(s_decay, tick, mentions);
            for (int h = 0; h < Decay.HalfLives; h++)
            {
                double plain = PlainSum(additions, h, end);
                Assert.That(counts.At(s_decay, h, end), Is.EqualTo(plain).Within(Math.Max(plain * 1e-9, 1e-300)), $"order {order}, half-life {h}");
            }
        }
    }

    [Test]
    public void Counts_WithLateAndEarlyTurns_EqualThePlainSumAllTheWay()
    {
        var random = new Random(15);
        var additions = new List<(long Tick, double Mentions)>();
        var counts = default(DecayedCounts);
        long newest = Base;
        for (int i = 0; i < 300; i++)
        {
            long tick = newest + (random.Next(3) == 0 ? -random.Next(600) : random.Next(30));
            newest = Math.Max(newest, tick);
            additions.Add((tick, 1));
            counts.Add(s_decay, tick, 1);
            for (int h = 0; h < Decay.HalfLives; h++)
                Assert.That(counts.At(s_decay, h, newest), Is.EqualTo(PlainSum(additions, h, newest)).Within(1e-7).Percent, $"addition {i}, half-life {h}");
        }
    }
}
