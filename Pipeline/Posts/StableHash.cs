using System.Buffers.Binary;
using System.Text;

namespace RtmPipeline.Posts;

/// <summary>
/// 64-bit hash that is the same in every process and on every machine, for keys that reach state, files or outputs.
/// (The runtime's own string hash is seeded anew per process.) Not for secrets and not against a chosen collision:
/// whoever crafts two equal keys only merges his own two posts or authors.
/// </summary>
/// <remarks>FNV-1a taken eight bytes a step, with the final mix of <see cref="Mix64"/>. A hash is never 0, so that 0 can say "none".</remarks>
internal static class StableHash
{
    /// <summary>Texts up to this many characters are hashed without an array; ids and names are far below.</summary>
    private const int StackCharacters = 256;

    /// <summary>Hash of a text's UTF-8 bytes: equal to <see cref="Of(ReadOnlySpan{byte})"/> of them.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        if (text.Length > StackCharacters)
        {
            byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text)];
            return Of(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        }

        Span<byte> few = stackalloc byte[StackCharacters * 3];
        return Of(few[..Encoding.UTF8.GetBytes(text, few)]);
    }

    /// <summary>Hash of the bytes and their number.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = Mix64.FnvBasis ^ (ulong)bytes.Length;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Step(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        ulong tail = 0;
        for (int i = 0; i < bytes.Length; i++)
            tail |= (ulong)bytes[i] << (8 * i);
        return Finish(Step(hash, tail));
    }

    /// <summary>Hash of an ordered pair of hashes.</summary>
    public static ulong Combine(ulong first, ulong second) => Finish(Step(Step(Mix64.FnvBasis, first), second));

    // The shift brings the high bits, where the product is well mixed, back to where the next product takes them from.
    private static ulong Step(ulong hash, ulong word)
    {
        hash = (hash ^ word) * Mix64.FnvPrime;
        return hash ^ (hash >> 29);
    }

    /// <summary>Spreads the bits of a value over the whole word; never 0.</summary>
    public static ulong Finish(ulong hash)
    {
        hash = Mix64.Finish(hash);
        return hash == 0 ? 1 : hash;
    }
}
