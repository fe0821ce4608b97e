using RtmPipeline.Commands.Configuration.Sources;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Redis;

namespace RtmPipeline.Commands.DeadLetters;

/// <summary>What becomes of a letter that is sent through again.</summary>
internal enum LetterFate : byte
{
    /// <summary>It is read now.</summary>
    Succeeds,

    /// <summary>It is refused again.</summary>
    Fails,

    /// <summary>It cannot be tried: only a part of it was kept.</summary>
    Skipped,
}

/// <summary>A letter and what becomes of it.</summary>
/// <param name="Letter">The letter.</param>
/// <param name="Record">The record it was.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Why">A sentence where it does not succeed.</param>
internal sealed record LetterVerdict(DeadLetter Letter, RawRecord Record, LetterFate Fate, string Why)
{
    /// <summary>No source of posts can be called so.</summary>
    private static readonly string s_decisions = StreamParts.LanesOf(SourceSections.Decisions);

    /// <summary>Decodes a letter by itself: whether a record is refused depends on nothing but the record.</summary>
    public static LetterVerdict Of(DeadLetter letter)
    {
        byte[] payload = letter.Payload;
        RawRecord record = new() { Form = FormOf(payload), Bytes = payload, Position = letter.Position };
        if (letter.Size > payload.Length)
            return new LetterVerdict(letter, record, LetterFate.Skipped, $"only {payload.Length:#,0} of its {letter.Size:#,0} bytes were kept; replay its source instead");
        if (letter.Stage == WorkStage.Frame.Word())
            return new LetterVerdict(letter, record, LetterFate.Skipped, "it could not be cut out of its source; replay that instead");
        if (letter.Source.StartsWith(s_decisions, StringComparison.Ordinal))
            return new LetterVerdict(letter, record, LetterFate.Skipped, "a decision counts for the incidents of a running service; mend it, and write it into its stream again");
        DecodedBatch decoded = new PostDecoder().Decode(new RawBatch([record], 1, null));
        Rejection? again = decoded.Items.Select(item => item.Rejection).FirstOrDefault(rejection => rejection is not null);
        return again is null
            ? new LetterVerdict(letter, record, LetterFate.Succeeds, string.Empty)
            : new LetterVerdict(letter, record, LetterFate.Fails, $"{again.Reason.Word()}: {again.Detail}");
    }

    /// <summary>The letter does not say how its record was framed: what begins with an angle bracket is a feed.</summary>
    private static RecordForm FormOf(ReadOnlySpan<byte> payload)
    {
        ReadOnlySpan<byte> text = payload.StartsWith("\uFEFF"u8) ? payload[3..] : payload;
        text = text.TrimStart(" \t\r\n"u8);
        return text.StartsWith("<"u8) ? RecordForm.Xml : RecordForm.Json;
    }
}
