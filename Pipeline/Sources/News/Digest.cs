using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace RtmPipeline.Sources.News;

/// <summary>Hashes that are the same in every process, and that no publisher can choose: heads of SHA-256.</summary>
internal static class Digest
{
    /// <summary>Of a text's characters; 0 for an empty one, and never else.</summary>
    public static ulong Of(ReadOnlySpan<char> text) => text.IsEmpty ? 0 : Of(MemoryMarshal.AsBytes(text));

    /// <summary>Of bytes; never 0.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Math.Max(1, BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }

    /// <summary>Of a text, as 32 hexadecimal digits.</summary>
    public static string HexOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
