using System.Text;
using System.Text.Json;

namespace RtmPipeline.Posts.Decoding.Bluesky;

/// <summary>
/// Reads the link facets of a Bluesky post: ranges of UTF-8 bytes of its text, and where they lead. Ranges in the wild are negative,
/// beyond the text, in the middle of a character, or repeated by the hundred; such facets are left out, their links kept.
/// </summary>
internal static class Facets
{
    /// <summary>Facets read of one post; the text's 300 graphemes have no room for more.</summary>
    public const int MaxFacets = 64;

    private struct Facet
    {
        public long Start;
        public long End;
        public RawText Link;
    }

    /// <summary>Adds the links to the post in hand: as expansion of the text they stand on, and as attached address.</summary>
    public static void AddLinks(ReadOnlySpan<byte> json, RawText facets, string text, DecodeContext context)
    {
        if (facets.Kind != RawKind.Container || facets.Length <= 2)
            return;
        ReadOnlySpan<byte> array = facets.Bytes(json);
        byte[]? utf8 = null;
        Utf8JsonReader reader = JsonFields.Open(array);
        reader.Read();
        for (int i = 0; i < MaxFacets && JsonFields.NextElement(ref reader); i++)
        {
            if (!JsonFields.IsObject(ref reader))
                continue;
            Facet facet = Read(ref reader);
            if (PostText.Address(array, facet.Link) is not { } link)
                continue;
            utf8 ??= Encoding.UTF8.GetBytes(text);
            if (TrySurface(utf8, facet.Start, facet.End, out string surface))
                context.AddExpansion(surface, link);
            context.AddAttached(link);
        }
    }

    /// <summary>The text a range stands for; false where it is empty, out of bounds, or cuts through a character.</summary>
    public static bool TrySurface(ReadOnlySpan<byte> utf8, long start, long end, out string surface)
    {
        surface = "";
        if (start < 0 || end <= start || end > utf8.Length || !IsBoundary(utf8, start) || !IsBoundary(utf8, end))
            return false;
        surface = Encoding.UTF8.GetString(utf8[(int)start..(int)end]);
        return true;
    }

    private static bool IsBoundary(ReadOnlySpan<byte> utf8, long at) => at == utf8.Length || (utf8[(int)at] & 0xC0) != 0x80;

    private static Facet Read(ref Utf8JsonReader reader)
    {
        Facet facet = new() { Start = -1, End = -1 };
        while (JsonFields.Next(ref reader))
        {
            ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
            bool isIndex = name.SequenceEqual("index"u8);
            bool isFeatures = name.SequenceEqual("features"u8);
            reader.Read();
            if (isIndex && reader.TokenType == JsonTokenType.StartObject)
                ReadIndex(ref reader, ref facet);
            else if (isFeatures && reader.TokenType == JsonTokenType.StartArray)
                ReadFeatures(ref reader, ref facet);
            else
                reader.Skip();
        }

        return facet;
    }

    private static void ReadIndex(ref Utf8JsonReader reader, ref Facet facet)
    {
        while (JsonFields.Next(ref reader))
        {
            ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
            bool isStart = name.SequenceEqual("byteStart"u8);
            bool isEnd = name.SequenceEqual("byteEnd"u8);
            reader.Read();
            if (isStart)
                facet.Start = JsonFields.Count(ref reader);
            else if (isEnd)
                facet.End = JsonFields.Count(ref reader);
            else
                reader.Skip();
        }
    }

    private static void ReadFeatures(ref Utf8JsonReader reader, ref Facet facet)
    {
        while (JsonFields.NextElement(ref reader))
        {
            // Mentions have a did, and tags a tag: only links have a uri.
            RawText uri = JsonFields.Member(ref reader, "uri"u8);
            facet.Link = uri.IsSet ? uri : facet.Link;
        }
    }
}
