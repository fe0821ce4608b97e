using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace RtmPipeline.Sources.Files.Follow;

/// <summary>
/// Proves that a file is still the one that was read up to a place: a digest of its beginning and of the bytes right before the place. A file that grew fits; one that was
/// emptied and written anew does not, be it shorter or longer than before. Two files with the same beginning that differ only further on are told apart by what stands before
/// the place.
/// </summary>
/// <param name="At">Bytes that were read.</param>
/// <param name="Digest">Of the beginning and of the end of these bytes.</param>
/// <param name="Head">Of the first <see cref="HeadBytes"/> bytes, by which copies are looked up; empty while there are fewer.</param>
internal readonly record struct FileProof(long At, string Digest, string Head)
{
    /// <summary>Bytes looked at, at the beginning and before the place.</summary>
    public const int PartBytes = 1024;

    /// <summary>Bytes that a file must have to be recognised under another number.</summary>
    public const int HeadBytes = 64;

    /// <summary>Bytes of a digest that are kept: enough against chance, and nobody gains by an attack on it.</summary>
    private const int DigestBytes = 16;

    /// <summary>Of nothing: every file fits.</summary>
    public static FileProof None { get; } = new(0, string.Empty, string.Empty);

    /// <summary>Proof of the first <paramref name="at"/> bytes.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public static FileProof Of(SafeFileHandle file, long at)
    {
        if (at <= 0)
            return None;
        byte[] bytes = new byte[2 * PartBytes];
        int head = ReadAt(file, bytes.AsSpan(0, (int)Math.Min(at, PartBytes)), 0);
        long tailStart = Math.Max(0, at - PartBytes);
        int tail = ReadAt(file, bytes.AsSpan(head, (int)(at - tailStart)), tailStart);
        string digest = DigestOf(bytes.AsSpan(0, head + tail));
        return new FileProof(at, digest, head < HeadBytes ? string.Empty : DigestOf(bytes.AsSpan(0, HeadBytes)));
    }

    /// <summary>True when a file begins with what was read.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public bool Fits(SafeFileHandle file) => At == 0 || (RandomAccess.GetLength(file) >= At && Of(file, At) == this);

    /// <summary>By which a file may be looked up among those with proofs; empty where it is too short.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public static string HeadOf(SafeFileHandle file)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        return ReadAt(file, head, 0) < HeadBytes ? string.Empty : DigestOf(head);
    }

    /// <summary>True when all of a file, as far as its beginning and end tell, is the beginning of another one.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public static bool IsBeginningOf(SafeFileHandle file, SafeFileHandle other) => Of(file, RandomAccess.GetLength(file)).Fits(other);

    /// <summary>Reads until the bytes are full or the file ends.</summary>
    public static int ReadAt(SafeFileHandle file, Span<byte> into, long offset)
    {
        int read = 0;
        while (read < into.Length && RandomAccess.Read(file, into[read..], offset + read) is > 0 and var more)
            read += more;
        return read;
    }

    private static string DigestOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return Convert.ToHexStringLower(digest[..DigestBytes]);
    }
}
