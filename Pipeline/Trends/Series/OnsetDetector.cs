namespace RtmPipeline.Trends.Series;

/// <summary>Finds the beginning of trends in one series of counts, row by row, from nothing but the rows so far.</summary>
/// <remarks>
/// <para>
/// The count is averaged over a short, a long and a broad window, and the logarithm of each average is compared with the daily peaks of the same
/// average in the past (<see cref="PeakHistory"/>): a trend is what rises above what this series reaches on other days. The greatest of the
/// surprises becomes a probability (<see cref="OnsetCalibration"/>), less what an event that has been told already holds back
/// (<see cref="EventHold"/>).
/// </para>
/// <para>
/// Compared with a mean and variance of all rows (Schubert, Weiler, Kriegel: SigniTrend, KDD 2014), peaks leave out the daily and weekly
/// cycle and the heavy tail of single rows, which counts of posts always have. Counts are compared by ratio, so doubling a series
/// changes nothing but the weight of a few mentions more or less.
/// </para>
/// <para>A row costs the same however long the series is; memory is the three windows, 24 bytes a row of theirs.</para>
/// </remarks>
internal sealed class OnsetDetector
{
    /// <summary>Rows before the first alert, however long the step.</summary>
    public const int MinWarmUpRows = 12;

    /// <summary>Shortest step between rows.</summary>
    public static readonly TimeSpan MinStep = TimeSpan.FromSeconds(1);
    
    /// <summary>Longest step between rows.</summary>
    public static readonly TimeSpan MaxStep = TimeSpan.FromDays(1);

    /// <summary>A count above this is taken for this: beyond, sums would lose single mentions.</summary>
    private const double MaxCount = 1e15;

    /// <summary>Digits to which a surprise is rounded before anything is decided by it, so that every machine decides alike.</summary>
    private const int SurpriseDigits = 6;

    /// <summary>Rows whose highest makes a peak, where a day has fewer: a week of a series by the day.</summary>
    private const int MinPeakRows = 7;

    /// <summary>How often a daily peak is taken, when the step allows.</summary>
    private static readonly TimeSpan s_beat = TimeSpan.FromHours(1);

    private readonly OnsetOptions _options;
    private readonly double _stepMs;
    private readonly double _keepPerStep;
    private readonly long _stepsPerBeat;
    private readonly long _warmUpSteps;
    private readonly WindowWatch _shortWindow;
    private readonly WindowWatch[] _longerWindows;
    private readonly EventHold _hold;
    private long? _lastMs;
    private long _step;
    private long _rows;
    private double _levelWeight;
    private double _levelSum;

    /// <param name="step">Usual time between two rows, <see cref="MinStep"/> to <see cref="MaxStep"/>.</param>
    /// <param name="options">All within their ranges.</param>
    /// <exception cref="ArgumentException">The step or an option is outside its range.</exception>
    public OnsetDetector(TimeSpan step, OnsetOptions options)
    {
        if (step < MinStep || step > MaxStep)
            throw new ArgumentOutOfRangeException(nameof(step), step, $"The step between rows must be from {MinStep} to {MaxStep}.");
        if (options.Faults().ToArray() is { Length: > 0 } faults)
            throw new ArgumentException(string.Join("; ", faults), nameof(options));
        _options = options;
        _stepMs = step.TotalMilliseconds;
        _keepPerStep = Math.Pow(0.5, step / options.LevelHalfLife);
        _stepsPerBeat = Steps(s_beat, step);
        TimeSpan beat = step * _stepsPerBeat;
        int beatsPerPeriod = Math.Max(Steps(TimeSpan.FromDays(1), beat), (int)Math.Ceiling(MinPeakRows / (double)_stepsPerBeat));
        _warmUpSteps = options.WarmUp == TimeSpan.Zero ? 0 : Steps(options.WarmUp, step);
        _shortWindow = Watch(options.ShortWindow);
        _longerWindows = [Watch(options.LongWindow), Watch(options.BroadWindow)];
        _hold = new EventHold(options.Escalation, Steps(options.Settling, step), Math.Max(2, Steps(options.Hold, step)));

        WindowWatch Watch(TimeSpan window) => new(Steps(window, step), new PeakHistory(beatsPerPeriod, beat, options), options);
    }

    /// <summary>Takes the next row.</summary>
    /// <param name="unixMs">Its time, unix milliseconds; after that of the row before. Rows may be missing.</param>
    /// <param name="value">Its count, finite and not negative.</param>
    /// <exception cref="ArgumentException">The row cannot stand here; ask <see cref="SeriesRow.Fault"/> first.</exception>
    public OnsetReading Next(long unixMs, double value)
    {
        if (SeriesRow.Fault(_lastMs, unixMs, value) is { } fault)
            throw new ArgumentException(fault, nameof(value));
        long passed = _lastMs is { } last ? Math.Max(1, (long)Math.Round((unixMs - (double)last) / _stepMs)) : 0;
        _lastMs = unixMs;
        _step += passed;
        _rows++;
        double count = Math.Min(value, MaxCount);
        (double surprise, double shortLevel) = Judge(count);
        LearnLevel(passed, count);
        if (_step < _warmUpSteps || _rows <= MinWarmUpRows)
            return default;

        double free = OnsetCalibration.Score(surprise);
        if (free < _options.Threshold)
            return new OnsetReading(free, Alert: false);
        double share = _hold.Share(_step, surprise, shortLevel);
        bool alert = share >= 1;
        _hold.Add(_step, surprise, shortLevel, alert);
        return new OnsetReading(alert ? free : OnsetCalibration.Held(_options.Threshold, share), alert);
    }

    /// <summary>The greatest surprise of all windows, and the level of the short one.</summary>
    private (double Surprise, double ShortLevel) Judge(double count)
    {
        double ordinary = _levelWeight > 0 ? _levelSum / _levelWeight : count;
        long beat = _step / _stepsPerBeat;
        (double level, double surprise) = _shortWindow.Next(_step, beat, count, ordinary);
        foreach (WindowWatch window in _longerWindows)
            surprise = Math.Max(surprise, window.Next(_step, beat, count, ordinary).Surprise);
        return (Math.Round(surprise, SurpriseDigits), level);
    }

    private void LearnLevel(long passed, double count)
    {
        double kept = passed == 1 ? _keepPerStep : Math.Pow(_keepPerStep, passed);
        _levelWeight = (_levelWeight * kept) + 1;
        _levelSum = (_levelSum * kept) + count;
    }

    private static int Steps(TimeSpan span, TimeSpan step) => (int)Math.Max(1, Math.Round(span / step));
}
