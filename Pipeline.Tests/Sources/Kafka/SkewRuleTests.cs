using Confluent.Kafka;
using NUnit.Framework;
using RtmPipeline.Sources.Kafka;

namespace RtmPipeline.Tests.Sources.Kafka;

internal sealed class SkewRuleTests
{
    private const long Noon = 1_786_708_800_000;

    private readonly SkewRule _rule = new(TimeSpan.FromSeconds(300));

    [Test]
    public void Partition_FarAheadOfASlowOne_IsHeldUntilItHasComeUp()
    {
        PartitionReading slow = At(0, Noon);
        PartitionReading fast = At(1, Noon + 300_001);
        Assert.That(_rule.Apply([slow, fast], static _ => true, static _ => false), "something changed");
        Assert.That((slow.IsHeld, fast.IsHeld), Is.EqualTo((false, true)));
        slow.Take(1, Noon + 1, 0);
        Assert.That(_rule.Apply([slow, fast], static _ => true, static _ => false), "something changed");
        Assert.That(fast.IsHeld, Is.False);
    }

    [Test]
    public void Partition_WithoutABacklog_HoldsNobodyBack()
    {
        PartitionReading idle = At(0, Noon);
        PartitionReading fast = At(1, Noon + 3_600_000);
        _rule.Apply([idle, fast], one => one == fast, static _ => false);
        Assert.That(fast.IsHeld, Is.False);
    }

    [Test]
    public void Partition_ThatGivesNothingForLong_HoldsNobodyBack()
    {
        PartitionReading silent = At(0, Noon);
        PartitionReading fast = At(1, Noon + 3_600_000);
        _rule.Apply([silent, fast], static _ => true, one => one == silent);
        Assert.That(fast.IsHeld, Is.False);
    }

    [Test]
    public void Partitions_WithoutALimit_AreNeverHeld()
    {
        PartitionReading fast = At(1, Noon + 3_600_000);
        Assert.That(new SkewRule(TimeSpan.Zero).Apply([At(0, Noon), fast], static _ => true, static _ => false), Is.False);
        Assert.That(fast.IsHeld, Is.False);
    }

    [Test]
    public void Record_ThatComesAgain_IsNotTakenAgain()
    {
        PartitionReading reading = At(0, Noon);
        Assert.That((reading.Take(0, Noon, 0), reading.Take(5, Noon, 0), reading.Next), Is.EqualTo((false, true, 6)));
    }

    private static PartitionReading At(int partition, long time)
    {
        PartitionReading reading = new(new TopicPartition("posts", partition), "kafka:k/posts/0", 0, 0);
        reading.Take(0, time, 0);
        return reading;
    }
}
