namespace RtmPipeline.Trends.Series;

/// <summary>Finds the beginning of trends in one series of counts, row by row, from nothing but the rows so far.</summary>
/// <remarks>
/// <para>
/// The count is averaged over a short and a long window, and the logarithm of each average is compared with the daily peaks of the same
/// average in the past (<see cref="PeakHistory"/>): a trend is what rises above what this series reaches on other days. The greater of both
/// surprises becomes a probability (<see cref="OnsetCalibration"/>), less what an event that has already been told holds back
/// (<see cref="EventHold"/>).
/// </para>
/// <para>
/// Compared with a mean and variance of all rows (Schubert, Weiler, Kriegel: SigniTrend, KDD 2014), peaks leave out the daily and weekly
/// cycle and the heavy tail of single rows, which counts of posts always have. Counts are compared by ratio, so doubling a series
/// changes nothing but the weight of a few mentions more or less.
/// </para>
/// <para>A row costs the same however long the series is; memory is the two windows, 16 bytes a row of theirs.</para>
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

    /// <summary>Digits to which logarithms and surprises are rounded, so that every machine decides alike.</summary>
    private const int LevelDigits = 9;
    private const int SurpriseDigits = 6;

    /// <summary>How often a daily peak is taken, when the step allows.</summary>
    private static readonly TimeSpan s_beat = TimeSpan.FromHours(1);

    private readonly OnsetOptions _options;
    private readonly double _stepMs;
    private readonly double _keepPerStep;
    private readonly long _stepsPerBeat;
    private readonly long _warmUpSteps;
    private readonly TrailingMean[] _windows;
    private readonly PeakHistory[] _histories;
    private readonly EventHold _hold;
    private readonly double _thresholdSurprise;
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
        int beatsPerDay = Steps(TimeSpan.FromDays(1), step * _stepsPerBeat);
        _warmUpSteps = options.WarmUp == TimeSpan.Zero ? 0 : Steps(options.WarmUp, step);
        _windows = [new TrailingMean(Steps(options.ShortWindow, step)), new TrailingMean(Steps(options.LongWindow, step))];
        _histories = [new PeakHistory(beatsPerDay, options), new PeakHistory(beatsPerDay, options)];
        _thresholdSurprise = OnsetCalibration.Surprise(options.Threshold);
        _hold = new EventHold(_thresholdSurprise, options.Escalation, Math.Max(2, Steps(options.Hold, step)));
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
        double surprise = Surprise(count);
        LearnLevel(passed, count);
        if (_step < _warmUpSteps || _rows <= MinWarmUpRows)
            return default;

        double bar = _hold.Bar(_step);
        double score = OnsetCalibration.Score(surprise - (bar - _thresholdSurprise));
        bool alert = score >= _options.Threshold;
        _hold.Add(_step, surprise, alert);
        return new OnsetReading(score, alert);
    }

    /// <summary>The greater surprise of the two windows; the row is learnt after it has been judged.</summary>
    private double Surprise(double count)
    {
        double ordinary = _levelWeight > 0 ? _levelSum / _levelWeight : count;
        double greatest = double.NegativeInfinity;
        for (int i = 0; i < _windows.Length; i++)
        {
            double mean = _windows[i].Next(_step, count, ordinary);
            double steadied = mean + (_options.LevelShare * ordinary) + (_options.NoiseMentions / _windows[i].Steps);
            double level = Math.Round(Math.Log(steadied), LevelDigits);
            greatest = Math.Max(greatest, _histories[i].Surprise(level) ?? double.NegativeInfinity);
            _histories[i].Add(_step / _stepsPerBeat, level);
        }

        return Math.Round(greatest, SurpriseDigits);
    }

    private void LearnLevel(long passed, double count)
    {
        double kept = passed == 1 ? _keepPerStep : Math.Pow(_keepPerStep, passed);
        _levelWeight = (_levelWeight * kept) + 1;
        _levelSum = (_levelSum * kept) + count;
    }

    private static int Steps(TimeSpan span, TimeSpan step) => (int)Math.Max(1, Math.Round(span / step));
}
