using System.Text.Json;

namespace RtmPipeline.Sources.Mastodon;

/// <summary>A page of a timeline.</summary>
/// <param name="Statuses">Its statuses, the oldest first, as slices of the answer.</param>
/// <param name="Next">What the next page upwards begins behind; null on an empty page.</param>
/// <param name="Limit">What the server says of its limit.</param>
internal sealed record TimelinePage(IReadOnlyList<ReadOnlyMemory<byte>> Statuses, string? Next, RateLimit Limit)
{
    /// <summary>Most statuses of a page that are taken, should a server send more than it was asked for.</summary>
    private const int MaxStatuses = 1000;

    /// <summary>Takes an answer apart. Servers send the newest first.</summary>
    /// <exception cref="UnusableAnswerException">It is no JSON array.</exception>
    public static TimelinePage Parse(RestAnswer answer)
    {
        List<ReadOnlyMemory<byte>> statuses = [];
        try
        {
            Utf8JsonReader reader = new(answer.Bytes);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
                throw new UnusableAnswerException(AnswerFault.Failed, "the timeline is no JSON array");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && statuses.Count < MaxStatuses)
            {
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                statuses.Add(answer.Bytes.AsMemory(start, (int)reader.BytesConsumed - start));
            }
        }
        catch (JsonException)
        {
            throw new UnusableAnswerException(AnswerFault.Failed, "the timeline is broken JSON");
        }

        statuses.Reverse();
        string? greatest = null;
        foreach (ReadOnlyMemory<byte> status in statuses)
            greatest = StatusId.Max(greatest, StatusHead.Of(status.Span).Id);
        return new TimelinePage(statuses, greatest is null ? null : NextOf(answer.Link) ?? greatest, answer.Limit);
    }

    /// <summary>
    /// The <c>min_id</c> in the address of the page before, as a server counts upwards: timelines may be ordered by something else than the ids of their statuses. The address
    /// itself is not asked, as it may lead anywhere.
    /// </summary>
    private static string? NextOf(string? links)
    {
        const string Parameter = "min_id=";
        foreach (string link in (links ?? string.Empty).Split(','))
        {
            int end = link.IndexOf('>', StringComparison.Ordinal);
            int at = link.IndexOf(Parameter, StringComparison.Ordinal);
            if (at < 0 || end < at || !link.AsSpan(end).Contains("rel=\"prev\"", StringComparison.OrdinalIgnoreCase))
                continue;
            string id = Uri.UnescapeDataString(link[(at + Parameter.Length)..end].Split('&')[0]);
            return StatusId.IsRight(id) ? id : null;
        }

        return null;
    }
}
