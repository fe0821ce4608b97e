using System.Security.Cryptography;
using System.Text.Json;
using RtmPipeline.Posts.Text;
using RtmPipeline.Sources;

namespace RtmPipeline.Posts.News;

/// <summary>Makes posts of a feed's items, oldest first; items of the same time keep their order. Items that cannot be posts are rejected one by one, after the posts.</summary>
internal static class FeedPosts
{
    /// <summary>2000-01-01 to 2100-01-01, as for every source.</summary>
    private const long MinTime = 946_684_800_000;
    private const long EndTime = 4_102_444_800_000;

    public static void Add(FeedDocument feed, in RawRecord record, DecodedBatch into)
    {
        if (feed.Items.Count == 0)
            into.Ignore(IgnoreReason.EmptyValue);
        List<Rejection> rejections = [];
        List<FeedDraft> drafts = [];
        for (int i = 0; i < feed.Items.Count; i++)
        {
            FeedItem item = feed.Items[i];
            if (TryDraft(feed, item, record.ReceivedAt, out FeedDraft? draft, out RejectReason reason, out string detail))
                drafts.Add(draft!);
            else
                rejections.Add(new Rejection(record.Position, reason, $"item {i + 1} of the feed: {detail}", PayloadOf(item)));
        }

        AddPosts(feed, record, drafts, into);
        byte[]? digest = rejections.Count == 0 ? null : SHA256.HashData(record.Bytes.Span);
        foreach (Rejection rejection in rejections)
            into.Add(rejection with { Size = record.Bytes.Length, Digest = digest });
        if (feed.IsCut)
            into.Add(Rejection.Of(record, RejectReason.TooLong, $"feed of more than {FeedLimits.MaxItems} items (limit {FeedLimits.MaxItems}): the rest was left out"));
    }

    private static void AddPosts(FeedDocument feed, in RawRecord record, List<FeedDraft> drafts, DecodedBatch into)
    {
        string feedKey = FeedIdentity.FeedKey(feed, record.Position.Named);
        string[] ids = FeedIdentity.Of(feedKey, drafts);
        string author = PublisherOf(feed, feedKey);
        ulong authorKey = StableHash.Of($"news:{author}");
        int[] order = [.. Enumerable.Range(0, drafts.Count).OrderBy(i => drafts[i].PostedAt)];
        foreach (int i in order)
        {
            FeedDraft draft = drafts[i];
            TextFacts facts = TextFacts.Of(draft.Text, attached: draft.Url is null ? [] : [draft.Url]);
            into.Add(new Post
            {
                Id = ids[i],
                Kind = PostKind.News,
                Source = "news",
                PostedAt = draft.PostedAt,
                Title = draft.Title.Length > 0 ? draft.Title : null,
                Text = draft.Text,
                Language = draft.Language,
                Author = author,
                AuthorKey = authorKey,
                Url = draft.Url,
                Links = facts.Links,
                Terms = facts.Terms,
                Signature = facts.Signature,
            });
        }
    }

    private static bool TryDraft(FeedDocument feed, FeedItem item, long receivedAt, out FeedDraft? draft, out RejectReason reason, out string detail)
    {
        draft = null;
        (reason, detail) = (RejectReason.MissingText, "neither a title nor a text");
        FeedContent? headline = item.Title ?? item.OtherTitle;
        string title = FeedText.Headline(headline);
        string body = FeedText.Body(item, out string? bodyLanguage);
        if (title.Length + body.Length == 0)
            return false;
        long datedAt = DateOf(item, out string? refused);
        long postedAt = datedAt > 0 ? datedAt : DateOf(feed, receivedAt);
        if (postedAt == 0)
        {
            reason = refused is null ? RejectReason.MissingTime : RejectReason.BadTime;
            // What stands in the place of a date may be any text; the payload has it.
            detail = refused is null ? "no date, and none of the feed" : "a date that cannot be read, or is not within 2000 to 2099";
            return false;
        }

        string text = title.Length == 0 ? body : body.Length == 0 || body == title ? title : $"{title}\n{body}";
        string? language = LanguageOf(bodyLanguage ?? headline?.Language ?? item.Language ?? feed.Language);
        draft = new FeedDraft(item.Guid ?? item.About, AddressOf(feed, item), title, text, postedAt, datedAt, language);
        return true;
    }

    /// <summary>When the item was published; without that, when it was changed; 0 without either.</summary>
    /// <param name="item">An item.</param>
    /// <param name="refused">The first date that could not be used; null where there is none.</param>
    private static long DateOf(FeedItem item, out string? refused)
    {
        refused = null;
        foreach (string? date in (ReadOnlySpan<string?>)[item.Published, item.OtherPublished, item.Updated])
        {
            if (IsPlausible(date, out long datedAt))
                return datedAt;
            refused ??= string.IsNullOrWhiteSpace(date) ? null : date;
        }

        return 0;
    }

    /// <summary>
    /// When an item without a usable date is taken to be from: the moment it was first received. A recording has none; there it is when the feed was made. 0 where nothing tells.
    /// </summary>
    private static long DateOf(FeedDocument feed, long receivedAt)
    {
        if (receivedAt > 0)
            return receivedAt;
        return IsPlausible(feed.Updated, out long madeAt) || IsPlausible(feed.Published, out madeAt) ? madeAt : 0;
    }

    private static bool IsPlausible(string? date, out long unixMs)
    {
        unixMs = 0;
        return date is not null && FeedDate.TryParse(date, out unixMs) && unixMs is >= MinTime and < EndTime;
    }

    /// <summary>Where the article stands: behind the feed's redirects where the feed says so; null when no field holds a web address.</summary>
    internal static string? AddressOf(FeedDocument feed, FeedItem item)
    {
        string? seenFrom = item.Base ?? feed.Base ?? feed.Link ?? feed.SelfLink;
        string? guid = item.GuidMayBeLink && WebAddress.IsAbsolute(item.Guid) ? item.Guid : null;
        return WebAddress.Resolve(item.OriginalLink, seenFrom) ?? WebAddress.Resolve(item.Link, seenFrom) ?? guid;
    }

    private static string PublisherOf(FeedDocument feed, string feedKey)
    {
        string title = CleanText.Cut(FeedText.Headline(feed.Title), FeedLimits.MaxAuthorLength);
        return title.Length > 0 ? title : WebAddress.Host(feed.Link) ?? WebAddress.Host(feed.SelfLink) ?? feedKey;
    }

    /// <summary>The primary subtag in lower case. Feeds get it wrong at times; null where they say nothing or nothing usable.</summary>
    private static string? LanguageOf(string? tag)
    {
        ReadOnlySpan<char> trimmed = tag.AsSpan().Trim();
        int end = trimmed.IndexOfAny('-', '_');
        ReadOnlySpan<char> primary = end < 0 ? trimmed : trimmed[..end];
        if (primary.Length is not (2 or 3) || primary.ContainsAnyExceptInRange('A', 'z') || primary.IndexOfAnyInRange('[', '`') >= 0)
            return null;
        string lower = primary.ToString().ToLowerInvariant();
        return lower is "und" or "zxx" or "mul" or "mis" ? null : lower;
    }

    /// <summary>Enough of a rejected item to find it again; the whole document would be kept once for each of its items otherwise.</summary>
    private static byte[] PayloadOf(FeedItem item)
    {
        return JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, string?>
            {
                ["id"] = Head(item.Guid ?? item.About),
                ["url"] = Head(item.Link),
                ["title"] = Head((item.Title ?? item.OtherTitle)?.Value),
                ["date"] = Head(item.Published ?? item.OtherPublished ?? item.Updated),
            });

        static string? Head(string? value) => value is null ? null : CleanText.Cut(value, FeedLimits.MaxItemFieldLength);
    }
}
