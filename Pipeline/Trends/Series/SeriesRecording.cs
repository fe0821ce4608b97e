namespace RtmPipeline.Trends.Series;

/// <summary>A recorded series to fit a prior on.</summary>
/// <param name="Name">What it is left out by: recordings of one name at several steps are left out together.</param>
/// <param name="Step">Time between rows.</param>
/// <param name="UnixMs">Times of the rows, ascending.</param>
/// <param name="Values">Counts.</param>
/// <param name="OfEvent">True for the recording of one event that begins before it: its first hours then count more than the weeks after.</param>
internal sealed record SeriesRecording(string Name, TimeSpan Step, IReadOnlyList<long> UnixMs, IReadOnlyList<double> Values, bool OfEvent)
{
    /// <summary>Counts that an event's first hour holds at least, and how many times the mean hour before it.</summary>
    private const double OnsetCount = 24;
    private const double OnsetRatio = 6;

    /// <summary>
    /// The row where the event begins. Sought is the first hour that brings at least 24 counts and at least six times what the mean hour
    /// before it brought; in it, the row up to which the counts lag furthest behind an even spread over that hour (the lowest point of the
    /// cumulative sum, Page 1954). 0 where there is no such hour.
    /// </summary>
    public int Onset()
    {
        int hour = (int)Math.Max(1, TimeSpan.FromHours(1) / Step);
        double sum = 0;
        double before = 0;
        for (int i = 0; i < Values.Count; i++)
        {
            sum += Values[i];
            int first = i - hour + 1;
            if (first < 0)
                continue;
            if (first > 0)
            {
                sum -= Values[first - 1];
                before += Values[first - 1];
            }

            if (sum >= OnsetCount && sum >= OnsetRatio * before / Math.Max(1, first) * hour)
                return first + RowsBeforeRise(first, hour, sum);
        }

        return 0;
    }

    private int RowsBeforeRise(int first, int hour, double sum)
    {
        int rise = 0;
        double lowest = 0;
        double counted = 0;
        for (int k = 1; k < hour; k++)
        {
            counted += Values[first + k - 1];
            double lag = counted - (sum * k / hour);
            if (lag < lowest - 1e-9)
            {
                lowest = lag;
                rise = k;
            }
        }

        return rise;
    }

    /// <summary>The sum over the <paramref name="rows"/> rows after each row; NaN at the end.</summary>
    public double[] SumsAhead(int rows)
    {
        double[] ahead = new double[Values.Count];
        double sum = 0;
        for (int i = 0; i < Values.Count + rows; i++)
        {
            sum += i < Values.Count ? Values[i] : 0;
            if (i >= rows)
            {
                sum -= Values[i - rows];
                ahead[i - rows] = i < Values.Count ? sum : double.NaN;
            }
        }

        return ahead;
    }
}
