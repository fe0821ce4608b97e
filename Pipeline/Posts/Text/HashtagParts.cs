namespace RtmPipeline.Posts.Text;

/// <summary>
/// Splits hashtags where their case shows the words: #SuperBowlXLVII, #SBBlackout, #PrayForTexas. Costs one look at each character and its neighbours.
/// </summary>
internal static class HashtagParts
{
    /// <summary>True when case or underscores show more than one word; "#iPhone", "#McDonalds" and "#NFTs" show one.</summary>
    public static bool IsSplit(ReadOnlySpan<char> body)
    {
        int start = 0;
        for (int at = 1; at < body.Length; at++)
        {
            if (body[at] == '_' || body[at - 1] == '_')
                return true;
            if (IsCaseBoundary(body, start, at))
                return true;
            if (!char.IsAsciiDigit(body[at - 1]))
                continue;
            start = at;
            if (IsUpper(body[at]) && LowerRun(body, at + 1) > 0)
                return true;
        }
        return false;
    }

    /// <summary>One past the part that begins at <paramref name="start"/>, in a hashtag that is split.</summary>
    public static int PartEnd(ReadOnlySpan<char> body, int start)
    {
        for (int at = start + 1; at < body.Length; at++)
        {
            if (body[at] == '_' || body[at - 1] == '_' || IsCaseBoundary(body, start, at) || IsDigitBoundary(body, at))
                return at;
        }
        return body.Length;
    }

    private static bool IsCaseBoundary(ReadOnlySpan<char> body, int start, int at)
    {
        bool wasUpper = IsUpper(body[at - 1]);
        if (IsUpper(body[at]))
        {
            if (!wasUpper)
                return IsLower(body[at - 1]) && !KeepsNextCapital(body[start..at]);
            // The last capital of a run begins the next word, if a word of small letters follows.
            int small = LowerRun(body, at + 1);
            return small > 0 && !IsPlural(body, at + 1, small) && !IsVersus(body, at + 1, small);
        }
        // "USAvENG", "BrazilvsSpain": the sign of a match between two sides.
        if (at - start < 2)
            return false;
        if (!wasUpper)
            return body[at..] is ['v', 's', char side, ..] && IsUpper(side);
        return IsUpper(body[at - 2]) && IsVersus(body, at, LowerRun(body, at));
    }

    // A figure begins a part; one or two small letters behind it belong to it ("1stDay", "5pm"), a word does not ("2022live").
    private static bool IsDigitBoundary(ReadOnlySpan<char> body, int at)
    {
        bool wasDigit = char.IsAsciiDigit(body[at - 1]);
        bool isDigit = char.IsAsciiDigit(body[at]);
        return isDigit ? !wasDigit : wasDigit && (IsUpper(body[at]) || LowerRun(body, at) > 2);
    }

    private static bool KeepsNextCapital(ReadOnlySpan<char> part) => part.Length == 1 ? part[0] != 'v' : part is "Mc";

    private static bool IsPlural(ReadOnlySpan<char> body, int at, int small) => small == 1 && body[at] == 's';

    private static bool IsVersus(ReadOnlySpan<char> body, int at, int small) =>
        small is 1 or 2 && body[at] == 'v' && (small == 1 || body[at + 1] == 's') && at + small + 1 < body.Length && IsUpper(body[at + small]) && IsUpper(body[at + small + 1]);

    // Three letters tell all that the callers ask.
    private static int LowerRun(ReadOnlySpan<char> body, int at)
    {
        int length = 0;
        while (length < 3 && at + length < body.Length && IsLower(body[at + length]))
            length++;
        return length;
    }

    private static bool IsUpper(char c) => Characters.Of(c).HasAny(CharacterTraits.Upper);

    private static bool IsLower(char c) => (Characters.Of(c) & (CharacterTraits.Letter | CharacterTraits.Upper)) == CharacterTraits.Letter;
}
