using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Trends;

internal sealed class PastSketchTests
{
    private const long Base = 1_359_921_600;

    private static readonly Decay s_decay = new(1);

    private static ulong KeyOf(int number) => StableHash.Finish((ulong)number + 1);

    private static double Plain(IEnumerable<long> ticks, double halfLifeMinutes, long at) => ticks.Sum(t => Math.Pow(2, -(at - t) / (60 * halfLifeMinutes)));

    [Test]
    public void Past_OfAKeyNeverSeen_IsNothing()
    {
        Past past = new PastSketch(1, s_decay).Of(7, Base);

        Assert.That((past.Hour, past.SixHours, past.Day, past.HasMention), Is.EqualTo((0.0, 0.0, 0.0, false)));
    }

    [TestCase(41)]
    [TestCase(42)]
    public void Past_InAnyOrderOfTicks_IsThePlainSum(int seed)
    {
        var random = new Random(seed);
        long[] ticks = [.. Enumerable.Range(0, 60).Select(_ => Base + random.Next(20_000))];
        for (int order = 0; order < 5; order++)
        {
            random.Shuffle(ticks);
            var sketch = new PastSketch(1, s_decay);
            foreach (long tick in ticks)
                sketch.Add(KeyOf(1), tick);

            Past past = sketch.Of(KeyOf(1), Base + 30_000);

            Assert.That(past.Hour, Is.EqualTo(Plain(ticks, 60, Base + 30_000)).Within(1e-3).Percent);
            Assert.That(past.SixHours, Is.EqualTo(Plain(ticks, 360, Base + 30_000)).Within(1e-3).Percent);
            Assert.That(past.Day, Is.EqualTo(Plain(ticks, 1440, Base + 30_000)).Within(1e-3).Percent);
            Assert.That((past.At, past.LastTick), Is.EqualTo((Base + 30_000, ticks.Max())));
        }
    }

    [Test]
    public void Past_AskedForALateTick_StandsAtTheNewestOne()
    {
        var sketch = new PastSketch(1, s_decay);
        sketch.Add(7, Base + 100);

        Assert.That(sketch.Of(7, Base).At, Is.EqualTo(Base + 100));
    }

    /// <summary>Half a million words in the 65,536 cells of one megabyte: answers are too high by what collides, and never too low.</summary>
    [Test]
    public void Past_AmongManyKeys_IsNeverBelowTheTruth()
    {
        var random = new Random(43);
        var sketch = new PastSketch(1, s_decay);
        Dictionary<int, List<long>> truth = [];
        for (int i = 0; i < 500_000; i++)
        {
            int key = random.Next(10) == 0 ? random.Next(100) : random.Next(1_000_000);
            long tick = Base + (i / 100) - random.Next(60);
            sketch.Add(KeyOf(key), tick);
            if (key < 100)
                (truth.TryGetValue(key, out List<long>? ticks) ? ticks : truth[key] = []).Add(tick);
        }

        foreach ((int key, List<long> ticks) in truth)
        {
            double plain = Plain(ticks, 1440, Base + 5_000);
            Assert.That(sketch.Of(KeyOf(key), Base + 5_000).Day, Is.InRange(plain * 0.999, plain + 60), $"key {key}");
        }
    }

    [Test]
    public void Topic_PushedOutAndBack_HasItsSums()
    {
        var sketch = new PastSketch(1, s_decay);
        var counts = default(DecayedCounts);
        for (int i = 0; i < 500; i++)
            counts.Add(s_decay, Base + (i * 20), 1);

        sketch.Keep(7, counts, Base + 12_000);
        Past past = sketch.Of(7, Base + 20_000);

        Assert.That(past.Hour, Is.EqualTo(counts.At(s_decay, Decay.Hour, Base + 20_000)).Within(1e-3).Percent);
        Assert.That(past.Day, Is.EqualTo(counts.At(s_decay, Decay.Day, Base + 20_000)).Within(1e-3).Percent);
    }

    [Test]
    public void Topic_KeptAtTheTickOfALatePost_LosesNothing()
    {
        var sketch = new PastSketch(1, s_decay);
        var counts = default(DecayedCounts);
        counts.Add(s_decay, Base + 600, 5);

        sketch.Keep(7, counts, Base);

        Assert.That(sketch.Of(7, Base + 600).Day, Is.EqualTo(5).Within(1e-6));
    }
}
