using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RtmPipeline.Delivery;

/// <summary>
/// SHA-256, lower-case hexadecimal, over all fields of all entries of a stream in order. Two runs wrote the same if and only if
/// these are equal.
/// </summary>
internal readonly record struct DeliveryDigests(string Opportunities, string Alerts, string DeadLetters);

/// <summary>
/// Counts what was written and digests it. <c>seq</c> goes into the digest counted from the run's first entry, so that a run appended to
/// older entries compares with a run into an empty target.
/// </summary>
internal sealed class EntryDigest : IDisposable
{
    private readonly IncrementalHash[] _hashes = new IncrementalHash[OutputStreams.Count];
    private readonly long[] _counts = new long[OutputStreams.Count];

    public EntryDigest()
    {
        for (int i = 0; i < _hashes.Length; i++)
            _hashes[i] = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    }

    public DeliveryCounts Counts => new(_counts[0], _counts[1], _counts[2]);

    public DeliveryDigests Digests => new(HexOf(0), HexOf(1), HexOf(2));

    public void Add(OutputEntry entry)
    {
        int stream = (int)entry.Stream;
        _counts[stream]++;
        int seqIndex = entry.Stream.SeqIndex();
        for (int i = 0; i < entry.Values.Length; i++)
        {
            if (i == seqIndex)
                Add(_hashes[stream], WireNumbers.Whole(_counts[stream]));
            else
                Add(_hashes[stream], entry.Values[i]);
        }
    }

    public void Dispose()
    {
        foreach (IncrementalHash hash in _hashes)
            hash.Dispose();
    }

    /// <summary>The length goes first, so that moving a byte from one field to the next shows.</summary>
    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> value)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, value.Length);
        hash.AppendData(length);
        hash.AppendData(value);
    }

    private string HexOf(int stream) => Convert.ToHexStringLower(_hashes[stream].GetCurrentHash());
}
