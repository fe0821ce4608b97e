namespace RtmPipeline.Trends.Series;

/// <summary>
/// How busy each half hour of the day and each hour of the week is (UTC), relative to the day's level: two multiplicative profiles, learned row by
/// row and shrunk towards 1, so that a series seen for a day or two has almost none and one seen for weeks has a full one.
/// </summary>
internal sealed class SeriesSeason
{
    private const int DaySlots = 48;
    private const int WeekSlots = 168;
    private const long DaySlotMs = 1_800_000;
    private const long WeekSlotMs = 3_600_000;

    /// <summary>The epoch fell on a Thursday; a slot of the week counts from a Thursday, which any day does as well as another.</summary>
    private const long DayMs = DaySlots * DaySlotMs;

    /// <summary>Days (or weeks) of evidence at which a profile is believed as much as "no season".</summary>
    private const double Shrinkage = 3;

    /// <summary>An hour busier than this many times the day's level is an event; it counts as this much.</summary>
    private const double MaxRatio = 3;

    /// <summary>What a slot keeps of its evidence from one visit to the next: memory of about a month of days.</summary>
    private const double Keep = 0.97;

    /// <summary>Half-life of the level that slots are compared with.</summary>
    private const double LevelHalfLifeMs = DayMs;

    private readonly double[] _dayRatio = new double[DaySlots];
    private readonly double[] _dayWeight = new double[DaySlots];
    private readonly double[] _weekRatio = new double[WeekSlots];
    private readonly double[] _weekWeight = new double[WeekSlots];
    private double _levelSum;
    private double _levelMs;
    private Slot _day = new(-1, 0, 0);
    private Slot _week = new(-1, 0, 0);

    private record struct Slot(long Number, double Count, double ExpectedCount);

    /// <summary>Takes the count of the time <paramref name="stepMs"/> that ends at <paramref name="unixMs"/>.</summary>
    /// <param name="passedMs">Time since the row before.</param>
    public void Observe(long unixMs, double value, double stepMs, double passedMs)
    {
        double expected = _levelMs > 0 ? _levelSum / _levelMs * stepMs : value;
        long day = FloorDivide(unixMs, DaySlotMs);
        if (day != _day.Number)
        {
            Close(_day, _dayRatio, _dayWeight, 1);
            _day = new Slot(day, 0, 0);
        }

        long week = FloorDivide(unixMs, WeekSlotMs);
        if (week != _week.Number)
        {
            Close(_week, _weekRatio, _weekWeight, DayFactor(_week.Number * WeekSlotMs + (WeekSlotMs / 2)));
            _week = new Slot(week, 0, 0);
        }

        _day = _day with { Count = _day.Count + value, ExpectedCount = _day.ExpectedCount + expected };
        _week = _week with { Count = _week.Count + value, ExpectedCount = _week.ExpectedCount + expected };
        double keep = Math.Exp(-Math.Log(2) * passedMs / LevelHalfLifeMs);
        _levelSum = (_levelSum * keep) + value;
        _levelMs = (_levelMs * keep) + stepMs;
    }

    /// <summary>Factor of the time given: 1 where nothing is known.</summary>
    public double Factor(long unixMs)
    {
        int week = (int)Modulo(FloorDivide(unixMs, WeekSlotMs), WeekSlots);
        return DayFactor(unixMs) * Shrunk(_weekRatio[week], _weekWeight[week]);
    }

    /// <summary>Mean factor from <paramref name="fromMs"/> on for <paramref name="lengthMs"/>, from at most 24 points.</summary>
    public double MeanFactor(long fromMs, double lengthMs)
    {
        int points = (int)Math.Clamp(lengthMs / (DaySlotMs / 3), 1, 24);
        double sum = 0;
        for (int i = 0; i < points; i++)
            sum += Factor(fromMs + (long)((i + 0.5) * lengthMs / points));
        return sum / points;
    }

    /// <summary>Between the middles of two slots the factor moves in a straight line.</summary>
    private double DayFactor(long unixMs)
    {
        double place = (double)Modulo(unixMs, DayMs) / DaySlotMs - 0.5;
        int left = (int)Math.Floor(place);
        double share = place - left;
        int a = (left + DaySlots) % DaySlots;
        int b = (left + 1) % DaySlots;
        return ((1 - share) * Shrunk(_dayRatio[a], _dayWeight[a])) + (share * Shrunk(_dayRatio[b], _dayWeight[b]));
    }

    private static void Close(Slot slot, double[] ratios, double[] weights, double known)
    {
        double expected = slot.ExpectedCount * known;
        if (slot.Number < 0 || !(expected > 0))
            return;
        int i = (int)Modulo(slot.Number, ratios.Length);
        // Few expected counts say little about a ratio.
        double weight = expected / (expected + 2);
        ratios[i] = (ratios[i] * Keep) + (weight * Math.Min(slot.Count / expected, MaxRatio));
        weights[i] = (weights[i] * Keep) + weight;
    }

    private static double Shrunk(double ratio, double weight) => (ratio + Shrinkage) / (weight + Shrinkage);

    private static long FloorDivide(long a, long b) => (a - Modulo(a, b)) / b;

    private static long Modulo(long a, long b) => ((a % b) + b) % b;
}
