using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using RtmPipeline.Posts.Decoding;

namespace RtmPipeline.Posts.News;

/// <summary>Reads JSON Feed 1 and 1.1 (jsonfeed.org). Values of an unexpected type count as missing; an id may be a number.</summary>
internal static class JsonFeedReader
{
    /// <summary>The feed; null when the value is no JSON Feed.</summary>
    public static FeedDocument? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !TryFind(root, "items"u8, out JsonElement items) || items.ValueKind != JsonValueKind.Array)
            return null;
        FeedDocument feed = new()
        {
            Title = Plain(root, "title"u8),
            SelfLink = Text(root, "feed_url"u8),
            Link = Text(root, "home_page_url"u8),
            Language = Text(root, "language"u8),
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
        item.Guid = Text(element, "id"u8, mayBeNumber: true);
        item.Link = Text(element, "url"u8) ?? Text(element, "external_url"u8);
        item.Language = Text(element, "language"u8);
        item.Title = Plain(element, "title"u8);
        item.Published = Text(element, "date_published"u8);
        item.Updated = Text(element, "date_modified"u8);
        if (Text(element, "content_html"u8) is string html)
            item.Bodies[FeedBody.Content] = new FeedContent(html, IsHtml: true);
        item.Bodies[FeedBody.Description] = Plain(element, "content_text"u8);
        item.Bodies[FeedBody.Summary] = Plain(element, "summary"u8);
        return item;
    }

    private static FeedContent? Plain(JsonElement element, ReadOnlySpan<byte> name) =>
        Text(element, name) is string value ? new FeedContent(value, IsHtml: false) : null;

    private static string? Text(JsonElement element, ReadOnlySpan<byte> name, bool mayBeNumber = false)
    {
        if (!TryFind(element, name, out JsonElement value))
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => PostText.Read(value),
            JsonValueKind.Number when mayBeNumber => value.GetRawText(),
            _ => null,
        };
    }

    /// <summary>The last member of a name. The tree's own search throws where any name holds half a surrogate pair.</summary>
    private static bool TryFind(JsonElement element, ReadOnlySpan<byte> name, out JsonElement value)
    {
        value = default;
        bool isFound = false;
        foreach (JsonProperty member in element.EnumerateObject())
        {
            ReadOnlySpan<byte> written = JsonMarshal.GetRawUtf8PropertyName(member);
            if (!written.SequenceEqual(name) && !(written.Contains((byte)'\\') && Encoding.UTF8.GetBytes(PostText.Unescaped(written)).AsSpan().SequenceEqual(name)))
                continue;
            value = member.Value;
            isFound = true;
        }

        return isFound;
    }
}
