namespace RtmPipeline.Posts.Decoding;

/// <summary>Reads the platforms' language labels.</summary>
internal static class LanguageLabel
{
    /// <summary>ISO 639-1, two letters each, plus <c>in</c>, <c>iw</c>, <c>ji</c>, the old codes that X still writes.</summary>
    private const string Known =
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa " +
        "ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv ka kg ki kj kk kl km " +
        "kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os " +
        "pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw " +
        "ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

    private const int Letters = 26;

    // One string a code, made once: a label costs no allocation.
    private static readonly string?[] s_codes = Table();

    /// <summary>The primary subtag in lower case; null where the label says none, or names no language.</summary>
    /// <param name="json">Bytes of the record.</param>
    /// <param name="raw">A BCP-47 tag ("pt-BR"), or one of X's labels for texts without a language ("und", "zxx", "art", "qme", …).</param>
    public static string? Read(ReadOnlySpan<byte> json, RawText raw)
    {
        if (raw.Kind != RawKind.Plain)
            return null;
        ReadOnlySpan<byte> tag = raw.Bytes(json);
        int end = tag.IndexOfAny((byte)'-', (byte)'_');
        tag = end < 0 ? tag : tag[..end];
        if (tag.Length is not (2 or 3))
            return null;

        Span<char> code = stackalloc char[tag.Length];
        for (int i = 0; i < tag.Length; i++)
        {
            code[i] = (char)(tag[i] | 0x20);
            if (!char.IsAsciiLetterLower(code[i]))
                return null;
        }

        if (code.Length == 2)
            return s_codes[((code[0] - 'a') * Letters) + code[1] - 'a'];

        // Three letters name one of some 7,900 languages (ISO 639-3), too many to list: only those that mean "none" are taken out.
        return code is "und" or "zxx" or "art" or "mis" or "mul" || code[0] == 'q' ? null : new string(code);
    }

    private static string?[] Table()
    {
        string?[] codes = new string?[Letters * Letters];
        foreach (string code in Known.Split(' '))
            codes[((code[0] - 'a') * Letters) + code[1] - 'a'] = code switch { "in" => "id", "iw" => "he", "ji" => "yi", _ => code };
        return codes;
    }
}
