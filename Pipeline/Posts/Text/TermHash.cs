using System.Numerics;

namespace RtmPipeline.Posts.Text;

/// <summary>
/// The hash behind <see cref="Term.Key"/>, the same in every process and on every machine: FNV-1a over the UTF-16 units of the folded form
/// (one multiplication a character), then <see cref="Mix64.Finish"/>.
/// With 10 million topics alive, the chance that any two of them share a key is about 3 in 1,000,000.
/// </summary>
internal static class TermHash
{
    /// <summary>State before the first character: the FNV-1a offset basis.</summary>
    public const ulong Seed = Mix64.FnvBasis;

    /// <summary>Takes in one folded character.</summary>
    public static ulong Step(ulong state, char folded) => (state ^ folded) * Mix64.FnvPrime;

    /// <summary>Hash of a word from the state after its last character.</summary>
    public static ulong Finish(ulong state) => Mix64.Finish(state);

    /// <summary>Hash of a form that is folded already.</summary>
    public static ulong Of(ReadOnlySpan<char> folded)
    {
        ulong state = Seed;
        foreach (char c in folded)
            state = Step(state, c);
        return Finish(state);
    }

    /// <summary>Hash of two words in their order.</summary>
    public static ulong OfPair(ulong first, ulong second) => Finish((BitOperations.RotateLeft(first, 23) * Mix64.Golden) + second);

    /// <summary>Key of a topic: never 0.</summary>
    /// <param name="kind">Kind of the topic; for <see cref="TopicKind.Pair"/> the hash is that of <see cref="OfPair"/>.</param>
    /// <param name="hash">Hash of its folded form without the sign of its kind.</param>
    public static ulong Key(TopicKind kind, ulong hash)
    {
        ulong key = Finish(hash + (((ulong)kind + 1) * 0xD1B54A32D192ED03));
        return key == 0 ? 1 : key;
    }
}
