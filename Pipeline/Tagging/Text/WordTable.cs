using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tagging.Text;

/// <summary>
/// What is known of the words of a fixed vocabulary, by the hash the scanner computes anyway. Open addressing; hash and value lie together, so that a word
/// costs one look at one place in memory, whether it is in the vocabulary or not.
/// </summary>
/// <remarks>
/// Words are told apart by all 64 bits of their hash and not letter by letter, which would be two more places. With 60,000 entries a word of a post is taken
/// for one that it is not once in 3 · 10^14 words: at the record rate of all of Twitter, once in years.
/// </remarks>
/// <typeparam name="TValue">What is known of a word.</typeparam>
internal sealed class WordTable<TValue>
    where TValue : struct
{
    private readonly Slot[] _slots;

    /// <param name="words">Folded words without repeats.</param>
    /// <param name="values">By word.</param>
    /// <exception cref="ArgumentException">Two words share a hash.</exception>
    public WordTable(string[] words, TValue[] values)
    {
        // At most two thirds full, so that probing is short and most probes end on the line they began.
        _slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, words.Length * 3 / 2))];
        for (int i = 0; i < words.Length; i++)
        {
            ulong hash = TermHash.Of(words[i]);
            int at = PlaceOf(hash);
            for (; _slots[at].Hash != 0; at = (at + 1) & (_slots.Length - 1))
            {
                if (_slots[at].Hash == hash)
                    throw new ArgumentException($"'{words[i]}' has the hash of another word, or stands twice", nameof(words));
            }
            _slots[at] = new Slot(hash, values[i]);
        }
    }

    private readonly record struct Slot(ulong Hash, TValue Value);

    /// <summary>Asks for the place of a word, which <see cref="TryFind"/> will need soon.</summary>
    public unsafe void Foresee(ulong hash)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref _slots[PlaceOf(hash)]));
    }

    /// <summary>True for a word of the vocabulary.</summary>
    /// <param name="hash">Hash of the folded word, as <see cref="PhraseScanner.Hash"/>.</param>
    /// <param name="value">What is known of it.</param>
    public bool TryFind(ulong hash, out TValue value)
    {
        Slot[] slots = _slots;
        for (int at = PlaceOf(hash); ; at = (at + 1) & (slots.Length - 1))
        {
            ref readonly Slot slot = ref slots[at];
            value = slot.Value;
            if (slot.Hash == hash)
                return true;
            if (slot.Hash == 0)
                return false;
        }
    }

    private int PlaceOf(ulong hash) => (int)hash & (_slots.Length - 1);
}
