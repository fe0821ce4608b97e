using System.Globalization;

namespace RtmPipeline.Posts.News;

/// <summary>
/// Identities that stay the same from one fetch of a feed to the next, and differ between its items: guid, else link, else a hash of what the item says;
/// more of them where they repeat inside the document.
/// </summary>
internal static class FeedIdentity
{
    /// <summary>Characters of text that go into a hash.</summary>
    private const int HashedTextLength = 256;

    /// <summary>
    /// What tells the feed from others: host and path of the address it gives for itself or its site, so that a move to https changes nothing; else of the address it came from; else its file's name.
    /// </summary>
    public static string FeedKey(FeedDocument feed, string sourceName)
    {
        string? key = WebAddress.HostAndPath(feed.Id) ?? WebAddress.HostAndPath(feed.SelfLink) ?? WebAddress.HostAndPath(feed.Link);
        key ??= string.IsNullOrWhiteSpace(feed.Id) ? WebAddress.HostAndPath(sourceName) : null;
        return Bounded(key ?? (string.IsNullOrWhiteSpace(feed.Id) ? Path.GetFileName(sourceName.Replace('\\', '/')) : feed.Id.Trim()));
    }

    /// <summary>One identity for each draft, in order.</summary>
    public static string[] Of(string feedKey, IReadOnlyList<FeedDraft> drafts)
    {
        string[] own = new string[drafts.Count];
        Dictionary<string, int> uses = new(StringComparer.Ordinal);
        for (int i = 0; i < drafts.Count; i++)
            Count(uses, own[i] = Own(drafts[i]));
        string[] longer = new string[drafts.Count];
        Dictionary<string, int> longerUses = new(StringComparer.Ordinal);
        for (int i = 0; i < drafts.Count; i++)
            Count(longerUses, longer[i] = uses[own[i]] == 1 ? own[i] : $"{own[i]}+{Same(drafts[i].Url)}");

        string[] ids = new string[drafts.Count];
        for (int i = 0; i < drafts.Count; i++)
            ids[i] = $"feed:{feedKey}:{Bounded(longerUses[longer[i]] == 1 ? longer[i] : $"{longer[i]}+{Hash(drafts[i])}")}";
        return ids;
    }

    private static string Own(FeedDraft draft)
    {
        string guid = string.IsNullOrWhiteSpace(draft.Guid) ? Same(draft.Url) : Same(draft.Guid.Trim());
        return guid.Length > 0 ? guid : Hash(draft);
    }

    /// <summary>A guid that is an address is the same with http and https; feeds switch between them.</summary>
    private static string Same(string? address) =>
        address is not null && address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? $"https://{address.AsSpan("http://".Length)}" : address ?? "";

    /// <summary>Of what the item says itself: a time that was lent to it would be another one at the next fetch.</summary>
    private static string Hash(FeedDraft draft)
    {
        string text = draft.Text.Length <= HashedTextLength ? draft.Text : draft.Text[..HashedTextLength];
        string said = string.Create(CultureInfo.InvariantCulture, $"{draft.Title}\n{draft.DatedAt}\n{text}");
        return $"hash-{StableHash.Of(said):x16}";
    }

    private static string Bounded(string guid) => guid.Length <= FeedLimits.MaxGuidLength ? guid : $"hash-{StableHash.Of(guid):x16}";

    private static void Count(Dictionary<string, int> uses, string key) => uses[key] = uses.GetValueOrDefault(key) + 1;
}

/// <summary>An item that can become a post, before it has its identity.</summary>
/// <param name="Guid">What the feed gives as its identity; null where it gives none.</param>
/// <param name="Url">Where the article stands; null where nothing tells.</param>
/// <param name="Title">Headline; empty where there is none.</param>
/// <param name="Text">Headline and body.</param>
/// <param name="PostedAt">Time of the post, unix milliseconds.</param>
/// <param name="DatedAt">Time by the item's own date; 0 where it has none that can be used.</param>
/// <param name="Language">Primary subtag; null where nothing tells.</param>
internal sealed record FeedDraft(string? Guid, string? Url, string Title, string Text, long PostedAt, long DatedAt, string? Language);
