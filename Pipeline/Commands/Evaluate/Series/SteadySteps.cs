namespace RtmPipeline.Commands.Evaluate.Series;

/// <summary>A row of a table that could be read.</summary>
internal readonly record struct SeriesRow(int Line, long UnixMs, double Value, string Timestamp);

/// <summary>
/// Makes equal steps of rows: rows out of order and duplicates are rejected, the step is the most frequent difference between neighbours, and a step without a
/// row takes the value before it. A gap in such a table is an outage of whoever counted more often than silence, and silence would look like a fall.
/// </summary>
internal static class SteadySteps
{
    /// <summary>Shortest step: a second.</summary>
    public const long MinStepMs = 1000;

    /// <summary>Longest step: a day. Beyond it there is no daily rhythm to know.</summary>
    public const long MaxStepMs = 86_400_000;

    /// <exception cref="UnusableFileException">Fewer than two rows are left, or the gaps are too large.</exception>
    public static CountSeries Of(string name, IReadOnlyList<SeriesRow> rows, Rejections rejections)
    {
        List<SeriesRow> rising = Rising(rows, rejections);
        if (rising.Count < 2)
            throw new UnusableFileException($"has {rising.Count} usable rows of {rows.Count + rejections.Count - (rows.Count - rising.Count)}; at least two, with times that go up, are needed");
        long stepMs = StepOf(rising);
        if (stepMs is < MinStepMs or > MaxStepMs)
            throw new UnusableFileException($"has steps of {stepMs / 1000.0:0.###} s; they must be 1s to 24h");
        var points = new List<SeriesPoint>(rising.Count) { PointOf(rising[0]) };
        int filled = 0;
        foreach (SeriesRow row in rising.Skip(1))
        {
            SeriesPoint last = points[^1];
            long steps = (row.UnixMs - last.UnixMs + (stepMs / 2)) / stepMs;
            if (steps == 0)
            {
                rejections.Add(row.Line, "too close", $"the row follows the one before it by less than half a step ({Durations.Show(TimeSpan.FromMilliseconds(stepMs))})");
                continue;
            }

            if (points.Count + steps > CountSeries.MaxSteps)
                throw new UnusableFileException($"has more than {CountSeries.MaxSteps:#,0} steps of {Durations.Show(TimeSpan.FromMilliseconds(stepMs))}: a gap of {steps - 1:#,0} ends at line {row.Line}");
            for (long missing = 1; missing < steps; missing++)
            {
                points.Add(new SeriesPoint(last.UnixMs + (missing * stepMs), last.Value, null));
                filled++;
            }

            points.Add(PointOf(row));
        }

        return new CountSeries(name, TimeSpan.FromMilliseconds(stepMs), [.. points], filled);
    }

    private static SeriesPoint PointOf(SeriesRow row) => new(row.UnixMs, row.Value, row.Timestamp);

    private static List<SeriesRow> Rising(IReadOnlyList<SeriesRow> rows, Rejections rejections)
    {
        bool[] isKept = RisingRows.Keep([.. rows.Select(row => row.UnixMs)]);
        HashSet<long> times = [.. rows.Where((_, i) => isKept[i]).Select(row => row.UnixMs)];
        var rising = new List<SeriesRow>(rows.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            if (isKept[i])
                rising.Add(rows[i]);
            else if (times.Contains(rows[i].UnixMs))
                rejections.Add(rows[i].Line, "duplicate", $"the time {rows[i].Timestamp} has a row already");
            else
                rejections.Add(rows[i].Line, "out of order", $"the time {rows[i].Timestamp} is out of order; times must go up");
        }

        return rising;
    }

    /// <summary>The most frequent difference; the smallest of several.</summary>
    private static long StepOf(List<SeriesRow> rows)
    {
        var counts = new Dictionary<long, int>();
        for (int i = 1; i < rows.Count; i++)
        {
            long difference = rows[i].UnixMs - rows[i - 1].UnixMs;
            counts[difference] = counts.GetValueOrDefault(difference) + 1;
        }

        return counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;
    }
}
