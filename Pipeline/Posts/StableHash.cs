namespace RtmPipeline.Posts;

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
        hash ^= hash >> 33;
        return hash == 0 ? 1 : hash;
    }
}
