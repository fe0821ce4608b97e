using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using RtmPipeline.State;

namespace RtmPipeline.Delivery.Checkpoints;

/// <summary>
/// The bytes of a checkpoint, wherever it is kept: <see cref="Magic"/>, the version, the length of the head, the head (who, when, where the sources
/// stand, names and lengths of the parts), the parts, and the SHA-256 of all before it. Numbers are little-endian.
/// </summary>
internal static class CheckpointFormat
{
    /// <summary>Counts the forms of the head and of the stages' states; another one cannot be read, as states have no meaning without their code.</summary>
    public const int Version = 4;

    /// <summary>Most sources of one state.</summary>
    public const int MaxSources = 100_000;

    private const int MaxParts = 64;
    private const int FixedBytes = 8 + sizeof(int) + sizeof(int);
    private const int DigestBytes = 32;
    private const int LeastMarkBytes = 38;

    private static ReadOnlySpan<byte> Magic => "RTMCKPT\n"u8;

    /// <summary>The bytes in pieces; each is valid until the next is asked for, and so long as the checkpoint's pieces are.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Write(Checkpoint checkpoint)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] head = HeadOf(checkpoint);
        hash.AppendData(head);
        yield return head;
        foreach (ReadOnlyMemory<byte> piece in checkpoint.Parts.SelectMany(part => part.Pieces))
        {
            hash.AppendData(piece.Span);
            yield return piece;
        }

        yield return hash.GetHashAndReset();
    }

    /// <summary>Reads a checkpoint; its parts are slices of the bytes.</summary>
    /// <exception cref="StateFormatException">It is torn, altered, or of another version.</exception>
    public static Checkpoint Read(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        if (span.Length < FixedBytes + DigestBytes || !span.StartsWith(Magic))
            throw new StateFormatException("it does not begin like a checkpoint");
        int version = BinaryPrimitives.ReadInt32LittleEndian(span[Magic.Length..]);
        if (version != Version)
            throw new StateFormatException($"it is of version {version}, and this program reads version {Version}");
        int length = BinaryPrimitives.ReadInt32LittleEndian(span[(Magic.Length + sizeof(int))..]);
        if (length < 0 || length > span.Length - FixedBytes - DigestBytes)
            throw new StateFormatException("it is shorter than its head");
        if (!SHA256.HashData(span[..^DigestBytes]).AsSpan().SequenceEqual(span[^DigestBytes..]))
            throw new StateFormatException("its checksum does not fit its bytes: it is torn or was altered");
        return ReadHead(new StateReader(bytes.Slice(FixedBytes, length)), bytes[(FixedBytes + length)..^DigestBytes]);
    }

    private static byte[] HeadOf(Checkpoint checkpoint)
    {
        StateWriter head = new();
        head.Long(checkpoint.Number);
        head.Long(checkpoint.StreamTime);
        head.Long(checkpoint.MadeAt);
        head.Text(checkpoint.Program);
        head.Text(checkpoint.Settings);
        head.Int(checkpoint.Sources.Count);
        foreach (SourceMark mark in checkpoint.Sources)
        {
            head.Text(mark.Name);
            head.Long(mark.Line);
            head.Long(mark.Offset);
            head.Int(mark.Items);
            head.Bool(mark.HasEnded);
            head.Text(mark.Identity);
            head.Long(mark.Time);
        }

        head.Int(checkpoint.Parts.Count);
        foreach (StatePart part in checkpoint.Parts)
        {
            head.Text(part.Name);
            head.Long(part.Length);
        }

        ArrayBufferWriter<byte> all = new(FixedBytes + (int)head.Length);
        all.Write(Magic);
        BinaryPrimitives.WriteInt32LittleEndian(all.GetSpan(sizeof(int)), Version);
        all.Advance(sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(all.GetSpan(sizeof(int)), (int)head.Length);
        all.Advance(sizeof(int));
        all.Write(head.ToArray());
        return all.WrittenSpan.ToArray();
    }

    private static Checkpoint ReadHead(StateReader head, ReadOnlyMemory<byte> rest)
    {
        (long number, long streamTime, long madeAt) = (head.Long(), head.Long(), head.Long());
        (string program, string settings) = (head.NotNullText(), head.NotNullText());
        SourceMark[] sources = new SourceMark[Limited(head, LeastMarkBytes, MaxSources)];
        for (int i = 0; i < sources.Length; i++)
            sources[i] = new SourceMark(head.NotNullText(), head.Long(), head.Long(), head.Int(), head.Bool()) { Identity = head.NotNullText(), Time = head.Long() };
        StatePart[] parts = new StatePart[Limited(head, sizeof(int) + sizeof(long), MaxParts)];
        for (int i = 0; i < parts.Length; i++)
        {
            string name = head.NotNullText();
            long length = head.Long();
            if (length < 0 || length > rest.Length)
                throw head.Broken($"the part '{name}' of {length} bytes does not fit the {rest.Length} left");
            parts[i] = new StatePart(name, [rest[..(int)length]]);
            rest = rest[(int)length..];
        }

        if (!head.IsAtEnd || rest.Length > 0)
            throw head.Broken("there are bytes too many");
        return new Checkpoint
        {
            Number = number,
            StreamTime = streamTime,
            MadeAt = madeAt,
            Program = program,
            Settings = settings,
            Sources = sources,
            Parts = parts,
        };
    }

    private static int Limited(StateReader head, int leastBytesEach, int most)
    {
        int count = head.Count(leastBytesEach);
        return count <= most ? count : throw head.Broken($"{count} of them, where {most} is the most");
    }
}
