using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RtmPipeline.Posts.Text;

/// <summary>Min-hash sketch of a text: the share of equal slots estimates the Jaccard similarity of the word pairs of two texts.</summary>
[InlineArray(Slots)]
internal struct TextSignature
{
    public const int Slots = 16;

    /// <summary>Tokens a text needs for a signature; shorter texts repeat by chance and get the default, which is similar to nothing.</summary>
    public const int MinTokens = 4;

    private uint _slot;

    /// <summary>True for a text that was too short.</summary>
    public readonly bool IsDefault => this[0] == 0;

    /// <summary>
    /// Estimates the Jaccard similarity J of the sets of word pairs of two texts (Broder 1997), in [0, 1] in steps of 1/16; 0 where one of them is the default.
    /// The estimate has no bias; its standard error is sqrt(J(1-J)/16): 0.125 at J = 0.5, 0.075 at J = 0.9.
    /// </summary>
    public static float Similarity(in TextSignature first, in TextSignature second)
    {
        if (first.IsDefault || second.IsDefault)
            return 0;
        return EqualSlots(first, second) / (float)Slots;
    }

    /// <summary>Slots in which two signatures agree.</summary>
    public static int EqualSlots(in TextSignature first, in TextSignature second)
    {
        ReadOnlySpan<uint> a = first;
        ReadOnlySpan<uint> b = second;
        uint low = Vector256.Equals(Vector256.Create(a), Vector256.Create(b)).ExtractMostSignificantBits();
        uint high = Vector256.Equals(Vector256.Create(a[(Slots / 2)..]), Vector256.Create(b[(Slots / 2)..])).ExtractMostSignificantBits();
        return System.Numerics.BitOperations.PopCount((high << (Slots / 2)) | low);
    }
}

/// <summary>
/// Builds a signature: for each pair of neighbouring words sixteen hashes, of which each slot keeps the least. The sixteen are one 64-bit hash multiplied by
/// sixteen pairs of odd numbers and mixed, eight at a time.
/// </summary>
internal ref struct TextSignatureBuilder
{
    // The multiplier of the second half of MurmurHash3's 32-bit finalizer.
    private const uint Mixer = 0xC2B2AE35;

    private static readonly Vector256<uint> s_lowA = Multipliers(0), s_lowB = Multipliers(8), s_highA = Multipliers(16), s_highB = Multipliers(24);

    private Vector256<uint> _leastA;
    private Vector256<uint> _leastB;

    public TextSignatureBuilder()
    {
        _leastA = _leastB = Vector256<uint>.AllBitsSet;
    }

    /// <summary>Takes in two neighbouring words.</summary>
    public void Add(ulong first, ulong second)
    {
        ulong pair = TermHash.OfPair(first, second);
        Vector256<uint> low = Vector256.Create((uint)pair);
        Vector256<uint> high = Vector256.Create((uint)(pair >> 32));
        _leastA = Vector256.Min(_leastA, Mix((low * s_lowA) + (high * s_highA)));
        _leastB = Vector256.Min(_leastB, Mix((low * s_lowB) + (high * s_highB)));
    }

    /// <summary>The signature of all pairs taken in. No slot is 0, so it differs from the default.</summary>
    public readonly TextSignature Build()
    {
        TextSignature signature = default;
        Span<uint> slots = signature;
        Vector256.Max(_leastA, Vector256<uint>.One).CopyTo(slots);
        Vector256.Max(_leastB, Vector256<uint>.One).CopyTo(slots[8..]);
        return signature;
    }

    private static Vector256<uint> Mix(Vector256<uint> x)
    {
        x ^= x >>> 16;
        x *= Mixer;
        return x ^ (x >>> 15);
    }

    private static Vector256<uint> Multipliers(int from)
    {
        Span<uint> odd = stackalloc uint[Vector256<uint>.Count];
        for (int i = 0; i < odd.Length; i++)
            odd[i] = (uint)Mix64.Finish((ulong)(from + i + 1) * Mix64.Golden) | 1;
        return Vector256.Create<uint>(odd);
    }
}
