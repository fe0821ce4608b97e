using RtmPipeline.State;

namespace RtmPipeline.Trends;

/// <summary>What the sketch remembers of a topic: decayed sums at the longer half-lives.</summary>
/// <param name="Hour">Sum at the one-hour half-life.</param>
/// <param name="SixHours">Sum at the six-hour half-life.</param>
/// <param name="Day">Sum at the 24-hour half-life.</param>
/// <param name="At">Tick at which the sums stand: not before the one asked for.</param>
/// <param name="LastTick">The newest tick at which it can have been counted.</param>
internal readonly record struct Past(double Hour, double SixHours, double Day, long At, long LastTick)
{
    /// <summary>True when at least one mention, not too old to matter, stands in it.</summary>
    public bool HasMention => Day >= 0.5;

    /// <summary>True when no more than one mention can stand in it.</summary>
    public bool HasOneAtMost => Day < 1.5;
}

/// <summary>
/// Remembers the past of every term that has no place in the topic table, in fixed memory: words said for the first time, and topics that were pushed out. A topic that
/// enters, or comes back, brings its past with it.
/// </summary>
/// <remarks>
/// After SigniTrend (Schubert, Weiler, Kriegel, KDD 2014, §4): hashed decayed averages of all words and pairs, of which a term reads the least of its cells and
/// raises only those that are below its new value (conservative update, Estan and Varghese 2002). We differ in three points: sums at three half-lives instead
/// of a mean and a variance, so that they go on in the table as if they had always been counted there; one pair of cells within a single cache line instead of three
/// tables; and only terms outside the table, so that common words do not fill the cells of rare ones. An answer is never below the truth; above it by what
/// collides: two mentions in a day's sum where ten million words were said once in a day, in the 64 MB of the default.
/// </remarks>
internal sealed class PastSketch
{
    /// <summary>Cells that lie side by side in one line of the processor's cache; a term has two of them.</summary>
    private const int BucketCells = 4;

    private const int CellBytes = 16;

    /// <summary>Bits of a key that choose the cells within a bucket; the bucket is chosen by those above.</summary>
    private const int KeyBits = 20;

    /// <summary>Ticks before the first one met that can be told apart: eight years at ticks of a second.</summary>
    private const long MaxLateTicks = 1 << 28;

    private readonly Cell[] _cells;
    private readonly ulong _bucketMask;
    private readonly Decay _decay;

    /// <summary>Tick that stands for 0 in the cells; far enough below the first one met for posts that come late.</summary>
    private long _origin = long.MinValue;

    /// <param name="megabytes">Memory, rounded down to a power of two.</param>
    /// <param name="decay">Factors.</param>
    public PastSketch(int megabytes, Decay decay)
    {
        ulong buckets = (ulong)megabytes * 1024 * 1024 / (BucketCells * CellBytes);
        _bucketMask = (1UL << System.Numerics.BitOperations.Log2(buckets)) - 1;
        _cells = new Cell[(_bucketMask + 1) * BucketCells];
        _decay = decay;
    }

    private struct Cell
    {
        public float Hour;
        public float SixHours;
        public float Day;

        /// <summary>Ticks after the origin at which the sums stand; 0 for a cell never used.</summary>
        public int Tick;
    }

    /// <summary>Reads the cells of a key, so that they are near when they are needed; the answer means nothing.</summary>
    public int Touch(ulong key) => _cells[BucketOf(key)].Tick;

    /// <summary>Counts one mention, in any order of ticks.</summary>
    public void Add(ulong key, long tick)
    {
        int now = Relative(tick);
        (long first, long second) = CellsOf(key);
        ref Cell a = ref _cells[first];
        ref Cell b = ref _cells[second];
        int stand = Math.Max(now, Math.Max(a.Tick, b.Tick));
        MoveTo(ref a, stand);
        MoveTo(ref b, stand);
        long late = stand - now;
        Raise(
            ref a,
            ref b,
            Math.Min(a.Hour, b.Hour) + _decay.Factor(Decay.Hour, late),
            Math.Min(a.SixHours, b.SixHours) + _decay.Factor(Decay.SixHours, late),
            Math.Min(a.Day, b.Day) + _decay.Factor(Decay.Day, late));
    }

    /// <summary>Takes over the sums of a topic that leaves the table.</summary>
    public void Keep(ulong key, in DecayedCounts counts, long tick)
    {
        // The sweep's own tick may be that of a late post.
        long at = Math.Max(tick, counts.LastTick);
        (long first, long second) = CellsOf(key);
        ref Cell a = ref _cells[first];
        ref Cell b = ref _cells[second];
        int stand = Math.Max(Relative(at), Math.Max(a.Tick, b.Tick));
        long standing = _origin + stand;
        MoveTo(ref a, stand);
        MoveTo(ref b, stand);
        Raise(
            ref a,
            ref b,
            counts.At(_decay, Decay.Hour, standing),
            counts.At(_decay, Decay.SixHours, standing),
            counts.At(_decay, Decay.Day, standing));
    }

    /// <summary>What is remembered of a key, as it stands at a tick or at the newest one counted, whichever is later.</summary>
    public Past Of(ulong key, long tick)
    {
        int now = Relative(tick);
        (long first, long second) = CellsOf(key);
        Cell a = _cells[first];
        Cell b = _cells[second];
        int last = Math.Min(a.Tick, b.Tick);
        int stand = Math.Max(now, Math.Max(a.Tick, b.Tick));
        MoveTo(ref a, stand);
        MoveTo(ref b, stand);
        return new Past(Math.Min(a.Hour, b.Hour), Math.Min(a.SixHours, b.SixHours), Math.Min(a.Day, b.Day), _origin + stand, _origin + last);
    }

    /// <summary>Saves the cells that were ever used: in the first hours few of them are.</summary>
    public void Save(StateWriter to)
    {
        to.Section("trends.past");
        to.Long(_origin);
        SparseValues.Save<Cell>(to, _cells);
    }

    /// <summary>Takes over what was saved; this one is fresh, and of the same size.</summary>
    /// <exception cref="StateFormatException">It is no state of a sketch, or of one of another size.</exception>
    public void Load(StateReader from)
    {
        from.Section("trends.past");
        _origin = from.Long();
        SparseValues.Load<Cell>(from, _cells);
    }

    private static void Raise(ref Cell a, ref Cell b, double hour, double sixHours, double day)
    {
        a.Hour = Math.Max(a.Hour, (float)hour);
        b.Hour = Math.Max(b.Hour, (float)hour);
        a.SixHours = Math.Max(a.SixHours, (float)sixHours);
        b.SixHours = Math.Max(b.SixHours, (float)sixHours);
        a.Day = Math.Max(a.Day, (float)day);
        b.Day = Math.Max(b.Day, (float)day);
    }

    private void MoveTo(ref Cell cell, int tick)
    {
        int passed = tick - cell.Tick;
        if (cell.Tick != 0 && passed > 0)
        {
            cell.Hour *= (float)_decay.Factor(Decay.Hour, passed);
            cell.SixHours *= (float)_decay.Factor(Decay.SixHours, passed);
            cell.Day *= (float)_decay.Factor(Decay.Day, passed);
        }

        cell.Tick = tick;
    }

    private int Relative(long tick)
    {
        if (_origin == long.MinValue)
            _origin = tick - MaxLateTicks;
        return (int)Math.Clamp(tick - _origin, 1, int.MaxValue);
    }

    private long BucketOf(ulong key) => (long)((key >> KeyBits) & _bucketMask) * BucketCells;

    /// <summary>Two different cells of the key's bucket, chosen by bits that do not choose the bucket.</summary>
    private (long First, long Second) CellsOf(ulong key)
    {
        long bucket = BucketOf(key);
        int first = (int)(key & (BucketCells - 1));
        int second = (first + 1 + (int)((key >> 2) % (BucketCells - 1))) % BucketCells;
        return (bucket + first, bucket + second);
    }
}
