using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RtmPipeline.State;

/// <summary>
/// Writes a table most of whose places may be empty: a bit for each place, and what stands in those that are not. Dense parts are copied as they are, so a full table costs little more
/// than its bytes, and an empty one next to nothing.
/// </summary>
/// <remarks>Places are taken 64 at a time, as a word of bits says which of them are filled. Estimate: 64 MB of cells of 16 bytes in 10 ms empty, 30 ms full.</remarks>
internal static class SparseValues
{
    /// <summary>Places whose fillings are handed on together.</summary>
    private const int ChunkPlaces = 4096;

    private const int WordBits = 64;

    /// <summary>Writes all places of a table.</summary>
    /// <typeparam name="T">8 or 16 bytes without padding; all of them zero in an empty place.</typeparam>
    /// <param name="to">Where to.</param>
    /// <param name="places">The table.</param>
    public static void Save<T>(StateWriter to, ReadOnlySpan<T> places)
        where T : unmanaged
    {
        to.Long(places.Length);
        Span<ulong> filled = stackalloc ulong[ChunkPlaces / WordBits];
        T[] packed = ArrayPool<T>.Shared.Rent(ChunkPlaces);
        for (int from = 0; from < places.Length; from += ChunkPlaces)
        {
            ReadOnlySpan<T> chunk = places.Slice(from, Math.Min(ChunkPlaces, places.Length - from));
            int words = (chunk.Length + WordBits - 1) / WordBits;
            int count = 0;
            for (int w = 0; w < words; w++)
            {
                ReadOnlySpan<T> word = chunk[(w * WordBits)..Math.Min(chunk.Length, (w + 1) * WordBits)];
                filled[w] = FilledOf(word);
                count = Pack(word, filled[w], packed, count);
            }

            to.Bool(count > 0);
            if (count == 0)
                continue;
            to.Values<ulong>(filled[..words]);
            to.Values<T>(packed.AsSpan(0, count));
        }

        ArrayPool<T>.Shared.Return(packed);
    }

    /// <summary>Reads all places of a table that is empty.</summary>
    /// <param name="from">Where from.</param>
    /// <param name="places">As many as were written.</param>
    /// <exception cref="StateFormatException">It was a table of another size.</exception>
    public static void Load<T>(StateReader from, Span<T> places)
        where T : unmanaged
    {
        long count = from.Long();
        if (count != places.Length)
            throw from.Broken($"a table of {count} places where one of {places.Length} belongs: the state was made with other limits");
        for (int at = 0; at < places.Length; at += ChunkPlaces)
        {
            if (from.Bool())
                LoadChunk(from, places.Slice(at, Math.Min(ChunkPlaces, places.Length - at)));
        }
    }

    private static void LoadChunk<T>(StateReader from, Span<T> chunk)
        where T : unmanaged
    {
        Span<ulong> filled = stackalloc ulong[(chunk.Length + WordBits - 1) / WordBits];
        from.ValuesInto(filled);
        T[] packed = from.Values<T>();
        int at = 0;
        for (int w = 0; w < filled.Length; w++)
        {
            for (ulong left = filled[w]; left != 0; left &= left - 1)
            {
                int place = (w * WordBits) + System.Numerics.BitOperations.TrailingZeroCount(left);
                if (place >= chunk.Length || at == packed.Length)
                    throw from.Broken("a table is not filled as it says");
                chunk[place] = packed[at++];
            }
        }

        if (at != packed.Length)
            throw from.Broken($"{packed.Length - at} values of a table have no place");
    }

    private static ulong FilledOf<T>(ReadOnlySpan<T> word)
        where T : unmanaged => Unsafe.SizeOf<T>() == sizeof(ulong)
            ? NonZero(MemoryMarshal.Cast<T, ulong>(word))
            : NonZeroPairs(MemoryMarshal.Cast<T, ulong>(word), word.Length);

    private static ulong NonZero(ReadOnlySpan<ulong> word)
    {
        ulong filled = 0;
        for (int i = 0; i < word.Length; i++)
            filled |= (word[i] != 0 ? 1UL : 0) << i;
        return filled;
    }

    private static ulong NonZeroPairs(ReadOnlySpan<ulong> word, int places)
    {
        ulong filled = 0;
        for (int i = 0; i < places; i++)
            filled |= ((word[2 * i] | word[(2 * i) + 1]) != 0 ? 1UL : 0) << i;
        return filled;
    }

    private static int Pack<T>(ReadOnlySpan<T> word, ulong filled, T[] packed, int count)
        where T : unmanaged
    {
        if (filled == ulong.MaxValue)
        {
            word.CopyTo(packed.AsSpan(count));
            return count + WordBits;
        }

        for (ulong left = filled; left != 0; left &= left - 1)
            packed[count++] = word[System.Numerics.BitOperations.TrailingZeroCount(left)];
        return count;
    }
}
