using System.Text.Json;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;

namespace RtmPipeline.Posts.News;

/// <summary>Decodes news feeds: RSS 0.9 to 2.0, RSS 1.0, Atom 0.3 and 1.0, CDF and JSON Feed documents.</summary>
internal static class FeedDecoder
{
    private const int MaxJsonDepth = 64;

    /// <summary>Decodes one XML document; items come out oldest first.</summary>
    /// <param name="record">The document's bytes in its own encoding.</param>
    /// <param name="into">Takes a post or a rejection for each item, or one rejection for the document.</param>
    public static void DecodeXml(in RawRecord record, DecodedBatch into)
    {
        if (IsTooLong(record, into))
            return;
        FeedReading reading = ReadXml(record.Bytes.Span, record.ContentType, record.Position.Named);
        if (reading.Document is not null)
            FeedPosts.Add(reading.Document, record, into);
        else if (reading.ForeignRoot is not null)
            into.Add(Rejection.Of(record, RejectReason.UnknownFormat, $"XML document, but no feed: its root is <{CleanText.Cut(reading.ForeignRoot, 100)}>"));
        else
            into.Add(Rejection.Of(record, RejectReason.InvalidXml, reading.Fault ?? ""));
    }

    /// <summary>Decodes one JSON Feed document; items come out oldest first.</summary>
    /// <param name="record">One JSON value.</param>
    /// <param name="into">Takes a post or a rejection for each item, or one rejection for the document.</param>
    public static void DecodeJsonFeed(in RawRecord record, DecodedBatch into)
    {
        if (IsTooLong(record, into))
            return;
        try
        {
            using JsonDocument json = JsonDocument.Parse(record.Bytes, new JsonDocumentOptions { MaxDepth = MaxJsonDepth });
            if (JsonFeedReader.Read(json.RootElement) is FeedDocument feed)
                FeedPosts.Add(feed, record, into);
            else
                into.Add(Rejection.Of(record, RejectReason.UnknownFormat, "JSON without a list of items is no JSON Feed"));
        }
        catch (JsonException broken)
        {
            into.Add(Rejection.Of(record, RejectReason.InvalidJson, $"line {broken.LineNumber + 1} of the feed, byte {broken.BytePositionInLine}: {JsonFault.ReasonOf(broken)}"));
        }
    }

    /// <summary>Strict first, since most feeds are well-formed; then mended; then, as far as items can be told, without XML's rules.</summary>
    /// <param name="bytes">The document's bytes in its own encoding.</param>
    /// <param name="contentType">Content type that came with them; null where there was none.</param>
    /// <param name="source">Where the document came from: its address is what relative links in it are seen from; anything else says nothing.</param>
    internal static FeedReading ReadXml(ReadOnlySpan<byte> bytes, string? contentType = null, string? source = null)
    {
        FeedCharacters characters = FeedEncoding.Decode(bytes, contentType);
        string? address = WebAddress.IsAbsolute(source) ? source : null;
        FeedReading reading = ReadXml(characters, address);
        if (reading.Document is not null)
            reading.Document.Encoding = characters.Encoding;
        return reading;
    }

    private static FeedReading ReadXml(in FeedCharacters characters, string? address)
    {
        FeedReading strict = StrictFeedReader.Read(characters.Text, address);
        if (strict.Fault is null || strict.IsHopeless)
            return Marked(strict, characters.IsGuessed);
        string mended = XmlRepair.Mend(characters.Text);
        FeedReading repaired = StrictFeedReader.Read(mended, address);
        if (repaired.Fault is null || repaired.IsHopeless)
            return Marked(repaired, isRepaired: true);
        FeedDocument? soup = TagSoupReader.Read(mended, address);
        return soup is null ? strict : Marked(new FeedReading(soup, null, null), isRepaired: true);
    }

    private static FeedReading Marked(FeedReading reading, bool isRepaired)
    {
        if (reading.Document is not null)
            reading.Document.IsRepaired = isRepaired;
        return reading;
    }

    private static bool IsTooLong(in RawRecord record, DecodedBatch into)
    {
        if (record.Bytes.Length <= FeedLimits.MaxBytes)
            return false;
        into.Add(Rejection.Of(record, RejectReason.TooLong, $"feed document of {record.Bytes.Length} bytes (limit {FeedLimits.MaxBytes})"));
        return true;
    }
}
