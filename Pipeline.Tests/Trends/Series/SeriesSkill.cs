using RtmPipeline.Commands.Evaluate.Series;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

/// <summary>How good the forecasts of a stretch of a series are.</summary>
/// <param name="Name">Of the series.</param>
/// <param name="Rows">Rows judged.</param>
/// <param name="Error">Mean absolute error of the forecaster.</param>
/// <param name="Baselines">The same for each baseline, in the order of <see cref="BaselinesOf"/>.</param>
/// <param name="In50">Share of truths inside the 50 % interval.</param>
/// <param name="In90">Share inside the 90 % interval.</param>
internal sealed record SeriesSkill(string Name, int Rows, double Error, double[] Baselines, double In50, double In90)
{
    public double NoChange => Baselines[0];

    /// <summary>The better of no change and the two seasonal ones.</summary>
    public double BestNaive => Math.Min(Baselines[0], Math.Min(Baselines[^2], Baselines[^1]));

    public static ISeriesBaseline[] BaselinesOf(TimeSpan step, TimeSpan horizon) =>
    [
        new NoChangeBaseline(step, horizon), new DriftBaseline(step, horizon), new HoltBaseline(step, horizon),
        new SeasonalNaiveBaseline(step, horizon), new SeasonalNaiveBaseline(step, horizon, weekly: true),
    ];

    /// <summary>Runs forecaster and baselines over a series; judges all of it and, of an event, its first three hours by the trainer's rule and by that of <c>evaluate series</c>.</summary>
    public static (SeriesSkill All, SeriesSkill? First, SeriesSkill? Other) Judge(SeriesRecording recording, TimeSpan horizon, SeriesForecastPrior prior)
    {
        int n = (int)(horizon / recording.Step);
        double[] truths = recording.SumsAhead(n);
        var forecaster = new SeriesForecaster(recording.Step, horizon, new SeriesForecasterOptions { Prior = prior });
        ISeriesBaseline[] baselines = BaselinesOf(recording.Step, horizon);
        var forecasts = new SeriesForecast[truths.Length];
        double[][] simple = [.. baselines.Select(_ => new double[truths.Length])];
        for (int i = 0; i < truths.Length; i++)
        {
            forecasts[i] = forecaster.Next(recording.UnixMs[i], recording.Values[i]);
            for (int b = 0; b < baselines.Length; b++)
                simple[b][i] = baselines[b].Next(recording.UnixMs[i], recording.Values[i]);
        }

        int last = truths.Length - n;
        int threeHours = (int)(TimeSpan.FromHours(3) / recording.Step);
        if (!recording.OfEvent)
            return (Of(0, last), null, null);
        int other = EventOnset.Of(new CountSeries(recording.Name, recording.Step, [.. recording.Values.Select((v, i) => new SeriesPoint(recording.UnixMs[i], v, ""))], 0));
        return (Of(0, last), First(recording.Onset()), First(other));

        SeriesSkill First(int onset) => Of(onset, Math.Min(last, onset + threeHours));

        SeriesSkill Of(int from, int to)
        {
            int rows = to - from;
            IEnumerable<int> judged = Enumerable.Range(from, rows);
            return new SeriesSkill(
                recording.Name,
                rows,
                judged.Average(i => Math.Abs(forecasts[i].Expected - truths[i])),
                [.. simple.Select(s => judged.Average(i => Math.Abs(s[i] - truths[i])))],
                judged.Count(i => truths[i] >= forecasts[i].Low50 && truths[i] <= forecasts[i].High50) / (double)rows,
                judged.Count(i => truths[i] >= forecasts[i].Low90 && truths[i] <= forecasts[i].High90) / (double)rows);
        }
    }

    /// <summary>All rows of several series as one.</summary>
    public static SeriesSkill Together(string name, IReadOnlyList<SeriesSkill> parts)
    {
        int rows = parts.Sum(p => p.Rows);
        return new SeriesSkill(
            name,
            rows,
            Mean(p => p.Error),
            [.. Enumerable.Range(0, parts[0].Baselines.Length).Select(b => Mean(p => p.Baselines[b]))],
            Mean(p => p.In50),
            Mean(p => p.In90));

        double Mean(Func<SeriesSkill, double> value) => parts.Sum(p => p.Rows * value(p)) / rows;
    }

    /// <summary>A line of a table in Markdown.</summary>
    public string Line(double against) =>
        $"| {Name} | {Rows} | {Error:f2} | {string.Join(" | ", Baselines.Select(b => $"{b:f2}"))} | {Error / against:f3} | {In50:p1} | {In90:p1} |";
}
