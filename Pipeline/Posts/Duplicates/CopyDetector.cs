using RtmPipeline.Posts.Text;
using RtmPipeline.State;

namespace RtmPipeline.Posts.Duplicates;

/// <summary>
/// Recognises texts that nearly repeat an earlier one. A text's min-hash signature is cut into bands; each band remembers the newest text
/// that had the same values there; a text is a copy when such a candidate agrees in enough slots.
/// </summary>
/// <remarks>
/// With 16 slots in 8 bands of 2, a text of true similarity s meets its original with probability 1 − (1 − s²)^8: 0.99 at s = 0.75, 0.5 at
/// s = 0.29; the second check then asks for <see cref="CopySlots"/> equal slots (about s ≥ 0.7: a text with a word or two changed). Bands after Leskovec, Rajaraman and
/// Ullman, Mining of Massive Datasets, §3.4. Memory: 8 bands × capacity × 4 bytes, and capacity × 72 bytes of signatures; the newest
/// texts push out older ones, so a copy that comes after <c>capacity</c> other texts counts as new.
/// </remarks>
internal sealed class CopyDetector
{
    private const int Bands = 8;
    private const int SlotsPerBand = TextSignature.Slots / Bands;

    /// <summary>Equal slots, of 16, that make a copy.</summary>
    private const int CopySlots = 11;

    private readonly int _mask;
    private readonly int[][] _newestByBand;
    private readonly TextSignature[] _signatures;
    private readonly long[] _seenAt;
    private readonly long _memoryMs;
    private int _next = 1;

    /// <param name="capacity">Texts remembered; rounded up to a power of two, at least 2.</param>
    /// <param name="memory">How long a text can be copied: a text repeated later than this is a voice again.</param>
    public CopyDetector(int capacity, TimeSpan memory)
    {
        int slots = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, capacity));
        _mask = slots - 1;
        _newestByBand = new int[Bands][];
        for (int band = 0; band < Bands; band++)
            _newestByBand[band] = new int[slots];
        _signatures = new TextSignature[slots];
        _seenAt = new long[slots];
        _memoryMs = (long)memory.TotalMilliseconds;
    }

    /// <summary>True when the text nearly repeats a remembered one. Either way it is remembered from now on.</summary>
    /// <param name="signature">Sketch of the text; the default one (a very short text) is never a copy.</param>
    /// <param name="now">Stream time, unix milliseconds.</param>
    public bool IsCopy(in TextSignature signature, long now)
    {
        if (IsEmpty(signature))
            return false;
        int own = _next;
        bool copy = false;
        for (int band = 0; band < Bands; band++)
        {
            ref int newest = ref _newestByBand[band][BandHash(signature, band) & (uint)_mask];
            if (!copy && newest != 0 && now - _seenAt[newest & _mask] <= _memoryMs && TextSignature.EqualSlots(signature, _signatures[newest & _mask]) >= CopySlots)
                copy = true;
            newest = own;
        }

        _signatures[own & _mask] = signature;
        _seenAt[own & _mask] = now;
        // Zero marks an empty place, so the running number leaves it out when it wraps.
        _next = _next == int.MaxValue ? 1 : _next + 1;
        return copy;
    }

    public void Save(StateWriter to)
    {
        to.Section("posts.copies");
        to.Int(_next);
        foreach (int[] newest in _newestByBand)
            to.Values(newest);
        to.Values(_signatures);
        to.Values(_seenAt);
    }

    /// <summary>Takes over what was saved; this one is of the same capacity.</summary>
    /// <exception cref="StateFormatException">It is no state of such a detector, or of one of another capacity.</exception>
    public void Load(StateReader from)
    {
        from.Section("posts.copies");
        _next = from.Int();
        if (_next < 1)
            throw from.Broken($"{_next} is no number of a text");
        foreach (int[] newest in _newestByBand)
            from.ValuesInto<int>(newest);
        from.ValuesInto<TextSignature>(_signatures);
        from.ValuesInto<long>(_seenAt);
    }

    private static bool IsEmpty(in TextSignature signature)
    {
        foreach (uint slot in signature)
        {
            if (slot != 0)
                return false;
        }

        return true;
    }

    private static uint BandHash(in TextSignature signature, int band)
    {
        ulong hash = (ulong)(band + 1) * Mix64.Golden;
        for (int i = band * SlotsPerBand; i < (band + 1) * SlotsPerBand; i++)
            hash = (hash ^ signature[i]) * Mix64.Multiplier;
        return (uint)(hash >> 32);
    }
}
