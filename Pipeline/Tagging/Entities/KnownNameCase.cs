namespace RtmPipeline.Tagging.Entities;

/// <summary>Says whether a known name stands in a text as it must to count.</summary>
internal static class KnownNameCase
{
    // Shorter ones say nothing where all is in capitals: "US", "PAN".
    private const int MinShoutedAcronym = 4;

    /// <param name="text">The text.</param>
    /// <param name="start">First unit of what was found.</param>
    /// <param name="end">One past its last.</param>
    /// <param name="casing">Ways that count.</param>
    public static bool Holds(ref NameText text, int start, int end, NameCasing casing)
    {
        ReadOnlySpan<char> name = text.Text[start..end];
        if (name[0] is '#' or '＃')
            return Has(casing, NameCasing.Any | NameCasing.Capital) || (Has(casing, NameCasing.AllCapitals) && !HasSmallLetter(name));
        if (IsInsideHashtag(text.Text, start, end))
            return false;
        if (Has(casing, NameCasing.Any))
            return true;
        if (!CapitalScan.IsCapital(name[0]))
            return false;
        if (Has(casing, NameCasing.Capital) && LastWordHasCapital(name))
            return true;
        if (Has(casing, NameCasing.AllCapitals) && !HasSmallLetter(name) && (name.Length >= MinShoutedAcronym || text.Style != CapitalStyle.Shouted))
            return true;
        return Has(casing, NameCasing.FirmCapital) && !text.SmallWordBefore(start, out _).IsEmpty && !text.CapitalFollows(end);
    }

    /// <summary>A part of a hashtag is another name than the whole: #MadridOpen is not Madrid.</summary>
    private static bool IsInsideHashtag(ReadOnlySpan<char> text, int start, int end)
    {
        bool follows = start > 0 && (text[start - 1] is '#' or '＃' or '_' or '@' || CapitalScan.IsWordPart(text[start - 1]));
        return follows || (end < text.Length && (text[end] == '_' || CapitalScan.IsWordPart(text[end])));
    }

    private static bool LastWordHasCapital(ReadOnlySpan<char> name)
    {
        int start = name.Length;
        while (start > 0 && CapitalScan.IsWordPart(name[start - 1]))
            start--;
        // A number has no case: "Página 12".
        return start == name.Length || !CapitalScan.IsSmallLetter(name[start]);
    }

    private static bool HasSmallLetter(ReadOnlySpan<char> name)
    {
        foreach (char c in name)
        {
            if (CapitalScan.IsSmallLetter(c))
                return true;
        }
        return false;
    }

    private static bool Has(NameCasing casing, NameCasing wanted) => (casing & wanted) != NameCasing.None;
}
