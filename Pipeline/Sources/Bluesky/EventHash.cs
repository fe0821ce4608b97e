namespace RtmPipeline.Sources.Bluesky;

/// <summary>Hashes of 64 bits for telling events apart (FNV-1a, then the finaliser of SplitMix64). Nothing is looked up by them but whether an event came before, in the last minutes.</summary>
internal static class EventHash
{
    /// <summary>Never 0, which stands for none.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = 14_695_981_039_346_656_037;
        foreach (byte b in bytes)
            hash = (hash ^ b) * 1_099_511_628_211;
        return Math.Max(1, Mix(hash));
    }

    /// <summary>Depends on the order.</summary>
    public static ulong Combine(ulong first, ulong second) => Math.Max(1, Mix((first * 0x9e3779b97f4a7c15) + second));

    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9;
        hash = (hash ^ (hash >> 27)) * 0x94d049bb133111eb;
        return hash ^ (hash >> 31);
    }
}
