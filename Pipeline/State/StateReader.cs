using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace RtmPipeline.State;

/// <summary>
/// Reads what <see cref="StateWriter"/> wrote, in the same order. Anything out of step is a <see cref="StateFormatException"/>: no count is believed
/// that the bytes left could not hold, so broken bytes cost no memory.
/// </summary>
internal sealed class StateReader(ReadOnlyMemory<byte> bytes)
{
    private string _section = "the beginning";
    private int _at;

    /// <summary>True when everything was read.</summary>
    public bool IsAtEnd => _at == bytes.Length;

    private int Left => bytes.Length - _at;

    /// <summary>Reads the mark of a part.</summary>
    /// <exception cref="StateFormatException">Another part, or none, begins here.</exception>
    public void Section(string name)
    {
        string? found = Text();
        if (found != name)
            throw Broken($"the part '{name}' should begin here");
        _section = name;
    }

    public bool Bool() => Byte() switch
    {
        0 => false,
        1 => true,
        byte other => throw Broken($"{other} is neither true nor false"),
    };

    public byte Byte() => Take(1)[0];

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public ulong ULong() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public double Double() => BitConverter.Int64BitsToDouble(Long());

    public float Float() => BitConverter.Int32BitsToSingle(Int());

    /// <summary>Reads a number that was written as an <see cref="int"/> or byte and must be one of an enumeration's values.</summary>
    public T OneOf<T>(int value)
        where T : struct, Enum
    {
        T result = (T)Enum.ToObject(typeof(T), value);
        return Enum.IsDefined(result) && Convert.ToInt64(result) == value ? result : throw Broken($"{value} is no {typeof(T).Name}");
    }

    /// <summary>Reads a count.</summary>
    /// <param name="leastBytesEach">Least bytes that each of the counted things takes, so that the count can be checked against the bytes left.</param>
    public int Count(int leastBytesEach = 1)
    {
        int count = Int();
        if (count < 0 || (long)count * leastBytesEach > Left)
            throw Broken($"a count of {count} does not fit the {Left} bytes left");
        return count;
    }

    /// <summary>Reads a text that must be there.</summary>
    public string NotNullText() => Text() ?? throw Broken("a text is missing");

    public string? Text()
    {
        int count = Int();
        switch (count)
        {
            case -1:
                return null;
            case -2:
                return new string(Values<char>());
            case < 0:
                throw Broken($"{count} is no length of a text");
            default:
                return Encoding.UTF8.GetString(Take(count));
        }
    }

    public byte[] Bytes() => Values<byte>();

    /// <summary>Reads numbers written by <see cref="StateWriter.Values{T}(ReadOnlySpan{T})"/>.</summary>
    public T[] Values<T>()
        where T : unmanaged
    {
        T[] values = new T[Count(Unsafe.SizeOf<T>())];
        Take(values.Length * Unsafe.SizeOf<T>()).CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>Reads as many numbers as there is room for; another count is a fault: the state is of another configuration.</summary>
    public void ValuesInto<T>(Span<T> room)
        where T : unmanaged
    {
        int count = Count(Unsafe.SizeOf<T>());
        if (count != room.Length)
            throw Broken($"{count} values where {room.Length} belong: the state was made with other limits");
        Take(count * Unsafe.SizeOf<T>()).CopyTo(MemoryMarshal.AsBytes(room));
    }

    /// <summary>A fault at this place, for checks of the caller's own.</summary>
    public StateFormatException Broken(string what) => new($"state broken in '{_section}' at byte {_at}: {what}");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left)
            throw Broken($"{count} bytes are due and {Left} are left");
        ReadOnlySpan<byte> taken = bytes.Span.Slice(_at, count);
        _at += count;
        return taken;
    }
}
