namespace RtmPipeline.Trends.Series;

/// <summary>One row of a recording to fit on.</summary>
/// <param name="LogPresent">Log of the sum to come if the present rate went on.</param>
/// <param name="Features">As <see cref="SeriesFeatures"/> names them.</param>
/// <param name="Truth">The sum that came.</param>
/// <param name="Weight">Cost of an absolute error of one count.</param>
internal sealed record SeriesTrainingRow(double LogPresent, double[] Features, double Truth, double Weight);

/// <summary>The rows of a recording at one horizon, weighed so that each recording has about the same say.</summary>
internal sealed record SeriesTrainingRows(SeriesRecording Recording, TimeSpan Horizon, IReadOnlyList<SeriesTrainingRow> Rows)
{
    /// <summary>Horizons that rows are taken at. Features are counted in horizons, so each horizon is one more example of how an event goes on.</summary>
    private static readonly int[] s_horizonsMinutes = [20, 30, 60, 120, 240];

    /// <summary>Rows per horizon that are enough to see what happens inside it, and more than which cost time and show nothing new.</summary>
    private const int MinRowsPerHorizon = 6;
    private const int MaxRowsPerHorizon = 60;

    /// <summary>An event's beginning, in horizons: judged for three, learned from for eight.</summary>
    private const int FirstHorizons = 3;
    private const int EarlyHorizons = 8;

    /// <summary>Say of the beginning, of what follows it and of all the rest in a recording of an event; of a recording of none.</summary>
    private const double FirstShare = 0.75;
    private const double EarlyShare = 0.25;
    private const double RestShare = 0.25;
    private const double PlainShare = 1.5;

    /// <summary>A mean absolute error of "no change" below this counts as this: a stretch where nothing happens must not decide everything.</summary>
    private const double LeastError = 0.1;

    /// <summary>The horizon of an hour counts double: it is what is asked for most.</summary>
    private const double OtherHorizonShare = 0.5;

    public static IEnumerable<TimeSpan> HorizonsOf(SeriesRecording recording) =>
        s_horizonsMinutes.Select(m => TimeSpan.FromMinutes(m)).Where(h =>
            h.Ticks % recording.Step.Ticks == 0 && h / recording.Step is >= MinRowsPerHorizon and <= MaxRowsPerHorizon);

    /// <summary>Whether a row lies in the first three horizons of the recording's event.</summary>
    public static bool IsFirst(SeriesRecording recording, int onset, int row, int rowsPerHorizon) =>
        recording.OfEvent && row >= onset && row < onset + (FirstHorizons * rowsPerHorizon);

    public static SeriesTrainingRows Of(SeriesRecording recording, TimeSpan horizon)
    {
        var clock = new SeriesClock(recording.Step, horizon);
        var state = new SeriesState(clock);
        int n = (int)clock.RowsPerHorizon;
        int onset = recording.OfEvent ? recording.Onset() : 0;
        double[] truths = recording.SumsAhead(n);
        var rows = new List<(SeriesTrainingRow Row, double NoChange, bool First, bool Early, bool Other)>();
        double last = 0;
        for (int i = 0; i < truths.Length; i++)
        {
            state.Observe(recording.UnixMs[i], recording.Values[i]);
            last += recording.Values[i] - (i >= n ? recording.Values[i - n] : 0);
            bool early = recording.OfEvent && i >= onset - (n / 4) && i < onset + (EarlyHorizons * n) && i % Math.Max(1, n / 12) == 0;
            bool rest = i >= n && i % Math.Max(1, n / (recording.OfEvent ? 2 : 3)) == 0;
            if (double.IsNaN(truths[i]) || !(early || rest))
                continue;
            var row = new SeriesTrainingRow(state.LogPresent, state.Features.ToArray(), truths[i], 0);
            rows.Add((row, Math.Abs(truths[i] - last), early && IsFirst(recording, onset, i, n), early, rest));
        }

        double share = horizon == TimeSpan.FromHours(1) ? 1 : OtherHorizonShare;
        double first = recording.OfEvent ? share * FirstShare / Cost(rows.Where(r => r.First).Select(r => r.NoChange)) : 0;
        double soon = recording.OfEvent ? share * EarlyShare / Cost(rows.Where(r => r.Early).Select(r => r.NoChange)) : 0;
        double other = share * (recording.OfEvent ? RestShare : PlainShare) / Cost(rows.Where(r => r.Other).Select(r => r.NoChange));
        return new SeriesTrainingRows(recording, horizon,
            [.. rows.Select(r => r.Row with { Weight = (r.First ? first : 0) + (r.Early ? soon : 0) + (r.Other ? other : 0) })]);
    }

    /// <summary>What all rows together cost under "no change", so that every recording has the same say, however many posts it holds.</summary>
    /// <param name="errors">Absolute errors of "no change".</param>
    private static double Cost(IEnumerable<double> errors)
    {
        int count = 0;
        double sum = 0;
        foreach (double error in errors)
        {
            count++;
            sum += error;
        }

        return Math.Max(Math.Max(1, count) * LeastError, sum);
    }
}
