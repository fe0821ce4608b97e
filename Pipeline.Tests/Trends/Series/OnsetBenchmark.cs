using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

/// <summary>Onset detection measured on the five series: at the shipped threshold, with the threshold chosen on the other four, and the curve of the score.</summary>
internal sealed class OnsetBenchmark
{
    /// <summary>Thresholds tried, as surprises; the score of a threshold is smoothed over its neighbours before one is chosen, so that a lone peak does not win.</summary>
    private static readonly double[] s_surprises = [.. Enumerable.Range(0, 37).Select(i => 0.9 + (0.05 * i))];
    private const double Smoothing = 0.2;

    private readonly IReadOnlyList<NabSeries> _series;

    public OnsetBenchmark(IReadOnlyList<NabSeries> series) => _series = series;

    /// <summary>A setting of the options with the score of each series at each threshold tried.</summary>
    public sealed record Setting(OnsetOptions Options, NabScore[][] Scores);

    public static NabScore ScoreOf(NabSeries series, OnsetOptions options)
    {
        var detector = new OnsetDetector(TimeSpan.FromMinutes(5), options);
        var alerts = new List<int>();
        for (int row = 0; row < series.Rows.Count; row++)
        {
            if (detector.Next(series.Rows[row].UnixMs, series.Rows[row].Value).Alert)
                alerts.Add(row);
        }

        return NabScore.Of(series.Rows.Count, series.Windows, alerts);
    }

    public NabScore Score(OnsetOptions options) => Sum(_series.Select(s => ScoreOf(s, options)));

    public Setting Try(OnsetOptions options) => new(
        options,
        [.. _series.Select(s => s_surprises.Select(surprise => ScoreOf(s, options with { Threshold = OnsetCalibration.Score(surprise) })).ToArray())]);

    /// <summary>Each series judged with the setting and the threshold that are best on the other ones.</summary>
    public NabScore LeaveOneOut(IReadOnlyList<Setting> settings)
    {
        return Sum(Enumerable.Range(0, _series.Count).Select(left =>
        {
            (Setting setting, int threshold, _) = settings.Select(s => Best(s, left)).MaxBy(b => b.Smoothed);
            return setting.Scores[left][threshold];
        }));
    }

    /// <summary>The highest surprise in each labelled window, and of each other stretch of a day around it.</summary>
    public IEnumerable<(string Series, double Surprise, bool Labelled)> Peaks()
    {
        const int Day = 288;
        foreach (NabSeries series in _series)
        {
            var detector = new OnsetDetector(TimeSpan.FromMinutes(5), new OnsetOptions { Threshold = 0.99 });
            double[] surprises = [.. series.Rows.Select(r => OnsetCalibration.Surprise(Math.Clamp(detector.Next(r.UnixMs, r.Value).Score, 1e-6, 1 - 1e-6)))];
            foreach ((int first, int last) in series.Windows)
                yield return (series.Name, surprises[first..(last + 1)].Max(), true);
            var open = Enumerable.Range(750, surprises.Length - 750).Where(row => !series.Windows.Any(w => row >= w.First && row <= w.Last)).ToHashSet();
            while (open.Count > 0)
            {
                int peak = open.MaxBy(row => (surprises[row], -row));
                yield return (series.Name, surprises[peak], false);
                open.RemoveWhere(row => Math.Abs(row - peak) <= Day);
            }
        }
    }

    /// <summary>Logistic curve by Newton's method: the surprise of even odds, and the slope.</summary>
    public static (double Even, double Slope) Fit(IReadOnlyList<(string Series, double Surprise, bool Labelled)> peaks)
    {
        double events = peaks.Count(p => p.Labelled);
        double others = peaks.Count - events;
        double a = 0, b = 1;
        for (int round = 0; round < 100; round++)
        {
            double ga = 0, gb = 0, haa = 0, hab = 0, hbb = 0;
            foreach ((_, double surprise, bool labelled) in peaks)
            {
                double z = Math.Clamp(surprise, -2, 6);
                double p = 1 / (1 + Math.Exp(-(a + (b * z))));
                double miss = (labelled ? (events + 1) / (events + 2) : 1 / (others + 2)) - p;
                ga += miss;
                gb += miss * z;
                haa += p * (1 - p);
                hab += p * (1 - p) * z;
                hbb += p * (1 - p) * z * z;
            }

            double determinant = (haa * hbb) - (hab * hab);
            a += ((hbb * ga) - (hab * gb)) / determinant;
            b += ((haa * gb) - (hab * ga)) / determinant;
        }

        return (-a / b, b);
    }

    private static (Setting Setting, int Threshold, double Smoothed) Best(Setting setting, int left)
    {
        NabScore[] others = [.. s_surprises.Select((_, t) => Sum(setting.Scores.Where((_, k) => k != left).Select(s => s[t])))];
        (int threshold, double smoothed) = Enumerable.Range(0, others.Length).Select(t => (t, Smoothed(others, t))).MaxBy(s => s.Item2);
        return (setting, threshold, smoothed);
    }

    private static double Smoothed(NabScore[] scores, int at)
    {
        double sum = 0, weight = 0;
        for (int t = 0; t < scores.Length; t++)
        {
            double distance = (s_surprises[t] - s_surprises[at]) / Smoothing;
            double w = Math.Exp(-0.5 * distance * distance);
            sum += w * scores[t].Both;
            weight += w;
        }

        return sum / weight;
    }

    private static NabScore Sum(IEnumerable<NabScore> scores) => scores.Aggregate((a, b) => a + b);
}
