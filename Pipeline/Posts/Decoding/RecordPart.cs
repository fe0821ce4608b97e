using RtmPipeline.Sources;

namespace RtmPipeline.Posts.Decoding;

/// <summary>What one decoder is asked to read: a whole record, an element of its array, or what a wrapper held.</summary>
internal readonly struct RecordPart
{
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

    /// <summary>Identity by place, for records that bring none: the same when the same source is read again.</summary>
    public string PlaceId()
    {
        string place = Record.Position.ToString();
        return Element < 0 ? $"plain:{place}" : $"plain:{place}#{Element}";
    }
}
