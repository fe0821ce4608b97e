using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace RtmPipeline.Sources.Http;

/// <summary>
/// Keys of those who may send, each with a name. Kept as SHA-256, as they may stand in their file, and compared in a time that says nothing of how much of a key was right or
/// whose it was.
/// </summary>
internal sealed class BearerKeys
{
    /// <summary>What an entry is, for messages.</summary>
    public const string Form = "NAME:KEY or NAME:sha256:HEX";

    /// <summary>Shortest key: some 96 bits when drawn at random from letters and digits.</summary>
    public const int MinKeyLength = 16;

    /// <summary>Longest key.</summary>
    public const int MaxKeyLength = 512;

    /// <summary>Longest name.</summary>
    public const int MaxNameLength = 40;

    /// <summary>Most keys.</summary>
    public const int MaxKeys = 1000;

    private const string HashPrefix = "sha256:";

    private readonly IReadOnlyList<(string Name, byte[] Hash)> _entries;

    private BearerKeys(IReadOnlyList<(string Name, byte[] Hash)> entries) => _entries = entries;

    public static BearerKeys None { get; } = new([]);

    public IEnumerable<string> Names => _entries.Select(entry => entry.Name);

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>Reads entries that stand on lines of their own or between commas or blanks; a line that begins with '#' says nothing.</summary>
    /// <param name="text">The entries.</param>
    /// <param name="keys">All of them.</param>
    /// <param name="fault">Why not, by the entry's number; no key is shown.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out BearerKeys? keys, [NotNullWhen(false)] out string? fault)
    {
        List<(string Name, byte[] Hash)> entries = [];
        keys = null;
        fault = null;
        IEnumerable<string> lines = text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Where(line => !line.TrimStart().StartsWith('#'));
        foreach (string entry in lines.SelectMany(line => line.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries)))
        {
            if (entries.Count == MaxKeys)
                fault = $"holds more than {MaxKeys} keys";
            else if (WhyNot(entry, out string name, out byte[] hash) is { } why)
                fault = $"has an entry {entries.Count + 1} that {why}";
            else if (entries.Exists(known => known.Name == name))
                fault = $"has an entry {entries.Count + 1} with the name of another";
            else
                entries.Add((name, hash));
            if (fault is not null)
                return false;
        }

        fault = entries.Count == 0 ? $"holds no key; an entry is {Form}" : null;
        keys = fault is null ? new BearerKeys(entries) : null;
        return fault is null;
    }

    /// <summary>The name of a key; null when nobody has it. All keys are looked at, whichever it is.</summary>
    public string? NameOf(ReadOnlySpan<char> presented)
    {
        byte[] hash = HashOf(presented);
        string? found = null;
        foreach ((string name, byte[] known) in _entries)
        {
            if (CryptographicOperations.FixedTimeEquals(known, hash))
                found = name;
        }

        return found;
    }

    private static string? WhyNot(string entry, out string name, out byte[] hash)
    {
        int colon = entry.IndexOf(':', StringComparison.Ordinal);
        name = colon < 0 ? string.Empty : entry[..colon];
        hash = [];
        if (name.Length is 0 or > MaxNameLength || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            return $"is not {Form}, with a name of at most {MaxNameLength} letters, digits, '-', '_' and '.'";
        string key = entry[(colon + 1)..];
        if (key.StartsWith(HashPrefix, StringComparison.OrdinalIgnoreCase))
        {
            string hex = key[HashPrefix.Length..];
            if (hex.Length != SHA256.HashSizeInBytes * 2 || !hex.All(char.IsAsciiHexDigit))
                return $"has no SHA-256 of {SHA256.HashSizeInBytes * 2} hexadecimal digits";
            hash = Convert.FromHexString(hex);
            return null;
        }

        // RFC 6750, section 2.1: what a bearer token may consist of.
        if (key.Length is < MinKeyLength or > MaxKeyLength || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~' or '+' or '/' or '='))
            return $"has a key that is not {MinKeyLength} to {MaxKeyLength} letters, digits and '-._~+/='";
        hash = HashOf(key);
        return null;
    }

    private static byte[] HashOf(ReadOnlySpan<char> key)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(key)];
        Encoding.UTF8.GetBytes(key, bytes);
        return SHA256.HashData(bytes);
    }
}
