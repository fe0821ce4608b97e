namespace RtmPipeline.Posts;

<<<<<<< HEAD
/// <summary>A 64-bit hash that is the same in every process and on every machine, for keys that reach outputs or state. Not for secrets.</summary>
/// <remarks>FNV-1a over UTF-16 units or bytes (Fowler, Noll, Vo), finished with the 64-bit mix of MurmurHash3 (Appleby), since FNV alone leaves its low bits weak.</remarks>
internal static class StableHash
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Hash of a text; never 0.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        ulong hash = OffsetBasis;
        foreach (char c in text)
            hash = (hash ^ c) * Prime;
        return Finish(hash);
    }

    /// <summary>Hash of bytes; never 0.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = OffsetBasis;
        foreach (byte b in bytes)
            hash = (hash ^ b) * Prime;
        return Finish(hash);
    }

    /// <summary>Hash of a pair, order matters; never 0.</summary>
    public static ulong Combine(ulong first, ulong second) => Finish((first * 0x9E3779B97F4A7C15) ^ second);

    /// <summary>Spreads the bits of a value over the whole word; never 0.</summary>
    public static ulong Finish(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= 0xFF51AFD7ED558CCD;
        hash ^= hash >> 33;
        hash *= 0xC4CEB9FE1A85EC53;
=======
/// <summary>A 64-bit hash of text that is the same in every process and on every machine, unlike <see cref="string.GetHashCode()"/>.</summary>
internal static class StableHash
{
    /// <summary>
    /// FNV-1a (64 bits) over UTF-16 units, then the finaliser of MurmurHash3 so that the low bits of short texts differ too.
    /// Never 0, which means "unknown" wherever a key is kept. Not for hostile collisions: it has no secret.
    /// </summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        ulong hash = 14695981039346656037UL;
        foreach (char unit in text)
        {
            hash ^= unit;
            hash *= 1099511628211UL;
        }

        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccdUL;
        hash ^= hash >> 33;
        hash *= 0xc4ceb9fe1a85ec53UL;
>>>>>>> feeds
        hash ^= hash >> 33;
        return hash == 0 ? 1 : hash;
    }
}
