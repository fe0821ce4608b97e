namespace RtmPipeline.Tagging.Text;

/// <summary>Folds the entries of profiles and lexicons by the same scanner that reads texts, so that both sides agree.</summary>
internal static class PhraseFolding
{
    /// <summary>The folded words of an entry. Empty when it has none to look for: only signs, a mention, an address.</summary>
    public static List<string> Words(string entry)
    {
        List<string> words = [];
        PhraseScanner scanner = new(entry, stackalloc char[PhraseScanner.MaxWordLength]);
        while (scanner.MoveNext())
        {
            if (scanner.Kind is ScannedKind.Word or ScannedKind.Count && scanner.Folded.Length > 0)
                words.Add(scanner.Folded.ToString());
        }
        return words;
    }

    /// <summary>The folded words with one space between.</summary>
    public static string Fold(string entry) => string.Join(' ', Words(entry));
}
