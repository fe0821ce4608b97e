using System.Security.Cryptography;
using RtmPipeline.Sources;

namespace RtmPipeline.Posts.Decoding;

/// <summary>What one decoder is asked to read: a whole record, an element of its array, or what a wrapper held.</summary>
internal readonly struct RecordPart
{
    /// <summary>Bytes of a content's digest that identify it: as many as a random UUID has.</summary>
    private const int ContentIdBytes = 16;

    public RecordPart(in RawRecord record)
    {
        Record = record;
        Json = record.Bytes;
    }

    /// <summary>What a rejection keeps: the record or, in an array, the element with its own offset.</summary>
    public RawRecord Record { get; init; }

    /// <summary>Bytes of one JSON value.</summary>
    public ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>Index of the element in its array; -1 outside of arrays.</summary>
    public int Element { get; init; } = -1;

    /// <summary>True inside of a wrapper: a wrapper in a wrapper is not opened.</summary>
    public bool IsUnwrapped { get; init; }

    /// <summary>Identity that an event envelope gave to what it holds; null where there was none.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>Time that an event envelope gave, unix milliseconds; 0 where there was none.</summary>
    public long EnvelopeTime { get; init; }

    /// <summary>When a log shipper met the record, unix milliseconds; 0 where it did not tell. It says little of when a post was written, and counts only where nothing else tells.</summary>
    public long ShipperTime { get; init; }

    /// <summary>
    /// Identity for records that bring none: their place, which is the same when the same source is read again; of those that were received and numbered by nobody, their
    /// content, as their sender may send them again and they get another place then.
    /// </summary>
    public string PlaceId()
    {
        if (Record.Position is { From: { } received, Origin: null })
            return $"plain:{received}#{Convert.ToHexStringLower(SHA256.HashData(Record.Bytes.Span).AsSpan(0, ContentIdBytes))}";
        string place = Record.Position.ToString();
        return Element < 0 ? $"plain:{place}" : $"plain:{place}#{Element}";
    }
}
