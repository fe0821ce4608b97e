namespace RtmPipeline.Sources.Simulation.Words;

/// <summary>Invented names for bands, shows, games, towns and people: the long tail of a vocabulary, and names of nobody.</summary>
internal static class CoinedWords
{
    /// <summary>Names of the list are the same in every run, whatever the scenario's seed.</summary>
    private const ulong Seed = 0x5EED0F0A11C01BED;

    private static readonly string[] s_first = ("bal bor bri cal cor dal del dor el fal fen gal gor hal hol il jas jor kal ker lan lor mar mel "
        + "mor nal ner "
        + "nor ol or pal per quil ral rin ros sal sel sol tal ter tor ul val ver vil wal wen yor zan zel").Split(' ');

    private static readonly string[] s_middle = "a ba da de do e fa ga i ka la le li lo ma mi mo na ne ni o ra re ri ro sa ta te ti to va vi".Split(' ');

    private static readonly string[] s_last = ("bek brin dax den dra fin gard kin lan len lia lis mar mond na nel nix ra rex rin ris ron sha "
        + "ska tan ten tis tor "
        + "va ven via vik vo wyn xa zen zo").Split(' ');

    /// <summary>Distinct capitalised words of two or three syllables groups.</summary>
    /// <param name="stream">Different lists have different numbers.</param>
    public static List<string> Names(ulong stream, int count)
    {
        SeededRandom random = new(Seed, stream);
        HashSet<string> seen = [];
        List<string> names = new(count);
        while (names.Count < count)
        {
            string word = s_first[random.Below(s_first.Length)] + s_middle[random.Below(s_middle.Length)] + s_last[random.Below(s_last.Length)];
            string name = char.ToUpperInvariant(word[0]) + word[1..];
            if (seen.Add(name))
                names.Add(name);
        }
        return names;
    }

    /// <summary>Short lower-case syllables for account names.</summary>
    public static string[] Syllables => [.. s_first, .. s_last];
}
