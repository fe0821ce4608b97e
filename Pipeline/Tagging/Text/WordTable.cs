using System.Numerics;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tagging.Text;

/// <summary>
/// Numbers the words of a fixed vocabulary. Open addressing over the hash the scanner computes anyway: a word that is not in it,
/// as most are not, costs one look at a slot in about three of four cases.
/// </summary>
internal sealed class WordTable
{
    public const int Absent = -1;

    private readonly string[] _words;
    private readonly int[] _slots;

    /// <param name="words">Folded words without repeats; a word's number is its place here.</param>
    public WordTable(string[] words)
    {
        _words = words;
        // At most a quarter full, so that probing is short; 4 bytes a slot.
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, words.Length * 4))];
        Array.Fill(_slots, Absent);
        for (int number = 0; number < words.Length; number++)
        {
            int slot = Slot(TermHash.Of(words[number]));
            while (_slots[slot] != Absent)
                slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = number;
        }
    }

    /// <summary>The word's number, or <see cref="Absent"/>.</summary>
    /// <param name="folded">Folded word.</param>
    /// <param name="hash">Its hash, as <see cref="PhraseScanner.Hash"/>.</param>
    public int Find(ReadOnlySpan<char> folded, ulong hash)
    {
        for (int slot = Slot(hash); _slots[slot] != Absent; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (folded.SequenceEqual(_words[_slots[slot]]))
                return _slots[slot];
        }
        return Absent;
    }

    private int Slot(ulong hash) => (int)hash & (_slots.Length - 1);
}
