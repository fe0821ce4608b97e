using System.Buffers.Binary;
using System.Numerics;

namespace RtmPipeline.Sources.Journal;

/// <summary>CRC-32C (Castagnoli), as in RFC 3720, appendix B.4; the processor has an instruction for it.</summary>
internal static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte left in bytes)
            crc = BitOperations.Crc32C(crc, left);
        return ~crc;
    }
}
