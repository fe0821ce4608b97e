using System.Text;

namespace RtmPipeline.Posts.Text;

/// <summary>Names of terms: for people, and for records that outlive the process.</summary>
internal static class TermLabel
{
    private const string WordSign = "word:";
    private const string PairSign = "pair:";
    private const string LinkSign = "link:";

    /// <summary>The term as this post writes it, with single spaces; a link as host and path.</summary>
    public static string Of(Post post, in Term term) =>
        term.Kind == TopicKind.Link ? LinkForm.LabelOf(post.Links[term.Start]) : Collapse(post.Text.AsSpan(term.Start, term.Length));

    /// <summary>The folded form behind the sign of its kind: "#superbowl", "$aapl", "@nasa", "word:blackout", "pair:power outage", "link:example.org/page".</summary>
    public static string StableKey(Post post, in Term term)
    {
        if (term.Kind == TopicKind.Link)
            return LinkSign + LinkForm.Of(post.Links[term.Start]);
        ReadOnlySpan<char> surface = post.Text.AsSpan(term.Start, term.Length);
        return term.Kind switch
        {
            TopicKind.Hashtag => HashtagName(Folding.Fold(surface[1..])),
            TopicKind.Cashtag => "$" + Folding.Fold(surface[1..]),
            TopicKind.Mention => "@" + Folding.Fold(surface[1..]),
            TopicKind.Word => WordSign + WordForm(surface),
            _ => PairSign + PairForm(surface, term.Key),
        };
    }

    /// <summary>The key a stable key belongs to: <c>KeyOf(StableKey(post, term)) == term.Key</c>.</summary>
    /// <returns>False for a text that does not begin with the sign of a kind, or has nothing behind it.</returns>
    public static bool TryKeyOf(ReadOnlySpan<char> stableKey, out ulong key)
    {
        key = 0;
        if (stableKey.StartsWith(PairSign, StringComparison.Ordinal))
        {
            ReadOnlySpan<char> words = stableKey[PairSign.Length..];
            int space = words.IndexOf(' ');
            if (space <= 0 || space == words.Length - 1)
                return false;
            key = TermHash.Key(TopicKind.Pair, TermHash.OfPair(TermHash.Of(words[..space]), TermHash.Of(words[(space + 1)..])));
            return true;
        }
        (TopicKind kind, int sign) = stableKey switch
        {
            ['#', ..] => (TopicKind.Hashtag, 1),
            ['$', ..] => (TopicKind.Cashtag, 1),
            ['@', ..] => (TopicKind.Mention, 1),
            _ when stableKey.StartsWith(WordSign, StringComparison.Ordinal) => (TopicKind.Word, WordSign.Length),
            _ when stableKey.StartsWith(LinkSign, StringComparison.Ordinal) => (TopicKind.Link, LinkSign.Length),
            _ => (default, 0),
        };
        if (sign == 0 || stableKey.Length == sign)
            return false;
        key = TermHash.Key(kind, TermHash.Of(stableKey[sign..]));
        return true;
    }

    private static string HashtagName(string folded) => "#" + folded[..PluralTags.SingularLength(folded)];

    // Folding keeps apostrophes; words are read without them.
    private static string WordForm(ReadOnlySpan<char> surface) => Folding.Fold(surface).Replace("'", "").Replace("\u2019", "").Replace("\u02BC", "").Replace("\uFF07", "");

    private static string PairForm(ReadOnlySpan<char> surface, ulong key)
    {
        // Most pairs are plain text; the others stand in a hashtag whose case shows the words.
        return TryPair(surface, key, inTag: false) ?? TryPair(surface, key, inTag: true) ?? WordForm(Collapse(surface));
    }

    private static string? TryPair(ReadOnlySpan<char> surface, ulong key, bool inTag)
    {
        WordScanner words = new(surface, stackalloc Token[8]);
        if (inTag)
            words.AddParts(0, surface.Length);
        else
            words.AddText(0, surface.Length);
        string? form = null;
        if (words.Tokens.Length > 1)
        {
            Token first = words.Tokens[0], last = words.Tokens[^1];
            if (TermHash.Key(TopicKind.Pair, TermHash.OfPair(first.Hash, last.Hash)) == key)
                form = $"{WordForm(surface.Slice(first.Start, first.Length))} {WordForm(surface.Slice(last.Start, last.Length))}";
        }
        words.Dispose();
        return form;
    }

    private static string Collapse(ReadOnlySpan<char> surface)
    {
        StringBuilder label = new(surface.Length);
        bool space = false;
        foreach (char c in surface)
        {
            bool isSpace = Characters.IsSpace(c);
            if (!isSpace)
                label.Append(space && label.Length > 0 ? " " : "").Append(c);
            space = isSpace || (space && label.Length == 0);
        }
        return label.ToString();
    }
}
