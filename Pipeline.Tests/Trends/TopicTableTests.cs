using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Trends;

internal sealed class TopicTableTests
{
    private const long Tick = 1_359_921_600;

    private static readonly Decay s_decay = new(1);

    private static TopicTable TableOf(int capacity, PastSketch? past = null) =>
        new(capacity, s_decay, past ?? new PastSketch(1, s_decay), new SeasonalProfiles(new TrendOptions()));

    private static Term TermOf(ulong key, TopicKind kind = TopicKind.Hashtag) => new(key, kind, 0, 5);

    /// <summary>Finds a topic and counts mentions of it, as the tracker does.</summary>
    private static int Mention(TopicTable table, ulong key, int mentions = 1, long tick = Tick)
    {
        int slot = table.Find(TermOf(key), tick);
        table[slot].Mentions.Add(s_decay, tick, mentions);
        return slot;
    }

    private static IEnumerable<ulong> LiveKeys(TopicTable table) =>
        Enumerable.Range(0, table.Capacity).Select(slot => table[slot].Key).Where(key => key != 0);

    [Test]
    public void Hashtag_AtItsFirstMention_GetsASlot()
    {
        var table = TableOf(10);

        int slot = table.Find(TermOf(7), Tick);

        Assert.That((table[slot].Key, table[slot].FirstTick, table[slot].Trending, table.Count), Is.EqualTo((7UL, Tick, -1, 1)));
    }

    [TestCase(TopicKind.Word)]
    [TestCase(TopicKind.Pair)]
    public void RareKind_EntersAtItsSecondMentionWithTheFirstOneCounted(TopicKind kind)
    {
        var table = TableOf(10);
        int first = table.Find(TermOf(7, kind), Tick);
        int second = table.Find(TermOf(7, kind), Tick + 5);

        Assert.That((first, table[second].Total, Math.Round(table[second].Mentions.At(s_decay, Decay.Day, Tick + 5), 3)), Is.EqualTo((-1, 1.0, 1.0)));
    }

    [TestCase(TopicKind.Hashtag)]
    [TestCase(TopicKind.Cashtag)]
    [TestCase(TopicKind.Mention)]
    public void OtherKinds_EnterAtOnceWithNothingCounted(TopicKind kind)
    {
        var table = TableOf(10);

        int slot = table.Find(TermOf(7, kind), Tick);

        Assert.That((slot >= 0, table[slot].Total), Is.EqualTo((true, 0.0)));
    }

    [Test]
    public void Topic_FoundAgain_KeepsItsSlot()
    {
        var table = TableOf(10);

        Assert.That(Mention(table, 7), Is.EqualTo(Mention(table, 7, tick: Tick + 100)));
    }

    [Test]
    public void Topics_TenTimesTheCapacity_StayWithinIt()
    {
        var table = TableOf(100);
        for (ulong key = 1; key <= 1000; key++)
        {
            Mention(table, StableHash.Finish(key));
            Assert.That(table.Count, Is.LessThanOrEqualTo(100));
        }

        Assert.That(table.Evicted, Is.EqualTo(1000 - table.Count));
        Assert.That(LiveKeys(table).Count(), Is.EqualTo(table.Count));
    }

    [Test]
    public void FullTable_PushesOutTheLeastActiveTenth()
    {
        var table = TableOf(20);
        for (ulong key = 1; key <= 20; key++)
            Mention(table, key, mentions: key is 5 or 13 ? 1 : 10);

        Mention(table, 21);

        Assert.That(LiveKeys(table).Order(), Is.EqualTo(Enumerable.Range(1, 21).Select(k => (ulong)k).Except([5UL, 13UL])));
    }

    [Test]
    public void FullTable_PrefersWhatWasMentionedLatelyToWhatWasMentionedLongAgo()
    {
        var table = TableOf(10);
        Mention(table, 1, mentions: 8, tick: Tick - (8 * 3600));
        for (ulong key = 2; key <= 10; key++)
            Mention(table, key, mentions: 2);

        Mention(table, 11);

        Assert.That(LiveKeys(table), Does.Not.Contain(1UL));
    }

    [Test]
    public void TrendingTopic_HoweverQuiet_Stays()
    {
        var table = TableOf(10);
        int trending = Mention(table, 1);
        table[trending].Trending = 0;
        for (ulong key = 2; key <= 500; key++)
            Mention(table, key, mentions: 100, tick: Tick + (long)key);

        Assert.That((table[trending].Key, table.Find(TermOf(1), Tick + 1000)), Is.EqualTo((1UL, trending)));
    }

    [Test]
    public void FullTable_OfTrendingTopicsAlone_FailsWithTheSettingToChange()
    {
        var table = TableOf(10);
        for (ulong key = 1; key <= 10; key++)
            table[Mention(table, key)].Trending = (int)key;

        Assert.That(() => Mention(table, 11), Throws.InvalidOperationException.With.Message.Contains("Trends:MaxTopics"));
    }

    [Test]
    public void Slot_UsedAgain_HasAnotherGeneration()
    {
        var table = TableOf(10);
        var generations = new Dictionary<(int Slot, ulong Key), int>();
        for (ulong key = 1; key <= 300; key++)
        {
            int slot = Mention(table, key);
            generations[(slot, key)] = table[slot].Generation;
        }

        Assert.That(generations.Values, Is.Unique.And.All.GreaterThan(0));
    }

    [Test]
    public void Word_HeldBackAtTheDoor_CountsWhenItWasSaid()
    {
        TopicTable table = TableOf(10);
        table.Find(TermOf(7, TopicKind.Word), Tick);
        int slot = table.Find(TermOf(7, TopicKind.Word), Tick + 300);

        double[] sums = [.. Enumerable.Range(0, Decay.HalfLives).Select(h => table[slot].Mentions.At(s_decay, h, Tick + 300))];
        Assert.That(sums, Is.EqualTo(Decay.HalfLifeMinutes.ToArray().Select(m => Math.Pow(2, -5 / m))).Within(1e-6));
        Assert.That(table[slot].FirstTick, Is.EqualTo(Tick));
    }

    [Test]
    public void Word_ThatComesBeforeItsHeldBackOne_CountsBoth()
    {
        TopicTable table = TableOf(10);
        table.Find(TermOf(7, TopicKind.Word), Tick + 300);
        int slot = table.Find(TermOf(7, TopicKind.Word), Tick);
        table[slot].Mentions.Add(s_decay, Tick, 1);

        Assert.That(table[slot].Mentions.At(s_decay, Decay.QuarterHour, Tick + 300), Is.EqualTo(1 + Math.Pow(2, -1 / 3.0)).Within(1e-6));
    }

    [Test]
    public void Topic_PushedOutAndBack_BringsItsPast()
    {
        TopicTable table = TableOf(10);
        ulong own = StableHash.Finish(1);
        for (int minute = 0; minute < 600; minute += 10)
            Mention(table, own, tick: Tick + (60 * minute));
        double day = table[Mention(table, own, mentions: 0, tick: Tick + 36_000)].Mentions.At(s_decay, Decay.Day, Tick + 36_000);
        for (ulong key = 2; key <= 200; key++)
            Mention(table, StableHash.Finish(key), mentions: 50, tick: Tick + 36_000);
        Assert.That(LiveKeys(table), Does.Not.Contain(own));

        int back = Mention(table, own, mentions: 0, tick: Tick + 36_060);

        Assert.That(table[back].Mentions.At(s_decay, Decay.Day, Tick + 36_060), Is.EqualTo(day).Within(0.2).Percent);
    }

    /// <summary>
    /// The obvious version is a dictionary of what is in the states. Keys come in runs that share their low bits, so that the index's clusters
    /// are long and removals must shift them back across the end of the array.
    /// </summary>
    [TestCase(10, 31)]
    [TestCase(16, 32)]
    [TestCase(100, 33)]
    public void Index_OverRandomMentionsAndEvictions_AgreesWithADictionary(int capacity, int seed)
    {
        var random = new Random(seed);
        var table = TableOf(capacity);
        var evicted = new HashSet<ulong>();
        for (int i = 0; i < 40 * capacity; i++)
        {
            uint low = (uint)(random.Next(4) == 0 ? 250 + random.Next(8) : random.Next(1, 3 * capacity));
            ulong key = ((ulong)random.Next(1, capacity) << 32) | low;
            HashSet<ulong> before = [.. LiveKeys(table)];
            int slot = Mention(table, key, random.Next(1, 4), Tick + i);
            Dictionary<ulong, int> model = Enumerable.Range(0, capacity).Where(s => table[s].Key != 0).ToDictionary(s => table[s].Key);
            evicted.UnionWith(before.Except(model.Keys));

            Assert.That(table[slot].Key, Is.EqualTo(key));
            Assert.That(model, Has.Count.EqualTo(table.Count));
            Assert.That(model.All(e => table.Find(TermOf(e.Key), Tick + i) == e.Value), Is.True, $"index after mention {i}");
        }

        Assert.That(evicted, Has.Count.GreaterThan(capacity));
    }
}
