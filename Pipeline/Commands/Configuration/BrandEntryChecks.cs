using System.Buffers;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tagging.Text;
using RtmPipeline.Tagging.Themes;

namespace RtmPipeline.Commands.Configuration;

/// <summary>What an entry of a profile's list must be. Each takes off the sign that may stand before it, and answers why an entry is wrong; null where it is right.</summary>
internal static class BrandEntryChecks
{
    /// <summary>Most characters of a name or an entry.</summary>
    public const int MaxEntryLength = 100;

    private const int MaxSourceLength = 40;

    private static readonly SearchValues<char> s_sourceCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly SearchValues<char> s_accountCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.@");

    /// <summary>Identifiers of Bluesky have colons and percent signs (https://www.w3.org/TR/did-core/#did-syntax).</summary>
    private static readonly SearchValues<char> s_identifierCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.:%");

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

    /// <summary>Names become ids.</summary>
    public static string? Theme(ref string entry)
    {
        if (!IabTaxonomy.Shipped.TryFind(entry, out IabCategory? category))
            return "it is no id or name of a theme of the IAB Content Taxonomy 3.1";
        entry = category.Id;
        return null;
    }

    /// <summary>An account as <see cref="OwnAccounts"/> takes it; it becomes small letters without '@' before its name.</summary>
    public static string? Account(ref string entry)
    {
        string account = entry.ToLowerInvariant();
        if (account.StartsWith("did:", StringComparison.Ordinal))
            account = "bluesky:" + account;
        OwnAccounts.Split(account, out ReadOnlySpan<char> source, out ReadOnlySpan<char> name);
        name = name.Trim().TrimStart('@');
        string? why = WhyNoSource(source, account.Contains(':')) ?? WhyNoAccount(source, name);
        if (why is null)
            entry = source.IsEmpty ? name.ToString() : $"{source}:{name}";
        return why;
    }

    private static string? WhyNoSource(ReadOnlySpan<char> source, bool isGiven)
    {
        if (source is "twitter")
            return "the source of posts on X, also of those from when it was Twitter, is x";
        bool isRight = source.Length is > 0 and <= MaxSourceLength && !source.ContainsAnyExcept(s_sourceCharacters);
        return isRight || !isGiven ? null : $"a source is 1 to {MaxSourceLength} letters, digits, '-' and '_'";
    }

    private static string? WhyNoAccount(ReadOnlySpan<char> source, ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MaxEntryLength)
            return $"an account has 1 to {MaxEntryLength} characters";
        if (source is OwnAccounts.News)
            return null;
        SearchValues<char> allowed = name.StartsWith("did:", StringComparison.Ordinal) ? s_identifierCharacters : s_accountCharacters;
        if (name.ContainsAnyExcept(allowed))
            return "an account is letters, digits, '_', '-', '.' and '@', behind its source and a colon where it is on that source alone";
        return source is OwnAccounts.Mastodon && !name.Contains('@') ? "on Mastodon the server belongs to the name, as in @name@social.example" : null;
    }
}
