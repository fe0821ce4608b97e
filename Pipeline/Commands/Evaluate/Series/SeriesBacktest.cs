using RtmPipeline.Trends.Series;

namespace RtmPipeline.Commands.Evaluate.Series;

/// <summary>
/// Runs the shipped detector, the shipped forecaster and the baselines over a series, step by step: each answer rests on the values up to its own row. Only
/// when a horizon has passed is its sum set beside what was forecast.
/// </summary>
internal sealed class SeriesBacktest
{
    private const int StepsBetweenLooks = 4096;

    private SeriesBacktest(CountSeries series, TimeSpan horizon, ISeriesBaseline[] baselines)
    {
        int steps = series.Points.Length;
        Series = series;
        HorizonSteps = (int)(horizon / series.Step);
        Readings = new OnsetReading[steps];
        Forecasts = new SeriesForecast[steps];
        Truths = new double[steps];
        BaselineNames = [.. baselines.Select(baseline => baseline.Name)];
        Baselines = [.. baselines.Select(_ => new double[steps])];
    }

    public CountSeries Series { get; }

    public int HorizonSteps { get; }

    public OnsetReading[] Readings { get; }

    public SeriesForecast[] Forecasts { get; }

    /// <summary>Sum over the horizon after each point; not a number where it reaches beyond the end or over a filled step, or the point itself is filled.</summary>
    public double[] Truths { get; }

    public string[] BaselineNames { get; }

    /// <summary>Forecasts of each baseline for each point.</summary>
    public double[][] Baselines { get; }

    /// <exception cref="UnusableFileException">The horizon does not fit the series.</exception>
    public static SeriesBacktest Run(CountSeries series, TimeSpan horizon, CancellationToken stop)
    {
        if (horizon.Ticks % series.Step.Ticks != 0)
            throw new UnusableFileException($"has steps of {Durations.Show(series.Step)}; the horizon of {Durations.Show(horizon)} is no whole number of them");
        ISeriesBaseline[] baselines = SeriesBaselines.Create(series.Step, horizon);
        var backtest = new SeriesBacktest(series, horizon, baselines);
        var detector = new OnsetDetector(series.Step, new OnsetOptions());
        var forecaster = new SeriesForecaster(series.Step, horizon);
        for (int i = 0; i < series.Points.Length; i++)
        {
            if (i % StepsBetweenLooks == 0)
                stop.ThrowIfCancellationRequested();
            (long unixMs, double value, _) = series.Points[i];
            backtest.Readings[i] = detector.Next(unixMs, value);
            backtest.Forecasts[i] = forecaster.Next(unixMs, value);
            for (int b = 0; b < baselines.Length; b++)
                backtest.Baselines[b][i] = baselines[b].Next(unixMs, value);
        }

        backtest.FillTruths();
        return backtest;
    }

    private void FillTruths()
    {
        SeriesPoint[] points = Series.Points;
        double[] sums = new double[points.Length + 1];
        int[] filled = new int[points.Length + 1];
        for (int i = 0; i < points.Length; i++)
        {
            sums[i + 1] = sums[i] + points[i].Value;
            filled[i + 1] = filled[i] + (points[i].IsFilled ? 1 : 0);
        }

        for (int i = 0; i < points.Length; i++)
        {
            int end = i + 1 + HorizonSteps;
            Truths[i] = end <= points.Length && filled[end] == filled[i] ? sums[end] - sums[i + 1] : double.NaN;
        }
    }
}
