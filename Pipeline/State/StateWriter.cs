using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace RtmPipeline.State;

/// <summary>
/// Writes the state of a stage as bytes: fixed-width little-endian numbers, texts as counted UTF-8, arrays of numbers as they lie in memory. The same
/// state gives the same bytes, so two states can be compared by them. Not for use from several threads at once.
/// </summary>
/// <remarks>
/// It collects in pieces that are used again after <see cref="Clear"/>: a state of 100 MB every ten seconds would otherwise leave as much garbage. The first pieces are small, as
/// some states are: a source's memory of 500 bytes, written 12 times a second, took a megabyte each time.
/// </remarks>
internal sealed class StateWriter
{
    /// <summary>Bytes of one piece, but for the first ones.</summary>
    public const int PieceBytes = 1 << 20;

    /// <summary>Bytes of the first piece; each of the next is four times as long, up to <see cref="PieceBytes"/>.</summary>
    public const int FirstPieceBytes = 1 << 12;

    private readonly List<byte[]> _pieces = [];
    private readonly List<int> _fill = [];
    private byte[] _piece = [];
    private int _used;
    private long _closed;

    /// <summary>Bytes written since the beginning or the last <see cref="Clear"/>.</summary>
    public long Length => _closed + _used;

    /// <summary>What was written, in order; valid until the next write.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces
    {
        get
        {
            for (int i = 0; i < _fill.Count; i++)
                yield return _pieces[i].AsMemory(0, _fill[i]);
            if (_used > 0)
                yield return _piece.AsMemory(0, _used);
        }
    }

    /// <summary>Forgets what was written and keeps the memory.</summary>
    public void Clear()
    {
        _fill.Clear();
        _closed = 0;
        _used = 0;
        _piece = _pieces.Count > 0 ? _pieces[0] : [];
    }

    /// <summary>Everything as one array; for tests and small states.</summary>
    public byte[] ToArray()
    {
        byte[] all = new byte[Length];
        int at = 0;
        foreach (ReadOnlyMemory<byte> piece in Pieces)
        {
            piece.Span.CopyTo(all.AsSpan(at));
            at += piece.Length;
        }

        return all;
    }

    /// <summary>Marks where a part begins, so that a reader that is out of step finds out at the next mark, and can say where.</summary>
    /// <param name="name">Name of the part, the same as the reader's; as <c>trends.topics</c>.</param>
    public void Section(string name) => Text(name);

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Byte(byte value) => Take(1)[0] = value;

    public void Int(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    public void Long(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    public void ULong(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);

    /// <summary>All bits are kept, those of a NaN too.</summary>
    public void Double(double value) => Long(BitConverter.DoubleToInt64Bits(value));

    public void Float(float value) => Int(BitConverter.SingleToInt32Bits(value));

    /// <summary>Writes a text. A lone surrogate, which UTF-8 cannot hold, is kept: such a text is written as its UTF-16 code units.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Int(-1);
            return;
        }

        if (HasLoneSurrogate(value))
        {
            Int(-2);
            Values<char>(value);
            return;
        }

        int bytes = Encoding.UTF8.GetByteCount(value);
        Int(bytes);
        if (bytes <= PieceBytes)
            Encoding.UTF8.GetBytes(value, Take(bytes));
        else
            Raw(Encoding.UTF8.GetBytes(value));
    }

    /// <summary>Writes a count and the bytes.</summary>
    public void Bytes(ReadOnlySpan<byte> value)
    {
        Int(value.Length);
        Raw(value);
    }

    /// <summary>Writes a count and the numbers as they lie in memory.</summary>
    /// <typeparam name="T">A number, or a struct of numbers without padding: bytes between fields hold anything.</typeparam>
    /// <param name="values">Any number of them.</param>
    public void Values<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Int(values.Length);
        Raw(MemoryMarshal.AsBytes(values));
    }

    /// <inheritdoc cref="Values{T}(ReadOnlySpan{T})"/>
    public void Values<T>(T[] values)
        where T : unmanaged => Values<T>(values.AsSpan());

    /// <inheritdoc cref="Values{T}(ReadOnlySpan{T})"/>
    public void Values<T>(List<T> values)
        where T : unmanaged => Values<T>(CollectionsMarshal.AsSpan(values));

    private static bool HasLoneSurrogate(string text)
    {
        ReadOnlySpan<char> rest = text;
        while (rest.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and int at)
        {
            rest = rest[at..];
            if (Rune.DecodeFromUtf16(rest, out _, out int used) != OperationStatus.Done)
                return true;
            rest = rest[used..];
        }

        return false;
    }

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_used == _piece.Length)
                NextPiece(1);
            int count = Math.Min(bytes.Length, _piece.Length - _used);
            bytes[..count].CopyTo(_piece.AsSpan(_used));
            _used += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Room for at most <see cref="PieceBytes"/> bytes in a row.</summary>
    private Span<byte> Take(int count)
    {
        if (_piece.Length - _used < count)
            NextPiece(count);
        Span<byte> room = _piece.AsSpan(_used, count);
        _used += count;
        return room;
    }

    private void NextPiece(int least)
    {
        if (_used > 0)
        {
            _fill.Add(_used);
            _closed += _used;
        }

        int next = _fill.Count;
        if (next == _pieces.Count)
            _pieces.Add([]);
        if (_pieces[next].Length < least)
            _pieces[next] = GC.AllocateUninitializedArray<byte>(Math.Max(least, Math.Min(PieceBytes, FirstPieceBytes << (2 * Math.Min(next, 4)))));
        _piece = _pieces[next];
        _used = 0;
    }
}
