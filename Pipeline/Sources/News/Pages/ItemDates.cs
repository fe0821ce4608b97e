using System.Globalization;

namespace RtmPipeline.Sources.News.Pages;

/// <summary>Dates of items, for telling a person how old the newest is. What is counted with is the decoder's reading of them.</summary>
internal static class ItemDates
{
    /// <summary>The newest of the dates that can be read; null where none can.</summary>
    public static DateTimeOffset? Newest(FeedPage page)
    {
        DateTimeOffset? newest = null;
        foreach (PageItem item in page.Items)
        {
            if (TryRead(item.Date, out DateTimeOffset date) && (newest is null || date > newest))
                newest = date;
        }

        return newest;
    }

    private static bool TryRead(string text, out DateTimeOffset date)
    {
        // A weekday may be wrong, and is not needed.
        int comma = text.IndexOf(',', StringComparison.Ordinal);
        string plain = text[(comma + 1)..].Trim();
        foreach ((string zone, string offset) in (ReadOnlySpan<(string, string)>)[("EST", "-05:00"), ("EDT", "-04:00"), ("PST", "-08:00"), ("PDT", "-07:00"), ("CET", "+01:00"), ("CEST", "+02:00"), ("UT", "Z")])
        {
            if (plain.EndsWith(" " + zone, StringComparison.Ordinal))
                plain = plain[..^zone.Length] + offset;
        }

        return DateTimeOffset.TryParse(plain, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);
    }
}
