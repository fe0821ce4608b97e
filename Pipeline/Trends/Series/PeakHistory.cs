namespace RtmPipeline.Trends.Series;

/// <summary>
/// How high a series rises within a day, learnt from its own past: mean and variance of the highest level of the last 24 hours, taken once
/// a beat, with exponentially fading weights. A level is judged by its distance from that mean in spreads.
/// </summary>
/// <remarks>
/// Block maxima rather than rows (Coles, An Introduction to Statistical Modeling of Extreme Values, 2001, chapter 3): they carry the tail of
/// the series itself, whatever its noise, and make "higher than on other days" the question. A day holds every hour, so the daily cycle needs
/// no model. The variance is shrunk to a prior one as a normal-inverse-chi-square posterior does, and the distance is that of a new day from a mean known by
/// few of them (Gelman et al., Bayesian Data Analysis, third edition, section 3.3).
/// </remarks>
internal sealed class PeakHistory
{
    /// <summary>Weight, of one for a peak just taken, below which nothing is known any more.</summary>
    private const double LeastWeight = 1e-6;

    private readonly double[] _beats;
    private readonly double _keepPerBeat;
    private readonly double _priorVariance;
    private readonly double _priorDays;
    private readonly double _leastVariance;
    private long _beat;
    private double _weight;
    private double _sum;
    private double _squares;

    /// <param name="beatsPerDay">Beats whose highest levels make a peak, at least 1: those of a day, or of several where rows are rare.</param>
    /// <param name="beat">Length of a beat.</param>
    /// <param name="options">Half-life, prior and least spread.</param>
    public PeakHistory(int beatsPerDay, TimeSpan beat, OnsetOptions options)
    {
        _beats = new double[beatsPerDay];
        Array.Fill(_beats, double.NaN);
        _keepPerBeat = Math.Pow(0.5, beat / options.PeakHalfLife);
        _priorVariance = options.PriorSpread * options.PriorSpread;
        _priorDays = options.PriorDays;
        _leastVariance = options.LeastSpread * options.LeastSpread;
    }

    /// <summary>Distance of a level from the mean daily peak, in spreads; null before there is one, and when all of them have faded away.</summary>
    public double? Surprise(double level)
    {
        if (_weight < LeastWeight)
            return null;
        double days = _weight / _beats.Length;
        double mean = _sum / _weight;
        double seen = Math.Max(0, (_squares / _weight) - (mean * mean));
        double variance = ((days * seen) + (_priorDays * _priorVariance)) / (days + _priorDays);
        return (level - mean) / Math.Sqrt((variance + _leastVariance) * (1 + (1 / days)));
    }

    /// <summary>Takes the level of a row. Its beat counts among the peaks when it is over.</summary>
    /// <param name="beat">The beat the row stands in, never before that of the last row.</param>
    /// <param name="level">Logarithm of a count.</param>
    public void Add(long beat, double level)
    {
        if (beat > _beat)
            Close(beat);
        ref double highest = ref _beats[beat % _beats.Length];
        highest = double.IsNaN(highest) ? level : Math.Max(highest, level);
    }

    private void Close(long beat)
    {
        Learn();
        long passed = beat - _beat;
        double kept = passed == 1 ? _keepPerBeat : Math.Pow(_keepPerBeat, passed);
        _weight *= kept;
        _sum *= kept;
        _squares *= kept;
        for (long missing = Math.Max(_beat + 1, beat - _beats.Length + 1); missing <= beat; missing++)
            _beats[missing % _beats.Length] = double.NaN;
        _beat = beat;
    }

    /// <summary>A day that is half missing says nothing about its peak.</summary>
    private void Learn()
    {
        int known = 0;
        double peak = double.NegativeInfinity;
        foreach (double highest in _beats)
        {
            if (double.IsNaN(highest))
                continue;
            known++;
            peak = Math.Max(peak, highest);
        }

        if (known == 0 || 2 * known < _beats.Length)
            return;
        _weight += 1;
        _sum += peak;
        _squares += peak * peak;
    }
}
