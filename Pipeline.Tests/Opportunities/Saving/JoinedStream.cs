using System.Text;
using RtmPipeline.Opportunities;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Trends;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Opportunities.Saving;

/// <summary>What the stage of opportunities is given for a recording: made once, and handed to as many finders as a test has.</summary>
internal sealed class JoinedStream
{
    private readonly List<(PostBatch Posts, TaggedBatch Tags, TrendBatch Trends)> _batches = [];

    /// <param name="lines">Records in any form that is told by its content.</param>
    /// <param name="brands">Profiles that the posts are tagged for.</param>
    /// <param name="batchSize">Posts of a batch.</param>
    public JoinedStream(IReadOnlyList<string> lines, IReadOnlyList<BrandProfile> brands, int batchSize = 256)
    {
        Brands = brands;
        var decoder = new PostDecoder();
        var tagger = new PostTagger(brands);
        var sequencer = new PostSequencer(new PostOptions(), TimeSpan.FromSeconds(1));
        var trends = new TrendTracker(new TrendOptions(), VelocityModel.Shipped());
        for (int start = 0; start < lines.Count; start += batchSize)
        {
            var batch = new PostBatch(_batches.Count);
            foreach (DecodedItem item in decoder.Decode(Raw(lines, start, batchSize)).Items)
                sequencer.Take(item, batch);
            if (start + batchSize >= lines.Count)
                sequencer.Finish(batch);
            _batches.Add((batch, new TaggedBatch(batch.Number, [.. batch.Posts.Select(tagger.Tag)]), trends.Process(batch)));
        }
    }

    public IReadOnlyList<BrandProfile> Brands { get; }

    public int Count => _batches.Count;

    /// <summary>Gives a finder a batch.</summary>
    public void Give(int number, OpportunityFinder finder, Action<TickOpportunities> onTick) =>
        finder.Process(_batches[number].Posts, _batches[number].Tags, _batches[number].Trends, onTick);

    public OpportunityFinder Finder(OpportunityOptions? options = null) => new(options ?? new OpportunityOptions(), Brands);

    private static RawBatch Raw(IReadOnlyList<string> lines, int start, int count)
    {
        RawRecord[] records = [.. lines.Skip(start).Take(count).Select((line, i) => new RawRecord
        {
            Form = RecordForm.Json,
            Bytes = Encoding.UTF8.GetBytes(line),
            Position = new RecordPosition("lines", start + i + 1, 0),
        })];
        return new RawBatch(records, records.Length, null);
    }
}
