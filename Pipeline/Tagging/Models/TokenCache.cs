using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Models;

/// <summary>What the models make of one spelling, worked out when it is first met. Results are the same however often that happens.</summary>
internal sealed class KnownToken(TokenForm form, int[] languageSums)
{
    private PlacedSums[] _placed = [];

    public TokenForm Form { get; } = form;

    /// <summary>Sums of the language model; empty for what is no word.</summary>
    public int[] LanguageSums { get; } = languageSums;

    private readonly record struct PlacedSums(int Key, int[] Sums);

    /// <summary>Sums of the other models for the token at a place; null when not yet known.</summary>
    public int[]? Find(LanguageVariant variant, TokenPlace place)
    {
        int key = KeyOf(variant, place);
        foreach (ref readonly PlacedSums placed in Volatile.Read(ref _placed).AsSpan())
        {
            if (placed.Key == key)
                return placed.Sums;
        }
        return null;
    }

    /// <summary>Keeps sums. Two threads may do so at once: one of the two then works them out again some day.</summary>
    public void Keep(LanguageVariant variant, TokenPlace place, int[] sums) =>
        Volatile.Write(ref _placed, [.. Volatile.Read(ref _placed), new PlacedSums(KeyOf(variant, place), sums)]);

    private static int KeyOf(LanguageVariant variant, TokenPlace place) => ((int)variant << 4) | (int)place;
}

/// <summary>
/// The tokens met of late: one slot for each hash, the newest stays. Words of posts repeat so much that most are here. Lock-free: a slot is one reference.
/// </summary>
internal sealed class TokenCache
{
    // 32,768 tokens of at most some 2 KB (all places in all languages; most have one): 64 MB at the very worst, 15 MB in practice.
    private const int Bits = 15;

    private readonly KnownToken?[] _slots = new KnownToken?[1 << Bits];

    public KnownToken? Find(ulong hash, TokenKind kind, ReadOnlySpan<char> form)
    {
        KnownToken? known = Volatile.Read(ref _slots[SlotOf(hash)]);
        return known is not null && known.Form.Hash == hash && known.Form.Is(kind, form) ? known : null;
    }

    public void Keep(KnownToken token) => Volatile.Write(ref _slots[SlotOf(token.Form.Hash)], token);

    private static int SlotOf(ulong hash) => (int)(hash >> (64 - Bits));
}
