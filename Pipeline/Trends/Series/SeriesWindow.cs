namespace RtmPipeline.Trends.Series;

/// <summary>The last horizon of a series in at most 128 blocks: its sum, and what it would be if every part had been like the middle one.</summary>
internal sealed class SeriesWindow
{
    /// <summary>Parts that the median is taken over, at most.</summary>
    private const int MaxParts = 12;

    private readonly SeriesClock _clock;
    private readonly double[] _sums;
    private long _ended;
    private double _block;
    private long _blockRows;
    private double _total;

    public SeriesWindow(SeriesClock clock)
    {
        _clock = clock;
        _sums = new double[clock.BlocksPerHorizon + 1];
    }

    /// <summary>Blocks known of the last horizon.</summary>
    public int Blocks => (int)Math.Min(_ended, _clock.BlocksPerHorizon);

    /// <summary>True where the last row ended a block.</summary>
    public bool AtBlockEnd => _blockRows == 0;

    /// <param name="passedMs">Time since the row before; after a gap longer than the horizon nothing is known of it.</param>
    public void Observe(double value, double passedMs)
    {
        if (passedMs > _clock.HorizonMs)
        {
            _ended = 0;
            _total = 0;
            _sums[0] = 0;
            _block = 0;
            _blockRows = 0;
        }

        _block += value;
        if (++_blockRows < _clock.RowsPerBlock)
            return;
        _total += _block;
        _sums[++_ended % _sums.Length] = _total;
        _block = 0;
        _blockRows = 0;
    }

    /// <summary>Sum over the known blocks.</summary>
    public double Sum() => SumOf(_ended - Blocks, _ended);

    /// <summary>The same if each part had been like the middle one: a spike of one row leaves it as it is.</summary>
    public double MedianSum()
    {
        int blocks = Blocks;
        int parts = Math.Min(blocks, MaxParts);
        Span<double> means = stackalloc double[MaxParts];
        means = means[..parts];
        for (int p = 0; p < parts; p++)
        {
            long from = _ended - (blocks * (long)(parts - p) / parts);
            long to = _ended - (blocks * (long)(parts - p - 1) / parts);
            means[p] = SumOf(from, to) / (to - from);
        }

        means.Sort();
        return parts == 0 ? 0 : (means[(parts - 1) / 2] + means[parts / 2]) / 2 * blocks;
    }

    /// <summary>Differences of running sums can fall below 0 by their last bits.</summary>
    private double SumOf(long from, long to) => Math.Max(0, _sums[to % _sums.Length] - _sums[from % _sums.Length]);
}
