using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using RtmPipeline.Posts;
using RtmPipeline.Sources;

namespace RtmPipeline.Delivery;

/// <summary>Turns rejections into entries of the dead-letter stream.</summary>
internal static class DeadLetterEntries
{
    /// <summary>Bytes of the digest that make the id: 128 bits, so that no two letters of a lifetime meet.</summary>
    private const int IdBytes = 16;

    /// <summary>Longest UTF-8 sequence that can be cut in two at the end of a record's head.</summary>
    private const int MaxCutBytes = 3;

    /// <summary>Version of the program: what one version refuses, the next may take.</summary>
    private static readonly string s_version = typeof(DeadLetterEntries).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>The entry of a rejection.</summary>
    /// <param name="rejection">Record refused, with its place and head; a stream time below 0 counts as 0.</param>
    /// <param name="seq">Its number in the stream, from 1.</param>
    public static OutputEntry Of(Rejection rejection, long seq)
    {
        long time = Math.Max(0, rejection.StreamTime);
        ReadOnlySpan<byte> kept = WholeCharacters(rejection.Payload);
        bool isText = Utf8.IsValid(kept);
        return new OutputEntry
        {
            Stream = OutputStream.DeadLetters,
            Seq = seq,
            Time = time,
            Values =
            [
                Encoding.UTF8.GetBytes(IdOf(rejection)),
                WireNumbers.Whole(seq),
                WireNumbers.Whole(time),
                Encoding.UTF8.GetBytes(rejection.Position.Named),
                Encoding.UTF8.GetBytes(PlaceOf(rejection.Position)),
                Encoding.UTF8.GetBytes(rejection.Reason.Word()),
                Encoding.UTF8.GetBytes(PlainText.Escape(rejection.Detail)),
                Encoding.UTF8.GetBytes(rejection.Stage.Word()),
                WireNumbers.Whole(rejection.Attempts),
                isText ? kept.ToArray() : Encoding.UTF8.GetBytes(Convert.ToBase64String(kept)),
                isText ? "utf-8"u8.ToArray() : "base64"u8.ToArray(),
                WireNumbers.Whole(Math.Max(rejection.Size, kept.Length)),
                Encoding.UTF8.GetBytes(Convert.ToHexStringLower(rejection.Digest ?? SHA256.HashData(rejection.Payload))),
                Encoding.UTF8.GetBytes(s_version),
            ],
        };
    }

    /// <summary>
    /// From source and position, so that a replay gives the same id. Reason and detail go in too: one record, as a search page, can hold several
    /// posts that are refused, and they share its position.
    /// </summary>
    private static string IdOf(Rejection rejection)
    {
        (long line, long offset) = rejection.Position.Origin is { } origin ? (-1, origin) : (rejection.Position.Line, rejection.Position.Offset);
        string place = $"{rejection.Position.Named}\0{line}\0{offset}\0{rejection.Reason.Word()}\0{rejection.Detail}";
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(place));
        return $"dl-{Convert.ToHexStringLower(digest.AsSpan(0, IdBytes))}";
    }

    /// <summary>The place at the source itself where there is one: numbers of a journal mean nothing elsewhere.</summary>
    private static string PlaceOf(in RecordPosition position) => position.Origin is { } origin ? $"origin@{origin}" : $"{position.Line}@{position.Offset}";

    /// <summary>A head cut at the limit may end inside a character; without its last bytes it stays a text.</summary>
    private static ReadOnlySpan<byte> WholeCharacters(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < Rejection.MaxPayloadBytes)
            return payload;
        for (int cut = 0; cut <= MaxCutBytes; cut++)
        {
            if (Utf8.IsValid(payload[..^cut]))
                return payload[..^cut];
        }

        return payload;
    }
}
