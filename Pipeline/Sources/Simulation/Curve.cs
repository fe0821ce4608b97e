namespace RtmPipeline.Sources.Simulation;

/// <summary>A point of a curve.</summary>
/// <param name="Minute">Minutes since the scenario began.</param>
/// <param name="PerMinute">Posts a minute at full scale; above 0.</param>
internal readonly record struct Knot(double Minute, double PerMinute);

/// <summary>
/// Posts a minute over time, at full scale. Between two knots the logarithm is linear, so a straight piece is one exponential growth rate; outside
/// the knots there are no posts at all, so the first knot is the true onset.
/// </summary>
internal sealed class Curve
{
    /// <summary>Steps in which a minute is sampled; five seconds each.</summary>
    public const int StepsPerMinute = 12;

    private readonly Knot[] _knots;
    private readonly double[] _logs;

    /// <param name="knots">In ascending time, at least two, levels above 0.</param>
    public Curve(params ReadOnlySpan<Knot> knots)
    {
        _knots = knots.ToArray();
        _logs = new double[_knots.Length];
        ArgumentOutOfRangeException.ThrowIfLessThan(_knots.Length, 2, nameof(knots));
        for (int i = 0; i < _knots.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_knots[i].PerMinute, nameof(knots));
            if (i > 0)
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_knots[i].Minute, _knots[i - 1].Minute, nameof(knots));
            _logs[i] = PortableMath.Log(_knots[i].PerMinute);
        }
    }

    /// <summary>Minute of the first post that can be.</summary>
    public double Onset => _knots[0].Minute;

    /// <summary>Minute after which there are no posts.</summary>
    public double End => _knots[^1].Minute;

    /// <summary>The same shape at another level.</summary>
    public Curve Times(double factor) => new(Array.ConvertAll(_knots, knot => knot with { PerMinute = knot.PerMinute * factor }));

    /// <summary>The same shape at another time.</summary>
    public Curve Later(double minutes) => new(Array.ConvertAll(_knots, knot => knot with { Minute = knot.Minute + minutes }));

    /// <summary>Level at a minute.</summary>
    public double At(double minute)
    {
        if (minute < Onset || minute >= End)
            return 0;
        int low = 0;
        int high = _knots.Length - 1;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            if (_knots[middle].Minute <= minute)
                low = middle;
            else
                high = middle;
        }
        double share = (minute - _knots[low].Minute) / (_knots[high].Minute - _knots[low].Minute);
        return PortableMath.Exp(_logs[low] + (share * (_logs[high] - _logs[low])));
    }

    /// <summary>Levels in the middles of a minute's steps.</summary>
    /// <param name="minute">Minute number.</param>
    /// <param name="steps">Receives <see cref="StepsPerMinute"/> levels.</param>
    /// <returns>Their mean: posts expected in the minute at full scale.</returns>
    public double Sample(int minute, Span<double> steps)
    {
        double sum = 0;
        for (int i = 0; i < StepsPerMinute; i++)
        {
            steps[i] = At(minute + ((i + 0.5) / StepsPerMinute));
            sum += steps[i];
        }
        return sum / StepsPerMinute;
    }

    /// <summary>Posts expected in a minute at full scale.</summary>
    public double Expected(int minute)
    {
        if (minute + 1 <= Onset || minute >= End)
            return 0;
        Span<double> steps = stackalloc double[StepsPerMinute];
        return Sample(minute, steps);
    }

    /// <summary>Where the level is highest before <paramref name="end"/>: at a knot, or at the end itself while the curve still rises.</summary>
    public double PeakBefore(double end)
    {
        double peak = Onset;
        double level = _knots[0].PerMinute;
        foreach (Knot knot in _knots)
        {
            if (knot.Minute <= end && knot.PerMinute > level)
                (peak, level) = knot;
        }
        double last = Math.BitDecrement(Math.Min(end, End));
        return At(last) > level ? end : peak;
    }

    /// <summary>Last minute, to <paramref name="end"/>, at which the level is at least <paramref name="share"/> of the highest one; to a step.</summary>
    public double FadesAt(double share, double end)
    {
        double last = Math.Min(end, End);
        double bound = At(Math.Min(PeakBefore(end), Math.BitDecrement(last))) * share;
        const double step = 1.0 / StepsPerMinute;
        while (last - step > Onset && At(last - step) < bound)
            last -= step;
        return last;
    }
}
