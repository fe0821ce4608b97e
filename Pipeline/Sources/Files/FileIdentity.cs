using System.Globalization;
using System.Security.Cryptography;

namespace RtmPipeline.Sources.Files;

/// <summary>
/// Tells a file from another one of the same name: the length of its beginning, and the SHA-256 of that. A file that grows stays the same
/// one.
/// </summary>
internal static class FileIdentity
{
    /// <summary>Bytes looked at; the heads of recordings differ by ids and times.</summary>
    public const int HeadBytes = 4096;

    /// <summary>The identity a file has now.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Of(string path) => Of(path, HeadBytes);

    /// <summary>True when a file is the one of an identity, with or without more behind its end.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool Fits(string path, string identity) =>
        identity.Split(':') is [var length, _]
        && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out int bytes)
        && bytes <= HeadBytes
        && Of(path, bytes) == identity;

    private static string Of(string path, int bytes)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] head = new byte[bytes];
        int read = file.ReadAtLeast(head, bytes, throwOnEndOfStream: false);
        return $"{read.ToString(CultureInfo.InvariantCulture)}:{Convert.ToHexStringLower(SHA256.HashData(head.AsSpan(0, read)))}";
    }
}
