using System.Buffers.Binary;
using System.Security.Cryptography;
using RtmPipeline.State;

namespace RtmPipeline.Delivery;

/// <summary>
/// A chain of SHA-256, lower-case hexadecimal, over all fields of all entries of a stream in order. Two runs wrote the same if and only if
/// these are equal.
/// </summary>
internal readonly record struct DeliveryDigests(string Opportunities, string Alerts, string DeadLetters);

/// <summary>
/// Counts what was written and digests it. <c>seq</c> goes into the digest counted from the run's first entry, so that a run appended to
/// older entries compares with a run into an empty target. Each entry is hashed together with the digest of all before it, so that 32 bytes a stream
/// are the whole state, and a run that was broken off and taken up has the digests of one that was not.
/// </summary>
internal sealed class EntryDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[][] _digests = new byte[OutputStreams.Count][];
    private readonly long[] _counts = new long[OutputStreams.Count];

    public EntryDigest()
    {
        for (int i = 0; i < _digests.Length; i++)
            _digests[i] = new byte[SHA256.HashSizeInBytes];
    }

    public DeliveryCounts Counts => new(_counts[0], _counts[1], _counts[2]);

    public DeliveryDigests Digests => new(HexOf(0), HexOf(1), HexOf(2));

    public void Add(OutputEntry entry)
    {
        int stream = (int)entry.Stream;
        _counts[stream]++;
        int seqIndex = entry.Stream.SeqIndex();
        _hash.AppendData(_digests[stream]);
        for (int i = 0; i < entry.Values.Length; i++)
        {
            if (i == seqIndex)
                Add(_hash, WireNumbers.Whole(_counts[stream]));
            else
                Add(_hash, entry.Values[i]);
        }

        _hash.GetHashAndReset(_digests[stream]);
    }

    /// <summary>Begins anew.</summary>
    public void Reset()
    {
        for (int i = 0; i < _digests.Length; i++)
        {
            _counts[i] = 0;
            _digests[i].AsSpan().Clear();
        }
    }

    public void Save(StateWriter to)
    {
        to.Section("delivery.digest");
        for (int i = 0; i < _digests.Length; i++)
        {
            to.Long(_counts[i]);
            to.Bytes(_digests[i]);
        }
    }

    public void Load(StateReader from)
    {
        from.Section("delivery.digest");
        for (int i = 0; i < _digests.Length; i++)
        {
            _counts[i] = from.Long();
            from.ValuesInto<byte>(_digests[i]);
        }
    }

    public void Dispose() => _hash.Dispose();

    /// <summary>The length goes first, so that moving a byte from one field to the next shows.</summary>
    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> value)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, value.Length);
        hash.AppendData(length);
        hash.AppendData(value);
    }

    private string HexOf(int stream) => Convert.ToHexStringLower(_digests[stream]);
}
