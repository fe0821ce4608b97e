namespace RtmPipeline.Trends;

/// <summary>
/// The future rate of a topic as a curve: exponential pieces through the forecast of each horizon, then a decay. From it come the rate at
/// each horizon, the time of the peak and the time by which half of what remains has come.
/// </summary>
internal readonly ref struct TrendCurve
{
    /// <summary>Beyond the last horizon nothing is known, so interest is taken to halve at least this often; repost cascades halve faster.</summary>
    private const double TailHalfLifeMinutes = 180;

    /// <summary>Steepest growth or decay a piece may have, per minute: a doubling every 1.4 minutes.</summary>
    private const double MaxGrowthPerMinute = 0.5;

    /// <summary>Least rate of a curve, a mention in two years: no piece starts from a rate so small that no growth could lead out of it.</summary>
    private const double MinPerMinute = 1e-6;

    /// <summary>Halvings of the bracket of one log unit a minute: the growth is found to 1e-9 a minute, far below what the data can tell.</summary>
    private const int Halvings = 30;

    private readonly ReadOnlySpan<double> _ends;
    private readonly Span<double> _growth;
    private readonly Span<double> _startRates;

    /// <param name="rateNow">Mentions a minute now; positive.</param>
    /// <param name="ends">Horizons in minutes, ascending.</param>
    /// <param name="totals">Mentions from now until each horizon, ascending.</param>
    /// <param name="growth">Scratch and result: growth per minute of each piece, one more than horizons.</param>
    /// <param name="startRates">Scratch and result: rate at the start of each piece, one more than horizons.</param>
    public TrendCurve(double rateNow, ReadOnlySpan<double> ends, ReadOnlySpan<double> totals, Span<double> growth, Span<double> startRates)
    {
        _ends = ends;
        _growth = growth;
        _startRates = startRates;
        double rate = Math.Max(rateNow, MinPerMinute);
        double start = 0;
        double before = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            double length = ends[i] - start;
            startRates[i] = rate;
            growth[i] = Solve(rate, length, Math.Max(totals[i] - before, 1e-6));
            rate = Math.Max(rate * Math.Exp(growth[i] * length), MinPerMinute);
            start = ends[i];
            before = Math.Max(totals[i], before);
        }

        startRates[ends.Length] = rate;
        growth[ends.Length] = Math.Min(growth[ends.Length - 1], -Math.Log(2) / TailHalfLifeMinutes);
    }

    /// <summary>Rate at the end of a horizon, mentions a minute.</summary>
    public double RateAtEnd(int horizon) => _startRates[horizon + 1];

    /// <summary>Minutes from now to the highest rate; 0 when it falls from the start.</summary>
    public double MinutesToPeak()
    {
        double best = _startRates[0];
        double at = 0;
        for (int i = 0; i < _ends.Length; i++)
        {
            if (_startRates[i + 1] > best)
            {
                best = _startRates[i + 1];
                at = _ends[i];
            }
        }

        return at;
    }

    /// <summary>Minutes from the highest rate to come until half of it is left.</summary>
    public double HalfLifeMinutes()
    {
        double peak = MinutesToPeak();
        double half = _startRates[0] / 2;
        for (int i = 0; i < _ends.Length; i++)
            half = Math.Max(half, _startRates[i + 1] / 2);
        double start = 0;
        for (int i = 0; i <= _ends.Length; i++)
        {
            double end = i < _ends.Length ? _ends[i] : double.PositiveInfinity;
            bool isAfter = start >= peak;
            double rateAtEnd = i < _ends.Length ? _startRates[i + 1] : 0;
            if (isAfter && rateAtEnd <= half)
                return start - peak + Math.Max(0, Math.Log(half / _startRates[i]) / _growth[i]);
            start = end;
        }

        return start - peak;
    }

    /// <summary>Minutes from now until half of all mentions to come have come.</summary>
    public double MinutesToHalf()
    {
        Span<double> pieces = stackalloc double[_ends.Length + 1];
        double all = 0;
        double start = 0;
        for (int i = 0; i < _ends.Length; i++)
        {
            pieces[i] = Mentions(_startRates[i], _growth[i], _ends[i] - start);
            all += pieces[i];
            start = _ends[i];
        }

        pieces[_ends.Length] = _startRates[^1] / -_growth[^1];
        all += pieces[_ends.Length];
        double left = all / 2;
        start = 0;
        for (int i = 0; i < pieces.Length; i++)
        {
            if (left <= pieces[i] || i == pieces.Length - 1)
                return start + MinutesFor(left, _startRates[i], _growth[i]);
            left -= pieces[i];
            start = _ends[i];
        }

        return start;
    }

    private static double Mentions(double rate, double growth, double minutes) =>
        Math.Abs(growth) < 1e-9 ? rate * minutes : rate * (Math.Exp(growth * minutes) - 1) / growth;

    private static double MinutesFor(double mentions, double rate, double growth)
    {
        if (Math.Abs(growth) < 1e-9)
            return mentions / rate;
        // Just below what a decay ever gives, so that rounding cannot ask for the log of nothing.
        double inner = Math.Max(1 + (growth * mentions / rate), 1e-9);
        return Math.Log(inner) / growth;
    }

    /// <summary>The growth at which a rate gives a total over a time. Bisection, since the total rises with growth.</summary>
    private static double Solve(double rate, double minutes, double total)
    {
        double low = -MaxGrowthPerMinute;
        double high = MaxGrowthPerMinute;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            if (Mentions(rate, middle, minutes) < total)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }
}
