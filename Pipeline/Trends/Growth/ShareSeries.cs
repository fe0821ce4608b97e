namespace RtmPipeline.Trends.Growth;

/// <summary>Cumulative shares of something at some times; times at which nobody had seen it yet are absent.</summary>
/// <param name="Id">Name of the series.</param>
/// <param name="Seconds">Seconds since publication, ascending.</param>
/// <param name="Cumulative">Shares up to then, never falling.</param>
internal sealed record ShareSeries(string Id, double[] Seconds, double[] Cumulative)
{
    /// <summary>Shares up to a time; 0 before it was first seen.</summary>
    public double CountAt(double seconds)
    {
        int at = IndexAt(seconds);
        return at < 0 ? 0 : Cumulative[at];
    }

    /// <summary>Index of the last count up to a time; -1 before the first.</summary>
    public int IndexAt(double seconds) => SortedTimes.CountUpTo(Seconds, seconds) - 1;

    /// <summary>True when a count was taken at the time itself or later, so that what it had by then is known.</summary>
    public bool Reaches(double seconds) => Seconds.Length > 0 && Seconds[^1] >= seconds;

    /// <summary>A reason why it is no series of cumulative counts; null when it is one.</summary>
    public string? Fault()
    {
        if (Seconds.Length != Cumulative.Length)
            return $"has {Seconds.Length} times and {Cumulative.Length} counts";
        for (int i = 0; i < Seconds.Length; i++)
        {
            if (!double.IsFinite(Seconds[i]) || Seconds[i] < 0 || (i > 0 && Seconds[i] <= Seconds[i - 1]))
                return $"goes back in time at count {i}";
            if (!double.IsFinite(Cumulative[i]) || Cumulative[i] < 0 || (i > 0 && Cumulative[i] < Cumulative[i - 1]))
                return $"falls or is no count at count {i}";
        }

        return null;
    }
}
