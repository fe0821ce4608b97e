namespace RtmPipeline.Commands.Evaluate.Series;

/// <summary>One step of a series.</summary>
/// <param name="UnixMs">Start of the step, unix milliseconds.</param>
/// <param name="Value">What was counted in it, 0 or more.</param>
/// <param name="Timestamp">Its time as it stood in the input; null for a step that was missing there and has been filled.</param>
internal readonly record struct SeriesPoint(long UnixMs, double Value, string? Timestamp)
{
    public bool IsFilled => Timestamp is null;
}

/// <summary>Counts at equal steps, without gaps.</summary>
/// <param name="File">Name of the file they come from, without its folder.</param>
/// <param name="Step">Length of a step.</param>
/// <param name="Points">One for each step, ascending.</param>
/// <param name="Filled">How many of the points were missing in the input.</param>
internal sealed record CountSeries(string File, TimeSpan Step, SeriesPoint[] Points, int Filled)
{
    /// <summary>Most steps of a series, filled ones included: 19 years of five minutes.</summary>
    public const int MaxSteps = 2_000_000;
}
