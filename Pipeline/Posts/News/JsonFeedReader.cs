using System.Text.Json;
using RtmPipeline.Posts.Decoding;

namespace RtmPipeline.Posts.News;

/// <summary>Reads JSON Feed 1 and 1.1 (jsonfeed.org). Values of an unexpected type count as missing; an id may be a number.</summary>
internal static class JsonFeedReader
{
    /// <summary>The feed; null when the value is no JSON Feed.</summary>
    public static FeedDocument? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("items", out JsonElement items) || items.ValueKind != JsonValueKind.Array)
            return null;
        FeedDocument feed = new()
        {
            Title = Plain(root, "title"),
            SelfLink = Text(root, "feed_url"),
            Link = Text(root, "home_page_url"),
            Language = Text(root, "language"),
        };
        foreach (JsonElement item in items.EnumerateArray())
        {
            if (feed.Items.Count == FeedLimits.MaxItems)
            {
                feed.IsCut = true;
                break;
            }

            feed.Items.Add(ReadItem(item));
        }

        return feed;
    }

    /// <summary>What is no object becomes an empty item, which is rejected later with its number.</summary>
    private static FeedItem ReadItem(JsonElement element)
    {
        FeedItem item = new();
        if (element.ValueKind != JsonValueKind.Object)
            return item;
        item.Guid = Text(element, "id", mayBeNumber: true);
        item.Link = Text(element, "url") ?? Text(element, "external_url");
        item.Language = Text(element, "language");
        item.Title = Plain(element, "title");
        item.Published = Text(element, "date_published");
        item.Updated = Text(element, "date_modified");
        if (Text(element, "content_html") is string html)
            item.Bodies[FeedBody.Content] = new FeedContent(html, IsHtml: true);
        item.Bodies[FeedBody.Description] = Plain(element, "content_text");
        item.Bodies[FeedBody.Summary] = Plain(element, "summary");
        return item;
    }

    private static FeedContent? Plain(JsonElement element, string name) =>
        Text(element, name) is string value ? new FeedContent(value, IsHtml: false) : null;

    private static string? Text(JsonElement element, string name, bool mayBeNumber = false)
    {
        if (!element.TryGetProperty(name, out JsonElement value))
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => PostText.Read(value),
            JsonValueKind.Number when mayBeNumber => value.GetRawText(),
            _ => null,
        };
    }
}
