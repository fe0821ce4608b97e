namespace RtmPipeline.Tagging.Models;

/// <summary>
/// Tells of most hashes that they are not in a set by one look at 64 KB: a bit for each top 19 bits of a hash. With 30,000 hashes it lets one stranger in
/// eighteen pass.
/// </summary>
internal sealed class HashFilter
{
    private const int Bits = 19;
    private const int WordBits = 6;

    private readonly ulong[] _words = new ulong[1 << (Bits - WordBits)];

    public void Add(ulong hash) => _words[WordOf(hash)] |= BitOf(hash);

    /// <summary>False for a hash that was never added.</summary>
    public bool MayHold(ulong hash) => (_words[WordOf(hash)] & BitOf(hash)) != 0;

    private static int WordOf(ulong hash) => (int)(hash >> (64 - Bits + WordBits));

    private static ulong BitOf(ulong hash) => 1UL << (int)(hash >> (64 - Bits));
}
