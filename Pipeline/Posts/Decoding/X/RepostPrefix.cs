namespace RtmPipeline.Posts.Decoding.X;

/// <summary>Recognises reposts that only their text tells: "RT @name: …".</summary>
internal static class RepostPrefix
{
    /// <summary>Longest name of an account, with room for old ones.</summary>
    private const int MaxNameLength = 20;

    public static bool IsOn(string text)
    {
        if (!text.StartsWith("RT @", StringComparison.Ordinal))
            return false;
        int end = 4;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            end++;
        return end is > 4 and <= 4 + MaxNameLength && end < text.Length && text[end] == ':';
    }
}
