using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Duplicates;

namespace RtmPipeline.Tests.Posts.Duplicates;

internal sealed class RecentIdsTests
{
    [Test]
    public void Id_NeverPut_IsUnknown() => Assert.That(new RecentIds(10).Find(42), Is.EqualTo(-1));

    [Test]
    public void Id_Put_IsFoundWithItsNumber()
    {
        var ids = new RecentIds(10);

        ids.Put(42, 7);

        Assert.That(ids.Find(42), Is.EqualTo(7));
    }

    [Test]
    public void Id_PutAgain_HasItsNewNumber()
    {
        var ids = new RecentIds(10);
        ids.Put(42, 7);

        ids.Put(42, 8);

        Assert.That(ids.Find(42), Is.EqualTo(8));
    }

    [Test]
    public void Ids_ThatShareAPlaceInTheTable_AreToldApart()
    {
        var ids = new RecentIds(8);
        ulong[] keys = [3, 3 + (1UL << 40), 3 + (1UL << 41), 3 + (1UL << 42)];

        for (int i = 0; i < keys.Length; i++)
            ids.Put(keys[i], i);

        Assert.That(keys.Select(ids.Find), Is.EqualTo([0L, 1L, 2L, 3L]));
    }

    [Test]
    public void Id_FromTheGenerationBefore_IsStillKnown()
    {
        var ids = new RecentIds(8);
        for (ulong key = 1; key <= 8; key++)
            ids.Put(key, (long)key);

        Assert.That(Enumerable.Range(1, 8).Select(k => ids.Find((ulong)k)), Is.EqualTo(Enumerable.Range(1, 8)));
    }

    [Test]
    public void Id_OlderThanTheCapacity_IsForgotten()
    {
        var ids = new RecentIds(8);
        for (ulong key = 1; key <= 9; key++)
            ids.Put(key, (long)key);

        Assert.That(ids.Find(1), Is.EqualTo(-1));
    }

    [Test]
    public void Id_PutAgainFromTheOldGeneration_OutlivesIt()
    {
        var ids = new RecentIds(8);
        for (ulong key = 1; key <= 5; key++)
            ids.Put(key, (long)key);
        ids.Put(1, 100);

        for (ulong key = 6; key <= 8; key++)
            ids.Put(key, (long)key);

        Assert.That(ids.Find(1), Is.EqualTo(100));
    }

    [TestCase(1)]
    [TestCase(0)]
    [TestCase(-5)]
    public void Capacity_BelowTwo_IsRefused(int capacity) =>
        Assert.That(() => new RecentIds(capacity), Throws.InstanceOf<ArgumentOutOfRangeException>());

    /// <summary>The slow and obvious version: a list of ids by their last use, newest first.</summary>
    [TestCase(2, 40, 1)]
    [TestCase(3, 40, 2)]
    [TestCase(10, 30, 3)]
    [TestCase(64, 100, 4)]
    [TestCase(100, 5_000, 5)]
    public void Ids_OverRandomUse_KeepTheNewestHalfAndNeverMoreThanTheCapacity(int capacity, int differentIds, int seed)
    {
        var random = new Random(seed);
        var ids = new RecentIds(capacity);
        var newestFirst = new List<(ulong Key, long Value)>();
        for (int i = 0; i < 20 * capacity; i++)
        {
            ulong key = StableHash.Finish((ulong)random.Next(1, differentIds));
            ids.Put(key, i);
            newestFirst.RemoveAll(e => e.Key == key);
            newestFirst.Insert(0, (key, i));

            int guaranteed = Math.Min(capacity / 2, newestFirst.Count);
            Assert.That(newestFirst.Take(guaranteed).All(e => ids.Find(e.Key) == e.Value), Is.True, $"newest ids after use {i}");
            Assert.That(newestFirst.Count(e => ids.Find(e.Key) >= 0), Is.LessThanOrEqualTo(capacity), $"known ids after use {i}");
            Assert.That(newestFirst.All(e => ids.Find(e.Key) is long found && (found == e.Value || found == -1)), Is.True, $"numbers after use {i}");
        }
    }
}
