namespace RtmPipeline.Commands.Configuration;

/// <summary>Finds what a misspelt key was meant to be.</summary>
internal static class NearestWord
{
    /// <summary>Most single-character edits between a key and its suggestion.</summary>
    public const int MaxEdits = 3;

    /// <summary>Longer keys get no suggestion; ours have under 50 characters.</summary>
    public const int MaxLength = 80;

    /// <returns>The first of the nearest words, or null when none is near.</returns>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        if (word.Length > MaxLength)
            return null;
        string? nearest = null;
        int fewest = MaxEdits + 1;
        foreach (string candidate in candidates)
        {
            int edits = Edits(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (edits >= fewest)
                continue;
            fewest = edits;
            nearest = candidate;
        }
        return nearest;
    }

    /// <summary>Levenshtein's distance, one row at a time.</summary>
    private static int Edits(string from, string to)
    {
        int[] row = new int[to.Length + 1];
        for (int j = 0; j < row.Length; j++)
            row[j] = j;
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[^1];
    }
}
