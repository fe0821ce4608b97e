using System.Security.Cryptography;
using System.Text;
using RtmPipeline.Sources;

namespace RtmPipeline.Posts;

/// <summary>Why a record could not become a post. Closed: every value has a row in the README.</summary>
internal enum RejectReason : byte
{
    /// <summary>The line or document is longer than the limit.</summary>
    TooLong,

    /// <summary>Compressed input is broken, or unpacks beyond the ratio allowed.</summary>
    BadCompression,

    /// <summary>Not well-formed JSON; the detail says where.</summary>
    InvalidJson,

    /// <summary>Not well-formed XML, and not repairable; the detail says where.</summary>
    InvalidXml,

    /// <summary>Well-formed, but none of the known formats.</summary>
    UnknownFormat,

    /// <summary>A known format without an identity.</summary>
    MissingId,

    /// <summary>A known format without any time, claimed or in its id.</summary>
    MissingTime,

    /// <summary>A time outside 2000 to 2099, or not readable.</summary>
    BadTime,

    /// <summary>A known format whose text is missing or not a text.</summary>
    MissingText,

    /// <summary>Working on it ended the process, twice.</summary>
    Poison,
}

/// <summary>Why a record is well-formed and known, but nothing to count. These are not faults.</summary>
internal enum IgnoreReason : byte
{
    /// <summary>A blank line, a keep-alive, a comment.</summary>
    KeepAlive,

    /// <summary>A control message of the stream: limit, warning, disconnect, errors without data.</summary>
    ControlMessage,

    /// <summary>An event that concerns an account or its identity, and deletes nothing.</summary>
    AccountEvent,

    /// <summary>A known event of another kind: follow, block, list, poll, …</summary>
    OtherEvent,

    /// <summary>A post that is not public.</summary>
    NotPublic,

    /// <summary>A scalar JSON value (number, string, true, false, null) or an empty container: nothing in it could be a post.</summary>
    EmptyValue,

    /// <summary>A post by an account that says of itself that no person writes there.</summary>
    Automated,
}

/// <summary>A record for the dead letters: where it stood, why it was refused, and its head.</summary>
/// <param name="Position">Place in the source.</param>
/// <param name="Reason">Closed reason, for counting.</param>
/// <param name="Detail">Sentence for people with the offending value's place and the limit; no post text; at most 500 characters.</param>
/// <param name="Payload">Head of the record, at most <see cref="MaxPayloadBytes"/> bytes, copied out of the pooled buffer.</param>
internal sealed record Rejection(RecordPosition Position, RejectReason Reason, string Detail, byte[] Payload)
{
    /// <summary>Bytes of a rejected record that are kept.</summary>
    public const int MaxPayloadBytes = 64 * 1024;

    /// <summary>Characters of a detail.</summary>
    public const int MaxDetailLength = 500;

    /// <summary>
    /// Stream time when the sequencer met the record, unix milliseconds; 0 before the first post. The end of its batch would not do: where batches
    /// are cut depends on the load, and outputs must not.
    /// </summary>
    public long StreamTime { get; init; }

    /// <summary>Where in the flow it was refused.</summary>
    public WorkStage Stage { get; init; } = WorkStage.Decode;

    /// <summary>Times it was tried before it was given up.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Bytes of the record, as far as it was framed; where they are more than those of the payload, that is only its head.</summary>
    public long Size { get; init; } = Payload.Length;

    /// <summary>SHA-256 of the record, where the payload is only its head; null otherwise.</summary>
    public byte[]? Digest { get; init; }

    public static Rejection Of(in RawRecord record, RejectReason reason, string detail)
    {
        bool isWhole = record.Bytes.Length <= MaxPayloadBytes;
        ReadOnlyMemory<byte> head = isWhole ? record.Bytes : record.Bytes[..MaxPayloadBytes];
        return new Rejection(record.Position, reason, Limited(detail), head.ToArray())
        {
            Stage = record.Form == RecordForm.Fault ? WorkStage.Frame : WorkStage.Decode,
            Size = record.Bytes.Length,
            Digest = isWhole ? null : SHA256.HashData(record.Bytes.Span),
        };
    }

    /// <summary>The detail within its length. A reader's message may quote half a surrogate pair, and a cut may leave one; both become U+FFFD.</summary>
    private static string Limited(string detail)
    {
        string head = detail.Length <= MaxDetailLength ? detail : detail[..MaxDetailLength];
        return head.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? head : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(head));
    }
}
