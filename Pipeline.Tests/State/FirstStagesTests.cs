using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;
using RtmPipeline.Sources.Memory;
using RtmPipeline.State;
using RtmPipeline.Tests.Posts;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.State;

/// <summary>
/// A run goes through; others are restored from its state at some cuts and go on beside it. What they are, what they say and what they save must be the same for ever after.
/// </summary>
[Parallelizable]
internal sealed class FirstStagesTests
{
    private const int BatchSize = 250;

    [TestCase(1UL)]
    [TestCase(2UL)]
    [TestCase(3UL)]
    public async Task SimulatedNight_RestoredAtCuts_GoesOnAlike(ulong seed)
    {
        List<string> lines = SimulatedNight.Lines(seed, rate: 0.0003);
        FirstStages whole = await AssertGoesOnAlikeAsync(new ScriptedSource("night.ndjson", lines), FirstStages.SmallPosts, FirstStages.SmallTrends, cuts: 4);

        Assert.That(whole.Tracker.Evicted, Is.Positive, "nothing was pushed out");
        Assert.That(whole.Tracker.ForecastFigures[0].Judged, Is.GreaterThan(20), "nothing was learned");
    }

    [Test]
    public async Task TenHoursOfChatterAndWaves_RestoredAtCuts_GoesOnAlike()
    {
        FirstStages whole = await AssertGoesOnAlikeAsync(
            new ScriptedSource("waves.ndjson", InventedWaves.Lines(waves: 4)), FirstStages.SmallPosts, FirstStages.SmallTrends, cuts: 3);

        Assert.That(whole.Tracker.SeasonalCount, Is.EqualTo(FirstStages.SmallTrends.SeasonalTopics), "not all profiles were given away");
    }

    [Test]
    public async Task RecordedExplosion_RestoredAtCuts_GoesOnAlike()
    {
        string path = SharedData.Require("crisislex_t6", "2013_West_Texas_Explosion.jsonl.gz");
        await AssertGoesOnAlikeAsync(new FileSource(path, FileLimits.Default), new PostOptions { DuplicateIds = 50_000, CopySignatures = 16_384 }, new TrendOptions { MaxTopics = 20_000, SketchMegabytes = 4 }, cuts: 2);
    }

    [TestCase(11)]
    [TestCase(12)]
    public void RandomStream_RestoredAtManyCuts_GoesOnAlike(int seed)
    {
        List<Func<DecodedItem>> items = RandomStream.Items(seed, 2_000);
        var posts = new PostOptions { DuplicateIds = 1_000, CopySignatures = 1_024, MaxLatenessSeconds = 30, MaxLeapHours = 1 };
        TrendOptions trends = FirstStages.SmallTrends with { MaxTopics = 1_000, WarmUpMinutes = 1, TickSeconds = 2 };

        AssertGoesOnAlike(items.Chunk(20).Select(chunk => (Func<IEnumerable<DecodedItem>>)(() => chunk.Select(make => make()))).ToList(), posts, trends, cuts: 9);
    }

    [TestCase(21)]
    [TestCase(22)]
    [TestCase(23)]
    public void State_CutOrFlipped_IsRefusedOrLoads(int seed)
    {
        byte[] saved = SmallState();
        var random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 80; i++)
        {
            byte[] broken = random.Next(3) == 0 ? saved[..random.Next(saved.Length)] : [.. saved];
            for (int flips = random.Next(4); flips > 0; flips--)
                broken[random.Next(Math.Max(1, broken.Length)) % Math.Max(1, broken.Length)] ^= (byte)(1 << random.Next(8));
            FirstStages fresh = Small();
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                fresh.Load(broken);
            }
            catch (StateFormatException fault)
            {
                refused++;
                Assert.That(fault.Message, Does.StartWith("state broken in '"));
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(20L * saved.Length), $"broken state {i} of seed {seed}");
        }

        Assert.That(refused, Is.GreaterThan(20));
    }

    private static readonly object[][] s_otherLimits =
    [
        ["Posts:DuplicateIds 3000, and it is 4000", FirstStages.SmallPosts with { DuplicateIds = 4_000 }, FirstStages.SmallTrends],
        ["Posts:CopySignatures 1024, and it is 2048", FirstStages.SmallPosts with { CopySignatures = 2_048 }, FirstStages.SmallTrends],
        ["Trends:TickSeconds (as milliseconds) 1000, and it is 5000", FirstStages.SmallPosts, FirstStages.SmallTrends with { TickSeconds = 5 }],
        ["Trends:MaxTopics 1500, and it is 3000", FirstStages.SmallPosts, FirstStages.SmallTrends with { MaxTopics = 3_000 }],
        ["Trends:SketchMegabytes 1, and it is 2", FirstStages.SmallPosts, FirstStages.SmallTrends with { SketchMegabytes = 2 }],
    ];

    [TestCaseSource(nameof(s_otherLimits))]
    public void State_OfOtherLimits_NamesTheOption(string message, object posts, object trends) =>
        Assert.That(
            () => new FirstStages((PostOptions)posts, (TrendOptions)trends).Load(SmallState()),
            Throws.TypeOf<StateFormatException>().With.Message.Contains(message));

    private static FirstStages Small() => new(FirstStages.SmallPosts, FirstStages.SmallTrends);

    /// <summary>Some hours of everything.</summary>
    private static byte[] SmallState()
    {
        FirstStages stages = Small();
        int number = 0;
        foreach (Func<DecodedItem>[] chunk in RandomStream.Items(20, 400).Chunk(100))
            stages.Process(chunk.Select(make => make()), number++);
        return stages.Save();
    }

    private static async Task<FirstStages> AssertGoesOnAlikeAsync(IRecordSource source, PostOptions posts, TrendOptions trends, int cuts)
    {
        MemorySource records = await MemorySource.LoadAsync(source, long.MaxValue, CancellationToken.None);
        List<Func<IEnumerable<DecodedItem>>> batches = [];
        for (int start = 0; start < records.Count; start += BatchSize)
        {
            RawRecord[] some = records.Records.Span[start..(int)Math.Min(records.Count, start + BatchSize)].ToArray();
            batches.Add(() => new PostDecoder().Decode(new RawBatch(some, some.Length, null)).Items);
        }

        return AssertGoesOnAlike(batches, posts, trends, cuts);
    }

    /// <param name="batches">Makes the items of a batch anew each time, since a sequencer marks them.</param>
    /// <param name="posts">Limits of the sequencer.</param>
    /// <param name="trends">Limits of the tracker.</param>
    /// <param name="cuts">Cuts, spread over the run.</param>
    /// <returns>The run that went through.</returns>
    private static FirstStages AssertGoesOnAlike(List<Func<IEnumerable<DecodedItem>>> batches, PostOptions posts, TrendOptions trends, int cuts)
    {
        FirstStages whole = new(posts, trends);
        List<FirstStages> restored = [];
        for (int i = 0; i < batches.Count; i++)
        {
            if (i > 0 && i % (batches.Count / (cuts + 1)) == 0 && restored.Count < cuts)
            {
                byte[] saved = whole.Save();
                foreach (FirstStages earlier in restored)
                    Assert.That(earlier.Save().AsSpan().SequenceEqual(saved), Is.True, $"what a restored run saves at batch {i} differs");
                restored.Add(new FirstStages(posts, trends).Load(saved));
                SameState.Check(whole, restored[^1]);
                Assert.That(restored[^1].Save().AsSpan().SequenceEqual(saved), Is.True, $"what was restored at batch {i} saves itself otherwise");
            }

            (PostBatch, TrendBatch) said = whole.Process(batches[i](), i);
            foreach (FirstStages other in restored)
                SameState.Check(said, other.Process(batches[i](), i));
        }

        (PostBatch, TrendBatch) last = whole.Finish(batches.Count);
        byte[] end = whole.Save();
        foreach (FirstStages other in restored)
        {
            SameState.Check(last, other.Finish(batches.Count));
            Assert.That(other.Save().AsSpan().SequenceEqual(end), Is.True, "what a restored run saves at the end differs");
        }

        Assert.That(restored, Has.Count.EqualTo(cuts));
        return whole;
    }
}
