using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Commands.Configuration;

/// <summary>What an entry of a profile's list must be. Each takes off the sign that may stand before it, and answers why an entry is wrong; null where it is right.</summary>
internal static class BrandEntryChecks
{
    /// <summary>Most characters of a name or an entry.</summary>
    public const int MaxEntryLength = 100;

    public static string? Words(ref string entry)
    {
        if (entry.Length > MaxEntryLength)
            return $"at most {MaxEntryLength} characters are allowed";
        if (entry.StartsWith('#'))
            entry = entry[1..];
        int words = PhraseFolding.Words(entry).Count;
        if (words == 0)
            return "it has no word to look for";
        return words > PhraseTrie.MaxWords ? $"at most {PhraseTrie.MaxWords} words are allowed" : null;
    }

    public static string? Hashtag(ref string entry) =>
        entry.Any(char.IsWhiteSpace) ? "a hashtag has no spaces" : Words(ref entry);

    public static string? Handle(ref string entry)
    {
        if (entry.StartsWith('@'))
            entry = entry[1..];
        bool isRight = entry.Length is > 0 and <= MaxEntryLength && char.IsAsciiLetterOrDigit(entry[^1])
            && entry.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '@');
        return isRight || entry.EndsWith('_') && entry.Length <= MaxEntryLength && entry.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? null
            : $"a handle is 1 to {MaxEntryLength} letters, digits, '_', '-', '.' and '@'";
    }

    public static string? Language(ref string entry) =>
        entry.Length is 2 or 3 && entry.All(char.IsAsciiLetterLower) ? null : "a language is its two or three lower-case letters, as en";
}
