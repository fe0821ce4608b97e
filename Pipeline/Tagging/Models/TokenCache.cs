using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using RtmPipeline.Posts;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Models;

/// <summary>What is known of a token besides its form.</summary>
[Flags]
internal enum TokenTraits : byte
{
    None = 0,
    Word = 1,
    Negator = 2,

    /// <summary>Some phrase of the lexicon ends with it.</summary>
    EndsPhrase = 4,
}

/// <summary>Characters of a form that fit into a row.</summary>
[InlineArray(Length)]
internal struct TokenLetters
{
    public const int Length = 20;

    private char _first;
}

/// <summary>The first 64 bytes of a row: all that a look-up reads of a token that is not the one looked for.</summary>
internal struct TokenHead
{
    public ulong Hash;
    public ulong FoldedHash;
    public TokenKind Kind;
    public byte Length;
    public TokenTraits Traits;

    /// <summary>Language and place of the row's sums, see <see cref="TokenCache.KeyOf"/>; <see cref="TokenCache.NoKey"/> while there are none.</summary>
    public byte Key;

    public TokenLetters Letters;

    public readonly bool Is(ulong hash, TokenKind kind, ReadOnlySpan<char> form) =>
        Hash == hash && Kind == kind && Length == form.Length && form.SequenceEqual(((ReadOnlySpan<char>)Letters)[..form.Length]);
}

/// <summary>
/// What the models make of the tokens met of late: sums of the language model, and of the others for one language and place; further ones have rows of their
/// own. Rows lie in pairs by the hash: the newest comes first and moves the one there to second place. Words of posts repeat so much that most are here.
/// </summary>
/// <remarks>
/// One block of memory without references, used by one thread at a time, and each row on two neighbouring lines of the processor's cache: with an object a
/// token, shared by all threads, reading a post took twice as long. A token whose form or sums do not fit is not kept, and worked out each time; results
/// are the same either way.
/// </remarks>
internal sealed class TokenCache
{
    public const byte NoKey = byte.MaxValue;

    // 65,536 rows of 128 bytes with the shipped models: 8 MB for each thread that tags at once.
    private const int Bits = 16;
    private const int HeadBytes = 64;
    private const int Line = 64;

    private readonly byte[] _block;
    private readonly int _first;
    private readonly int _stride;
    private readonly int _languageBytes;
    private readonly int _sumsBytes;

    /// <param name="languageWidth">Sums of the language model.</param>
    /// <param name="sumsWidth">Sums of all others.</param>
    public TokenCache(int languageWidth, int sumsWidth)
    {
        _languageBytes = Padded(languageWidth) * sizeof(short);
        _sumsBytes = Padded(sumsWidth) * sizeof(short);
        _stride = (int)BitOperations.RoundUpToPowerOf2((uint)(HeadBytes + _languageBytes + _sumsBytes));
        _block = GC.AllocateArray<byte>((_stride << Bits) + Line, pinned: true);
        _first = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_block, 0) & (Line - 1));
    }

    /// <summary>Sums in whole vectors of 16-bit numbers.</summary>
    public static int Padded(int width) => (width + Vector<short>.Count - 1) / Vector<short>.Count * Vector<short>.Count;

    /// <summary>Names a language and a place in one byte; never <see cref="NoKey"/>.</summary>
    public static byte KeyOf(LanguageVariant variant, TokenPlace place) => (byte)(((int)variant << 4) | (int)place);

    /// <summary>Hash of the further row for a language and place.</summary>
    public static ulong HashOf(ulong hash, byte key) => Mix64.Finish(hash + ((key + 1UL) * Mix64.Golden));

    /// <summary>Asks for a token's row, which <see cref="Find"/> will need soon.</summary>
    public unsafe void Foresee(ulong hash)
    {
        if (!Sse.IsSupported)
            return;
        void* row = Unsafe.AsPointer(ref _block[_first + ((int)(hash >> (64 - Bits)) * _stride)]);
        Sse.Prefetch0(row);
        Sse.Prefetch0((byte*)row + Line);
    }

    /// <summary>The row of a token.</summary>
    /// <returns>Its number; −1 when it is not here.</returns>
    public int Find(ulong hash, TokenKind kind, ReadOnlySpan<char> form)
    {
        if (form.Length > TokenLetters.Length)
            return -1;
        int row = (int)(hash >> (64 - Bits));
        if (Head(row).Is(hash, kind, form))
            return row;
        row ^= 1;
        return Head(row).Is(hash, kind, form) ? row : -1;
    }

    /// <summary>Makes a row for a token that has none, without any sums.</summary>
    /// <returns>Its number; −1 when its form does not fit.</returns>
    public int Take(ulong hash, TokenKind kind, ReadOnlySpan<char> form)
    {
        if (form.Length > TokenLetters.Length)
            return -1;
        int row = (int)(hash >> (64 - Bits));
        Bytes(row).CopyTo(Bytes(row ^ 1));
        ref TokenHead head = ref Head(row);
        head = new TokenHead { Hash = hash, Kind = kind, Length = (byte)form.Length, Key = NoKey };
        form.CopyTo(head.Letters);
        return row;
    }

    /// <summary>Forgets a row whose sums do not fit.</summary>
    public void Drop(int row) => Head(row) = default;

    public ref TokenHead Head(int row) => ref MemoryMarshal.AsRef<TokenHead>(_block.AsSpan(_first + (row * _stride), HeadBytes));

    public Span<short> LanguageSums(int row) => MemoryMarshal.Cast<byte, short>(_block.AsSpan(_first + (row * _stride) + HeadBytes, _languageBytes));

    public Span<short> Sums(int row) => MemoryMarshal.Cast<byte, short>(_block.AsSpan(_first + (row * _stride) + HeadBytes + _languageBytes, _sumsBytes));

    private Span<byte> Bytes(int row) => _block.AsSpan(_first + (row * _stride), _stride);
}
