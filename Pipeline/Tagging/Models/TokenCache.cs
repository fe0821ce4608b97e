using System.Runtime.CompilerServices;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Models;

/// <summary>Sums of the language model for one token; as many as the model may have classes, and the norm.</summary>
[InlineArray(Room)]
internal struct LanguageSums
{
    /// <summary>Most classes of a language model, and one.</summary>
    public const int Room = 24;

    private int _first;
}

/// <summary>What the models make of one spelling, worked out when it is first met. Results are the same however often that happens.</summary>
internal sealed class KnownToken(TokenForm form, ulong hash, bool endsPhrase, in LanguageSums languageSums)
{
    public readonly LanguageSums LanguageSums = languageSums;

    // Nearly every token is met at one place in one language; sums beyond these are worked out each time.
    private const int MaxOthers = 3;

    private PlacedSums? _first;
    private PlacedSums[] _others = [];

    public ulong Hash { get; } = hash;

    public TokenForm Form { get; } = form;

    /// <summary>True when some phrase of the lexicon ends with it.</summary>
    public bool EndsPhrase { get; } = endsPhrase;

    public bool IsWord { get; } = form.Kind == TokenKind.Word;

    private sealed record PlacedSums(int Key, int[] Sums);

    /// <summary>Sums of the other models for the token at a place; null when not yet known.</summary>
    public int[]? Find(LanguageVariant variant, TokenPlace place)
    {
        int key = KeyOf(variant, place);
        PlacedSums? first = Volatile.Read(ref _first);
        if (first is null)
            return null;
        if (first.Key == key)
            return first.Sums;
        foreach (PlacedSums placed in Volatile.Read(ref _others))
        {
            if (placed.Key == key)
                return placed.Sums;
        }
        return null;
    }

    /// <summary>Keeps sums. Two threads may do so at once: one of the two then works them out again some day.</summary>
    public void Keep(LanguageVariant variant, TokenPlace place, int[] sums)
    {
        var placed = new PlacedSums(KeyOf(variant, place), sums);
        PlacedSums[] others = Volatile.Read(ref _others);
        if (Interlocked.CompareExchange(ref _first, placed, null) is not null && others.Length < MaxOthers)
            Volatile.Write(ref _others, [.. others, placed]);
    }

    private static int KeyOf(LanguageVariant variant, TokenPlace place) => ((int)variant << 4) | (int)place;
}

/// <summary>
/// The tokens met of late, in pairs of slots by their hash: the newest comes first and moves the one there to second place. Words of posts repeat so much
/// that most are here. Lock-free: a slot is one reference.
/// </summary>
internal sealed class TokenCache
{
    // 65,536 tokens: some 25 MB when full, as nearly all have sums for one place; with sums for as many as a token keeps, 60 MB.
    private const int Bits = 16;

    private readonly KnownToken?[] _slots = new KnownToken?[1 << Bits];

    public KnownToken? Find(ulong hash, TokenKind kind, ReadOnlySpan<char> form)
    {
        int slot = SlotOf(hash);
        KnownToken? known = Volatile.Read(ref _slots[slot]);
        if (known is not null && known.Hash == hash && known.Form.Is(kind, form))
            return known;
        known = Volatile.Read(ref _slots[slot ^ 1]);
        return known is not null && known.Hash == hash && known.Form.Is(kind, form) ? known : null;
    }

    public void Keep(KnownToken token)
    {
        int slot = SlotOf(token.Hash);
        Volatile.Write(ref _slots[slot ^ 1], Volatile.Read(ref _slots[slot]));
        Volatile.Write(ref _slots[slot], token);
    }

    private static int SlotOf(ulong hash) => (int)(hash >> (64 - Bits));
}
