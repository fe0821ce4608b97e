namespace RtmPipeline.Commands.Evaluate.Series;

/// <summary>What is counted and summed over the judged rows of one series, or of all: figures over all are those of the sums, so a row weighs the same everywhere.</summary>
internal sealed class SeriesTally(IReadOnlyList<string> baselineNames)
{
    private readonly double[] _baselineErrors = new double[baselineNames.Count];
    private double _error;
    private long _inside50;
    private long _inside90;

    public long Judged { get; private set; }

    public long Alerts { get; private set; }

    public double Days { get; private set; }

    /// <param name="backtest">A series that was run.</param>
    /// <param name="afterOnset">Judges the forecasts of so long after the event began only (<see cref="EventOnset"/>); null for all. Alerts are counted over all.</param>
    public static SeriesTally Of(SeriesBacktest backtest, TimeSpan? afterOnset)
    {
        var tally = new SeriesTally(backtest.BaselineNames);
        int rows = backtest.Series.Points.Length;
        (int first, int end) = afterOnset is { } span ? JudgedAfterOnset(backtest.Series, span) : (0, rows);
        for (int i = first; i < end; i++)
        {
            if (!double.IsNaN(backtest.Truths[i]))
                tally.Judge(backtest, i);
        }

        tally.Alerts = backtest.Readings.Count(reading => reading.Alert);
        tally.Days = rows * backtest.Series.Step.TotalDays;
        return tally;
    }

    public void Add(SeriesTally other)
    {
        Judged += other.Judged;
        Alerts += other.Alerts;
        Days += other.Days;
        _error += other._error;
        _inside50 += other._inside50;
        _inside90 += other._inside90;
        for (int b = 0; b < _baselineErrors.Length; b++)
            _baselineErrors[b] += other._baselineErrors[b];
    }

    public SeriesFigures Figures() => new(
        Judged,
        Mean(_error),
        [.. baselineNames.Select((name, b) => new BaselineFigure(name, Mean(_baselineErrors[b]), Skill(_baselineErrors[b])))],
        Mean(_inside50),
        Mean(_inside90),
        Alerts,
        Days > 0 ? Math.Round(Alerts / Days, 4) : null);

    private static (int First, int End) JudgedAfterOnset(CountSeries series, TimeSpan span)
    {
        int onset = EventOnset.Of(series);
        return onset < 0 ? (0, 0) : (onset, (int)Math.Min(series.Points.Length, onset + Math.Ceiling(span / series.Step)));
    }

    private void Judge(SeriesBacktest backtest, int i)
    {
        double truth = backtest.Truths[i];
        var forecast = backtest.Forecasts[i];
        Judged++;
        _error += Math.Abs(forecast.Expected - truth);
        _inside50 += truth >= forecast.Low50 && truth <= forecast.High50 ? 1 : 0;
        _inside90 += truth >= forecast.Low90 && truth <= forecast.High90 ? 1 : 0;
        for (int b = 0; b < _baselineErrors.Length; b++)
            _baselineErrors[b] += Math.Abs(backtest.Baselines[b][i] - truth);
    }

    private double? Mean(double sum) => Judged > 0 ? Math.Round(sum / Judged, 4) : null;

    private double? Skill(double baselineError) => Judged > 0 && baselineError > 0 ? Math.Round(1 - (_error / baselineError), 4) : null;
}
