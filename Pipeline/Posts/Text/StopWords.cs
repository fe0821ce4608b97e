namespace RtmPipeline.Posts.Text;

/// <summary>
/// Membership of words by the hash of their folded form. English, Spanish and Italian are one set, because posts mix them and short posts do not tell their language.
/// Cost: one table look-up and 1.2 comparisons on average.
/// </summary>
internal sealed class StopWords
{
    /// <summary>Slots of 8 bytes; at most a third is filled, so that most misses end at once.</summary>
    public const int TableLength = 4096;

    private static readonly StopWords s_plain = new([StopWordLists.English, StopWordLists.Spanish, StopWordLists.Italian]);
    private static readonly StopWords s_prefixes = new([StopWordLists.Elided]);

    private readonly ulong[] _table = new ulong[TableLength];

    private StopWords(string[] lists)
    {
        HashSet<ulong> words = [];
        foreach (string list in lists)
        {
            foreach (string word in list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                words.Add(Folding.Hash(word.Replace("'", "")));
        }
        foreach (ulong hash in words)
            _table[SlotOf(hash)] = hash;
        Count = words.Count;
    }

    /// <summary>Words of all three languages.</summary>
    public static int Total => s_plain.Count;

    private int Count { get; }

    /// <summary>True for a word that names no topic.</summary>
    /// <param name="hash">Hash of its folded form, as <see cref="Folding.Hash"/> tells it.</param>
    public static bool Contains(ulong hash) => s_plain.Has(hash);

    /// <summary>True for what stands before an apostrophe without being part of the word behind it.</summary>
    public static bool IsElided(ulong hash) => s_prefixes.Has(hash);

    private bool Has(ulong hash) => _table[SlotOf(hash)] == hash;

    /// <summary>Where the hash stands, or the free slot where its search ends.</summary>
    private int SlotOf(ulong hash)
    {
        int slot = (int)(hash & (TableLength - 1));
        while (_table[slot] != 0 && _table[slot] != hash)
            slot = (slot + 1) & (TableLength - 1);
        return slot;
    }
}
