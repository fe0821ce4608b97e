namespace RtmPipeline.Posts.Decoding.Plain;

/// <summary>Makes identities and source names of plain records, so that the same post told by a platform's own record is the same post.</summary>
internal static class PlainIdentity
{
    public const string DefaultSource = "plain";

    /// <summary>Longest source name taken.</summary>
    private const int MaxSourceLength = 32;

    /// <summary>
    /// The source in lower case when it is a name of 1 to 32 letters, digits, dots, underscores or hyphens; "plain" for anything else,
    /// such as the posting program's title that many exports have in this column. "twitter" is "x".
    /// </summary>
    public static string SourceOf(ReadOnlySpan<byte> json, RawText raw)
    {
        if (raw.Kind != RawKind.Plain || raw.Length is 0 or > MaxSourceLength)
            return DefaultSource;
        ReadOnlySpan<byte> bytes = raw.Bytes(json);
        Span<char> name = stackalloc char[bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            char letter = (char)bytes[i];
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '_' or '-'))
                return DefaultSource;
            name[i] = char.ToLowerInvariant(letter);
        }

        return name switch
        {
            "x" or "twitter" => X.XIds.Source,
            "plain" => DefaultSource,
            "bluesky" => "bluesky",
            "mastodon" => "mastodon",
            "news" => "news",
            _ => new string(name),
        };
    }

    /// <summary>The identity of an id within a source: "source:id", unless the id is an identity of that source already.</summary>
    public static string Of(string source, string id)
    {
        bool isIdentity = source switch
        {
            "bluesky" => id.StartsWith("at://", StringComparison.Ordinal),
            "mastodon" => id.StartsWith("http", StringComparison.Ordinal),
            _ => false,
        };
        bool hasPrefix = id.Length > source.Length && id[source.Length] == ':' && id.StartsWith(source, StringComparison.Ordinal);
        return isIdentity || hasPrefix ? id : string.Concat(source, ":", id);
    }
}
