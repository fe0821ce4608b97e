using System.Text.Json;

namespace RtmPipeline.Posts.Decoding.X;

/// <summary>Decodes one v1.1 post.</summary>
internal static class TweetDecoder
{
    public static void Decode(in RecordPart part, DecodeContext context)
    {
        ReadOnlySpan<byte> json = part.Json.Span;
        Utf8JsonReader reader = JsonFields.OpenObject(json);
        XStatus status = XStatus.Empty;
        XStatus original = default;
        TweetReader.Read(ref reader, ref status, ref original);
        JsonFields.End(ref reader);
        XPostBuilder.Add(json, in status, in original, in part, context);
    }
}
