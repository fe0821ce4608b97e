namespace RtmPipeline.Posts;

/// <summary>
/// The arithmetic under every hash of this program, in one place: constants of FNV-1a (Fowler, Noll and Vo) and the finalizer of MurmurHash3 (Appleby). Results
/// reach state, files and ids of outputs, so none of the numbers may ever change.
/// </summary>
internal static class Mix64
{
    /// <summary>State of 64-bit FNV-1a before any input.</summary>
    public const ulong FnvBasis = 0xCBF29CE484222325;

    /// <summary>Multiplier of 64-bit FNV-1a.</summary>
    public const ulong FnvPrime = 0x00000100000001B3;

    /// <summary>2^64 divided by the golden ratio, made odd: multiples of it lie far apart.</summary>
    public const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>First multiplier of <see cref="Finish"/>; enough by itself where only the high bits of a short chain are used.</summary>
    public const ulong Multiplier = 0xFF51AFD7ED558CCD;

    /// <summary>Spreads every input bit over all output bits (fmix64). One to one; 0 stays 0.</summary>
    public static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * Multiplier;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }
}
