using System.Globalization;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Memory;
using RtmPipeline.Tagging;

namespace RtmPipeline.Commands.Bench;

/// <summary>All tagging on one core: what a post's meaning costs.</summary>
internal static class TagAlone
{
    /// <summary>The posts with a text among the records, decoded before anything is measured.</summary>
    public static async Task<List<Post>> PostsOfAsync(MemorySource records, int batchSize, CancellationToken stop)
    {
        var decoder = new PostDecoder();
        List<Post> posts = [];
        await foreach (RawBatch raw in records.ReadAsync(batchSize, stop))
        {
            using RawBatch batch = raw;
            posts.AddRange(decoder.Decode(batch).Items.Where(static item => item.Post is { HasText: true }).Select(static item => item.Post!));
        }
        return posts;
    }

    /// <returns>What was tagged, in numbers: the same in every run.</returns>
    public static string Run(List<Post> posts, PostTagger tagger)
    {
        long themes = 0;
        long entities = 0;
        long risks = 0;
        double mood = 0;
        foreach (Post post in posts)
        {
            PostTags tags = tagger.Tag(post);
            themes += tags.Themes.Length;
            entities += tags.Entities.Length;
            risks += (long)tags.Safety.Level;
            mood += tags.Sentiment.Value;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{posts.Count} posts, {themes} themes, {entities} entities, {risks} steps of risk, mood {mood:R}");
    }
}
