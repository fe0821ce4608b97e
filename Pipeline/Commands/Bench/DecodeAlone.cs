using System.Globalization;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Posts.Text;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Memory;

namespace RtmPipeline.Commands.Bench;

/// <summary>Decoding on one core, with what is in a text and without: what a record costs until it is a post.</summary>
internal static class DecodeAlone
{
    /// <returns>What was decoded, in numbers: the same in every run.</returns>
    public static async Task<string> DecodeAsync(MemorySource records, int batchSize, CancellationToken stop)
    {
        var decoder = new PostDecoder();
        long posts = 0;
        long characters = 0;
        long rejected = 0;
        await foreach (RawBatch raw in records.ReadAsync(batchSize, stop))
        {
            using RawBatch batch = raw;
            foreach (DecodedItem item in decoder.Decode(batch).Items)
            {
                posts += item.Post is null ? 0 : 1;
                rejected += item.Rejection is null ? 0 : 1;
                characters += item.Post?.Text.Length ?? 0;
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{posts} posts, {rejected} rejected, {characters} characters");
    }

    /// <summary>What stands in the texts: terms, links, signature. It is a part of decoding.</summary>
    public static string Extract(List<Post> posts)
    {
        long terms = 0;
        long links = 0;
        foreach (Post post in posts)
        {
            TextFacts facts = TextFacts.Of(post.Text);
            terms += facts.Terms.Length;
            links += facts.Links.Length;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{posts.Count} texts, {terms} terms, {links} links");
    }
}
