using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Tagging;

/// <summary>Posts that differ in what taggers look at only.</summary>
internal static class TextPost
{
    public static Post Of(string text, string? language = null, Term[]? terms = null, string[]? links = null) =>
        new() { Id = "plain:1", Source = "plain", PostedAt = 1_359_900_000_000, Text = text, Language = language, Terms = terms ?? [], Links = links ?? [] };
}
