using System.Collections.Frozen;
using RtmPipeline.Posts;

namespace RtmPipeline.Opportunities.Stories;

/// <summary>
/// Who publishes a news item: the site its link leads to, by its registrable domain; else the source or account that it came from. The file or feed that carried it is
/// never the publisher: a paper has many feeds, and an aggregator many papers.
/// </summary>
internal static class PublisherSite
{
    /// <summary>Second-level labels under which countries register names ("example.co.uk"). A list of the usual ones instead of the whole public suffix list, which changes weekly.</summary>
    private static readonly FrozenSet<string> s_shared = FrozenSet.ToFrozenSet(["ac", "co", "com", "edu", "gob", "gov", "ltd", "net", "nom", "org", "or", "ne"], StringComparer.Ordinal);

    /// <summary>Sites on which others publish: an item that links there is its author's.</summary>
    private static readonly FrozenSet<string> s_platforms = FrozenSet.ToFrozenSet(
        [
            "x.com", "twitter.com", "t.co", "bsky.app", "facebook.com", "fb.me", "instagram.com", "youtube.com", "youtu.be", "reddit.com", "linkedin.com", "tiktok.com", "google.com",
            "feedburner.com", "feedproxy.com", "bit.ly", "buff.ly", "ow.ly", "dlvr.it", "flipboard.com", "msn.com", "medium.com", "substack.com", "wordpress.com", "blogspot.com", "telegram.me", "t.me",
        ],
        StringComparer.Ordinal);

    /// <summary>Names of sources that say where a record came from and not who wrote it.</summary>
    private static readonly FrozenSet<string> s_carriers = FrozenSet.ToFrozenSet(["news", "plain", "x", "bluesky", "mastodon", "rss", "feed"], StringComparer.Ordinal);

    /// <summary>Name of the publisher, in lower case where it is a site.</summary>
    public static string Of(Post post)
    {
        if (WebAddress.Host(post.Url) is { } host && SiteOf(host) is var site && !s_platforms.Contains(site))
            return site;
        return s_carriers.Contains(post.Source) ? post.Author ?? post.Source : post.Source;
    }

    /// <summary>The registrable part of a host name; an address of numbers as it stands.</summary>
    public static string SiteOf(string host)
    {
        string lower = host.TrimEnd('.').ToLowerInvariant();
        string[] labels = lower.Split('.');
        if (labels.Length <= 2 || char.IsAsciiDigit(labels[^1][^1..][0]))
            return lower;
        bool isShared = labels[^1].Length == 2 && s_shared.Contains(labels[^2]);
        return string.Join('.', labels[^(isShared ? 3 : 2)..]);
    }
}
