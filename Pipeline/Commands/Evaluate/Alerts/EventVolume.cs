using RtmPipeline.Commands.Evaluate.Series;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>How many posts an event had by when. Posts of known times count one each; those known by the minute are spread evenly over its seconds.</summary>
internal sealed class EventVolume
{
    /// <summary>Most points of one event: some 24 bytes each. Beyond it an event's posts are not taken in any more, which <see cref="IsFull"/> tells.</summary>
    public const int MaxPoints = 2_000_000;

    private const int MinuteMs = 60_000;
    private const int SecondMs = 1000;

    /// <summary>Least posts in the fullest bin for which bins of a length say something about rates.</summary>
    private const double LeastInFullest = 20;

    private static readonly int[] s_binMinutes = [1, 5, 15, 60];

    private readonly List<(long Time, double Posts)> _points = [];
    private double[]? _sums;

    public bool IsFull => _points.Count >= MaxPoints;

    public bool IsEmpty => _points.Count == 0;

    public double Total => Sums().Length == 0 ? 0 : Sums()[^1];

    /// <summary>Time of the first post; unix milliseconds.</summary>
    public long FirstAt => PointAt(0).Time;

    public long LastAt => PointAt(_points.Count - 1).Time;

    /// <param name="from">Unix milliseconds of the first minute.</param>
    /// <param name="byMinute">Posts of each minute.</param>
    public static EventVolume OfMinutes(long from, IReadOnlyList<int> byMinute)
    {
        const int Seconds = MinuteMs / SecondMs;
        var volume = new EventVolume();
        for (int minute = 0; minute < byMinute.Count; minute++)
        {
            for (int second = 0; second < Seconds && byMinute[minute] > 0; second++)
                volume.Add(from + ((long)minute * MinuteMs) + (second * SecondMs) + (SecondMs / 2), (double)byMinute[minute] / Seconds);
        }

        return volume;
    }

    /// <summary>Takes in posts; times may come in any order.</summary>
    public void Add(long time, double posts = 1)
    {
        if (IsFull)
            return;
        _points.Add((time, posts));
        _sums = null;
    }

    /// <summary>Posts at or before a time.</summary>
    public double Until(long time)
    {
        double[] sums = Sums();
        int end = CountUntil(time);
        return end == 0 ? 0 : sums[end - 1];
    }

    /// <summary>When the post of a number came, from 1; null where there are fewer.</summary>
    public long? TimeOf(double number)
    {
        // Minutes spread over seconds add up to whole posts only within rounding.
        const double Tolerance = 1e-6;
        double[] sums = Sums();
        int at = Array.BinarySearch(sums, number - Tolerance);
        at = at < 0 ? ~at : at;
        return at < sums.Length ? _points[at].Time : null;
    }

    /// <summary>Posts a minute over the bin that ends at a time.</summary>
    public double PerMinute(long time, TimeSpan bin) => (Until(time) - Until(time - (long)bin.TotalMilliseconds)) / bin.TotalMinutes;

    /// <summary>The shortest bin whose fullest one holds enough to speak of a rate; the longest where none does.</summary>
    public TimeSpan RateBin()
    {
        foreach (int minutes in s_binMinutes)
        {
            if (Fullest(TimeSpan.FromMinutes(minutes)).Posts >= LeastInFullest)
                return TimeSpan.FromMinutes(minutes);
        }

        return TimeSpan.FromMinutes(s_binMinutes[^1]);
    }

    /// <summary>The fullest bin: when it begins and how many posts it holds. Bins begin at multiples of their length.</summary>
    public (long Start, double Posts) Fullest(TimeSpan bin)
    {
        (long Start, double Posts) fullest = (0, 0);
        foreach ((long start, double posts) in Bins(bin))
            fullest = posts > fullest.Posts ? (start, posts) : fullest;
        return fullest;
    }

    /// <summary>Bins that hold anything, in order of time.</summary>
    public IEnumerable<(long Start, double Posts)> Bins(TimeSpan bin)
    {
        Sums();
        long length = (long)bin.TotalMilliseconds;
        (long Start, double Posts) open = (long.MinValue, 0);
        foreach ((long time, double posts) in _points)
        {
            long start = time / length * length;
            if (start != open.Start && open.Posts > 0)
                yield return open;
            open = start == open.Start ? (start, open.Posts + posts) : (start, posts);
        }

        if (open.Posts > 0)
            yield return open;
    }

    /// <summary>
    /// When it clearly began to rise, by <see cref="EventOnset"/> on counts of the minute; the first post where it never rose clearly. Words of an event are
    /// used before it too, so the first post alone says little.
    /// </summary>
    public long Rise()
    {
        var bins = Bins(TimeSpan.FromMinutes(1)).ToDictionary(static bin => bin.Start / MinuteMs, static bin => bin.Posts);
        long first = FirstAt / MinuteMs;
        long steps = (LastAt / MinuteMs) - first + 1;
        if (steps is < 2 or > CountSeries.MaxSteps)
            return FirstAt;
        var points = new SeriesPoint[steps];
        for (int i = 0; i < points.Length; i++)
            points[i] = new SeriesPoint((first + i) * MinuteMs, bins.GetValueOrDefault(first + i), "");
        int onset = EventOnset.Of(new CountSeries("", TimeSpan.FromMinutes(1), points, 0));
        return onset < 0 ? FirstAt : PointAt(CountUntil(points[onset].UnixMs - 1)).Time;
    }

    private (long Time, double Posts) PointAt(int index)
    {
        Sums();
        return _points[index];
    }

    /// <summary>Points at or before a time.</summary>
    private int CountUntil(long time)
    {
        int low = 0;
        int high = _points.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _points[middle].Time <= time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private double[] Sums()
    {
        if (_sums is not null)
            return _sums;
        _points.Sort(static (a, b) => a.Time.CompareTo(b.Time));
        _sums = new double[_points.Count];
        double sum = 0;
        for (int i = 0; i < _sums.Length; i++)
            _sums[i] = sum += _points[i].Posts;
        return _sums;
    }
}
