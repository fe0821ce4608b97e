using System.Buffers;
using System.Text;

namespace RtmPipeline.Posts.News;

/// <summary>
/// Tells the encoding of a document that says nothing of it and is no UTF-8, for scripts other than Latin. Each candidate reads the text, and the one counts that finds most of the characters
/// which are frequent in its language, measured against how frequent they are there. A wrong reading of the same bytes scatters over rare characters, or capitals.
/// </summary>
/// <remarks>
/// An idea of statistical detectors since Li and Momoi (A composite approach to language/encoding detection, 2001), with a handful of characters a language in place of tables of
/// thousands. The shares are rounded letter frequencies of running text; they need to be right within a factor of two. Latin scripts are not told apart: their letters with accents are too few.
/// </remarks>
internal static class LegacyGuess
{
    /// <summary>Bytes looked at from the first that is not ASCII on.</summary>
    private const int MaxBytes = 64 * 1024;

    /// <summary>Fewer characters beyond ASCII tell nothing.</summary>
    private const int MinCharacters = 8;

    /// <summary>Part of the expected share that the best candidate must reach.</summary>
    private const double MinScore = 0.5;

    /// <summary>Part of the characters that no such text has; a cut character at the end is one.</summary>
    private const double MaxBadShare = 0.04;

    private const string Kana = "ぁあぃいうえおかがきぎくぐけげこごさざしじすずせそただちっつづてでとどなにぬねのはばひびふぶへべほぼまみむめもやゃゆゅよょらりるれろわをん"
        + "アイウェエオカガキギクグケゲコゴサシジスズセゼソタダチッツテデトドナニネノハバパヒビピフブプヘベペホボポマミムメモャュョラリルレロワンー";

    private const string Korean = "이다는에의하고을가지로한기사은도를어서자시일리나인";
    private const string Simplified = "的一是不了在人有我他这个上们来到时大地为子中你说生国年着就那和要会用行方后作里以发自行好无";
    private const string Traditional = "的一是不了在人有我他這個上們來到時大地為子中你說生國年著就那和要會用行方後作裡以發自行好無";
    private const string Cyrillic = "оеаинтсрвл";
    private const string Greek = "αοιετσνηρυ";
    private const string Hebrew = "יוהלאתרבמש";
    private const string Arabic = "اليمونرتبع";
    private const string Thai = "านรอกเงมยล่้ั";

    private static readonly Candidate[] s_candidates =
    [
        new(51932, Kana, 0.5, IsMultiByte: true),
        new(932, Kana, 0.5, IsMultiByte: true),
        new(949, Korean, 0.3, IsMultiByte: true),
        new(54936, Simplified, 0.2, IsMultiByte: true),
        new(950, Traditional, 0.2, IsMultiByte: true),
        new(1251, Cyrillic, 0.65, IsMultiByte: false),
        new(20866, Cyrillic, 0.65, IsMultiByte: false),
        new(28595, Cyrillic, 0.65, IsMultiByte: false),
        new(1253, Greek, 0.6, IsMultiByte: false),
        new(1255, Hebrew, 0.65, IsMultiByte: false),
        new(1256, Arabic, 0.65, IsMultiByte: false),
        new(874, Thai, 0.5, IsMultiByte: false),
    ];

    /// <summary>One reading of the bytes.</summary>
    /// <param name="CodePage">Its encoding.</param>
    /// <param name="Frequent">Characters that are frequent in its language.</param>
    /// <param name="Share">What part of the characters beyond ASCII they make up there.</param>
    /// <param name="IsMultiByte">True when a character may take several bytes.</param>
    private sealed record Candidate(int CodePage, string Frequent, double Share, bool IsMultiByte)
    {
        /// <summary>Unfit bytes become U+FFFD here, so that a document cut anywhere can be judged.</summary>
        public Encoding Lenient { get; } = LegacyEncodings.Lenient(CodePage);

        public SearchValues<char> Characters { get; } = SearchValues.Create(Frequent);
    }

    /// <summary>The encoding that the bytes look like, by code page; 0 where none stands out.</summary>
    public static int CodePageOf(ReadOnlySpan<byte> bytes)
    {
        int first = bytes.IndexOfAnyInRange((byte)0x80, byte.MaxValue);
        if (first < 0)
            return 0;
        ReadOnlySpan<byte> sample = bytes.Slice(first, Math.Min(MaxBytes, bytes.Length - first));
        bool mayBeSingleByte = !StandsAmongLatin(sample);
        int best = 0;
        double bestScore = MinScore;
        foreach (Candidate candidate in s_candidates)
        {
            double score = candidate.IsMultiByte || mayBeSingleByte ? Score(candidate, sample) : 0;
            if (score <= bestScore)
                continue;
            best = candidate.CodePage;
            bestScore = score;
        }

        return best;
    }

    private static double Score(Candidate candidate, ReadOnlySpan<byte> sample)
    {
        int characters = 0;
        int frequent = 0;
        int bad = 0;
        foreach (char c in candidate.Lenient.GetString(sample))
        {
            if (c < '\u0080')
                continue;
            characters++;
            frequent += candidate.Characters.Contains(c) ? 1 : 0;
            bad += c is < '\u00a0' or '\uFFFD' or (>= '\ue000' and <= '\uf8ff') ? 1 : 0;
        }

        return characters < MinCharacters || bad > characters * MaxBadShare ? 0 : frequent / (characters * candidate.Share);
    }

    /// <summary>True when most bytes beyond ASCII stand beside an ASCII letter, as accented letters in Latin scripts do.</summary>
    private static bool StandsAmongLatin(ReadOnlySpan<byte> sample)
    {
        int beyond = 0;
        int beside = 0;
        for (int i = 0; i < sample.Length; i++)
        {
            if (sample[i] < 0x80)
                continue;
            beyond++;
            bool follows = i > 0 && char.IsAsciiLetter((char)sample[i - 1]);
            bool precedes = i + 1 < sample.Length && char.IsAsciiLetter((char)sample[i + 1]);
            beside += follows || precedes ? 1 : 0;
        }

        return beside * 2 > beyond;
    }
}
