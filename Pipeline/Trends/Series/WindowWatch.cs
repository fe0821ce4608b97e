namespace RtmPipeline.Trends.Series;

/// <summary>A series seen through one window: the logarithm of its mean count there, and how far that stands above the peaks of other days.</summary>
internal sealed class WindowWatch
{
    /// <summary>Digits to which logarithms are rounded, so that every machine decides alike.</summary>
    private const int LevelDigits = 9;

    private readonly TrailingMean _mean;
    private readonly PeakHistory _peaks;
    private readonly double _levelShare;
    private readonly double _noise;

    /// <param name="steps">Length of the window in steps, at least 1.</param>
    /// <param name="peaks">The past of this window, empty.</param>
    /// <param name="options">What steadies logarithms of small counts.</param>
    public WindowWatch(int steps, PeakHistory peaks, OnsetOptions options)
    {
        _mean = new TrailingMean(steps);
        _peaks = peaks;
        _levelShare = options.LevelShare;
        _noise = options.NoiseMentions / steps;
    }

    /// <summary>Takes a row; it is learnt after it has been judged. The surprise is endlessly low as long as there is no past.</summary>
    /// <param name="step">Where the row stands, in steps.</param>
    /// <param name="beat">Where it stands, in beats of the past peaks.</param>
    /// <param name="count">Its count.</param>
    /// <param name="ordinary">Mean count of the series so far.</param>
    public (double Level, double Surprise) Next(long step, long beat, double count, double ordinary)
    {
        double level = Math.Round(Math.Log(_mean.Next(step, count, ordinary) + (_levelShare * ordinary) + _noise), LevelDigits);
        double surprise = _peaks.Surprise(level) ?? double.NegativeInfinity;
        _peaks.Add(beat, level);
        return (level, surprise);
    }
}
