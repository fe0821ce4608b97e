using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Sources.Files;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Topology;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>Streams of sound lines with damaged ones between them, through the whole graph: the outputs are those of the sound lines alone.</summary>
[Parallelizable]
internal sealed class StreamFuzzTests
{
    private static readonly TopologyOptions s_usual = new() { Workers = 2, BatchSize = 500, QueueBatches = 4 };

    [Test]
    public void Outputs_OfSoundPosts_AreTheSameWhateverStandsBetweenThem()
    {
        byte[][] sound = [.. SimulatedNight.Lines(seed: 3, rate: 0.001).Select(FuzzSeeds.Bytes)];
        (DeliveryDigests Digests, DeliveryCounts Counts, long Posts) expected = Run(s_usual, sound);
        Assert.That(expected.Counts.Alerts, Is.Positive, "the sound lines alone should give outputs to compare");
        FuzzRun.Try("streams", one =>
        {
            long rejections = 0;
            List<byte[]> lines = [];
            foreach (byte[] line in sound)
            {
                lines.Add(line);
                if (one.Random.Once(3) && TryBad(one.Random, out byte[] bad, out int rejected))
                {
                    lines.Add(bad);
                    rejections += rejected;
                }
            }

            one.Input = Joined(lines);
            var options = new TopologyOptions { Workers = one.Random.Next(1, 4), BatchSize = one.Random.Next(1, 400), QueueBatches = one.Random.Next(1, 5) };
            (DeliveryDigests digests, DeliveryCounts counts, long posts) = Run(options, lines);
            one.Require(posts == expected.Posts, $"{posts} posts in place of {expected.Posts}");
            one.Require(counts.DeadLetters == rejections, $"{counts.DeadLetters} dead letters of {rejections} rejections");
            one.Require(digests with { DeadLetters = "" } == expected.Digests with { DeadLetters = "" }, "damaged lines changed the outputs of sound ones");
        });
    }

    /// <summary>A line that gives no post by itself.</summary>
    private static bool TryBad(Random random, out byte[] line, out int rejections)
    {
        line = [.. JsonMutations.Of(random.Pick(FuzzSeeds.Json), random, random.Pick(FuzzSeeds.Json)).Select(b => b == (byte)'\n' ? (byte)' ' : b)];
        DecodedBatch alone = Outcomes.Decode(Outcomes.Record(line));
        rejections = alone.Items.Count;
        return !Blanks.IsBlank(line) && alone.Items.TrueForAll(item => item.Rejection is not null);
    }

    private static (DeliveryDigests Digests, DeliveryCounts Counts, long Posts) Run(TopologyOptions options, IReadOnlyList<byte[]> lines) =>
        RunAsync(options, Joined(lines)).GetAwaiter().GetResult();

    private static async Task<(DeliveryDigests Digests, DeliveryCounts Counts, long Posts)> RunAsync(TopologyOptions options, byte[] file)
    {
        await using NowhereDelivery delivery = new();
        FileSource source = new("fuzz", FileLimits.Default, () => new MemoryStream(file), fillWhole: true);
        RunSummary summary = await TestRun.RunAsync(options, TestRun.Stages(delivery), source);
        return (delivery.Digests, delivery.Counts, summary.Posts.Posts);
    }

    private static byte[] Joined(IEnumerable<byte[]> lines)
    {
        using MemoryStream file = new();
        foreach (byte[] line in lines)
        {
            file.Write(line);
            file.WriteByte((byte)'\n');
        }

        return file.ToArray();
    }
}
