using System.Text;

namespace RtmPipeline.Sources.Simulation.Words;

/// <summary>A piece of text ready to be copied into a JSON string.</summary>
/// <param name="Utf8">Escaped for JSON, and '&amp;' as the platform escapes it.</param>
/// <param name="CodePoints">Length as entities count it.</param>
internal readonly record struct Fragment(byte[] Utf8, int CodePoints)
{
    public static Fragment Of(string text)
    {
        string platform = text.Replace("&", "&amp;", StringComparison.Ordinal);
        string json = platform.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        int codePoints = 0;
        foreach (Rune _ in platform.EnumerateRunes())
            codePoints++;
        return new Fragment(Encoding.UTF8.GetBytes(json), codePoints);
    }
}

/// <summary>Words or phrases drawn by Zipf's law: the k-th of the list comes about 1 / (k + 2) as often as a first one would.</summary>
internal sealed class WordList
{
    /// <summary>Draws are table look-ups; a rarer word than 1 in 4,096 still has one slot, so that every word is used.</summary>
    private const int Slots = 4096;

    private readonly Fragment[] _words;
    private readonly ushort[] _slots = new ushort[Slots];

    /// <param name="words">At least one, at most <see cref="Slots"/>, commonest first.</param>
    public WordList(IReadOnlyList<string> words)
    {
        ArgumentOutOfRangeException.ThrowIfZero(words.Count, nameof(words));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(words.Count, Slots, nameof(words));
        _words = [.. words.Select(Fragment.Of)];
        double total = 0;
        for (int i = 0; i < _words.Length; i++)
            total += 1.0 / (i + 3);

        // Every word has one slot; the others are shared out by Zipf's law.
        int spare = Slots - _words.Length;
        double sum = 0;
        int slot = 0;
        for (int i = 0; i < _words.Length; i++)
        {
            sum += 1.0 / (i + 3);
            int end = i == _words.Length - 1 ? Slots : i + 1 + (int)(spare * (sum / total));
            while (slot < end)
                _slots[slot++] = (ushort)i;
        }
    }

    public int Count => _words.Length;

    public ref readonly Fragment Draw(SeededRandom random) => ref _words[_slots[random.Next() >> 52]];

    public ref readonly Fragment this[int index] => ref _words[index];
}
