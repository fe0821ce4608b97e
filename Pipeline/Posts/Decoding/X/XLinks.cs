using System.Text.Json;

namespace RtmPipeline.Posts.Decoding.X;

/// <summary>Reads link entities: short addresses of a text and where they lead. v2, v1.1 and media entities differ little.</summary>
internal static class XLinks
{
    /// <summary>Adds the expansions of one captured array of entities to the post in hand.</summary>
    public static void AddExpansions(ReadOnlySpan<byte> json, RawText entities, DecodeContext context)
    {
        if (entities.Length <= 2)
            return;
        ReadOnlySpan<byte> array = entities.Bytes(json);
        Utf8JsonReader reader = JsonFields.Open(array);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            return;
        for (int i = 0; i < DecodeContext.MaxLinksRead && JsonFields.NextElement(ref reader); i++)
        {
            if (JsonFields.IsObject(ref reader))
                AddExpansion(array, ref reader, context);
        }
    }

    private static void AddExpansion(ReadOnlySpan<byte> array, ref Utf8JsonReader reader, DecodeContext context)
    {
        RawText shortForm = default;
        RawText expanded = default;
        RawText unwound = default;
        while (JsonFields.Next(ref reader))
        {
            ReadOnlySpan<byte> name = JsonFields.Name(ref reader);
            int field = name.Length switch
            {
                3 when name.SequenceEqual("url"u8) => 1,
                7 when name.SequenceEqual("unwound"u8) => 4,
                11 when name.SequenceEqual("unwound_url"u8) => 3,
                12 when name.SequenceEqual("expanded_url"u8) => 2,
                _ => 0,
            };
            reader.Read();
            switch (field)
            {
                case 1:
                    shortForm = RawText.String(ref reader);
                    break;
                case 2:
                    expanded = RawText.String(ref reader);
                    break;
                case 3:
                    unwound = RawText.String(ref reader);
                    break;
                case 4:
                    unwound = JsonFields.Member(ref reader, "url"u8);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        // The unwound address is the end of all redirects, the expanded one what the author typed.
        string? target = PostText.Address(array, unwound) ?? PostText.Address(array, expanded);
        if (target is not null && PostText.Address(array, shortForm) is { } address)
            context.AddExpansion(address, target);
    }
}
