using RtmPipeline.State;

namespace RtmPipeline.Trends;

/// <summary>
/// What a topic usually is at each hour of the week, in some 750 bytes: mentions by hour, older weeks fading with a half-life of three weeks, and how much its
/// hours scatter around their mean.
/// </summary>
/// <remarks>
/// Weights grow instead of old sums shrinking (forward decay: Cormode, Shkapenyuk, Srivastava, Xu, ICDE 2009), so that a post late by days adds to its hour like any
/// other, in any order. The newest hours wait outside: what happens now must not raise what is expected now.
/// </remarks>
internal sealed class SeasonalProfile
{
    public const int HoursOfWeek = 168;
    public const int HoursOfDay = 24;

    /// <summary>Newest hours that are not yet part of the past: the present one, and two before it that an hour's window may still look at.</summary>
    private const int RecentHours = 3;

    private const double HalfLifeHours = 504;

    /// <summary>Hours after which the weights are brought back by an exact power of two, long before they overflow.</summary>
    private const long RescaleHours = 15_120;
    private const double RescaleFactor = 1.0 / (1 << 30);

    /// <summary>Hours of the same day of the week count as much as this many of other days: one says little alone.</summary>
    private const double OtherDays = 1;

    /// <summary>Scatter is learned over this many hours, a week; until it has seen some, the option's dispersion stands for it.</summary>
    private const double ScatterMemory = 168;
    private const double ScatterPrior = 24;

    /// <summary>One hour says at most this many times the option's dispersion, so that an event does not hide the next one; nor does the whole.</summary>
    private const double MaxScatter = 2;

    /// <summary>Whole days before an hour is known to be usual, and how far above the day's mean hour it then is.</summary>
    private const int DaysToKnowHours = 2;
    private const double UsualHourRatio = 2;

    /// <summary>Hours of silence looked at when the topic is heard again.</summary>
    private const int MaxSilentHours = 24;

    /// <summary>Hours from 1970 to beyond the year 9999: no post tells a later time.</summary>
    private const long MaxHour = 71_000_000;

    private readonly float[] _sums = new float[HoursOfWeek];
    private readonly double _dispersion;
    private long _firstHour;
    private long _landmark;
    private readonly double[] _recent = new double[RecentHours];
    private long _newest;
    private double _scatter;
    private double _scatterHours = ScatterPrior;

    /// <param name="hour">Number of the hour at which counting begins, from 1970.</param>
    /// <param name="dispersion">The option: what the scatter is before anything is known.</param>
    public SeasonalProfile(long hour, double dispersion)
    {
        _firstHour = hour + 1;
        _landmark = hour;
        _newest = hour;
        _dispersion = dispersion;
        _scatter = dispersion * dispersion;
    }

    /// <summary>Slot of the topic it belongs to.</summary>
    public int Slot { get; init; }

    /// <summary>Its place in the list of profiles given away.</summary>
    public int Place { get; set; }

    public void Save(StateWriter to)
    {
        ReadOnlySpan<long> hours = [_firstHour, _landmark, _newest];
        ReadOnlySpan<double> scatter = [_scatter, _scatterHours];
        to.Values(hours);
        to.Values(scatter);
        to.Values(_recent);
        to.Values(_sums);
    }

    /// <summary>Takes over what was saved.</summary>
    /// <exception cref="StateFormatException">It is no state of a profile.</exception>
    public void Load(StateReader from)
    {
        Span<long> hours = stackalloc long[3];
        Span<double> scatter = stackalloc double[2];
        from.ValuesInto(hours);
        from.ValuesInto(scatter);
        from.ValuesInto<double>(_recent);
        from.ValuesInto<float>(_sums);
        if (hours.ContainsAnyExceptInRange(-MaxHour, MaxHour))
            throw from.Broken("an hour lies beyond all times");
        (_firstHour, _landmark, _newest) = (hours[0], hours[1], hours[2]);
        (_scatter, _scatterHours) = (scatter[0], scatter[1]);
    }

    /// <summary>Whole days seen.</summary>
    public long DaysSeen(long hour) => Math.Max(0, (hour - _firstHour) / HoursOfDay);

    /// <summary>Over-dispersion of its hourly counts, between the option's and twice that.</summary>
    public double Dispersion => Math.Clamp(Math.Sqrt(_scatter), _dispersion, MaxScatter * _dispersion);

    /// <summary>Counts mentions of an hour, in any order of hours.</summary>
    public void Add(long hour, double mentions)
    {
        if (hour > _newest)
            MoveTo(hour);
        if (hour > _newest - RecentHours)
            _recent[Ring(hour)] += mentions;
        else
            Fold(hour, mentions);
    }

    /// <summary>Takes back mentions of an hour, where they stand in it; nothing falls below nothing. What an hour taught about scatter stays.</summary>
    public void TakeBack(long hour, double mentions)
    {
        if (hour > _newest)
            return;
        if (hour > _newest - RecentHours)
        {
            ref double waiting = ref _recent[Ring(hour)];
            waiting = Math.Max(0, waiting - mentions);
        }
        else if (hour >= _firstHour && hour > _newest - HoursOfWeek)
        {
            ref float sum = ref _sums[SlotOf(hour)];
            sum = Math.Max(0, sum - (float)(mentions * Weight(hour - _landmark)));
        }
    }

    /// <summary>Usual mentions a minute at a moment, between the middles of two hours; NaN when no day before had them.</summary>
    /// <param name="hour">The moment in hours from 1970; not before the newest mention's hour by more than one.</param>
    public double PerMinute(double hour)
    {
        double middle = hour - 0.5;
        long before = (long)Math.Floor(middle);
        double share = middle - before;
        double low = OfHour(before);
        double high = OfHour(before + 1);
        return (low * (1 - share)) + (high * share);
    }

    /// <summary>True when this is an hour of the day at which the topic usually is large: twice its mean hour of the day, and heard of, over two days at least.</summary>
    public bool IsUsualHour(double hour)
    {
        if (DaysSeen((long)hour) < DaysToKnowHours)
            return false;
        double day = 0;
        for (int before = 0; before < HoursOfDay; before++)
            day += OfHour((long)hour - before);
        double usual = PerMinute(hour);
        // Not a number fails both comparisons.
        return usual * 60 >= 1 && usual >= UsualHourRatio * day / HoursOfDay;
    }

    /// <summary>Usual mentions a minute in an hour, from the same hour of the days before, this day of the week more than others.</summary>
    private double OfHour(long hour)
    {
        (double days, double dayWeight) = Past(hour, HoursOfDay);
        if (dayWeight == 0)
            return double.NaN;
        (double weeks, double weekWeight) = Past(hour, HoursOfWeek);
        return (weeks + (OtherDays * days / dayWeight)) / (weekWeight + OtherDays) / 60;
    }

    /// <summary>Mentions in an hour and the same one some periods before, and the weights of those hours; what waits outside is left out.</summary>
    private (double Mentions, double Weight) Past(long hour, int period)
    {
        long last = hour - period;
        if (last < _firstHour)
            return (0, 0);
        long occurrences = ((last - _firstHour) / period) + 1;
        double ratio = Weight(-period);
        double weight = (1 - Math.Pow(ratio, occurrences)) / (1 - ratio);
        double sum = 0;
        for (int offset = 0; offset < HoursOfWeek; offset += period)
            sum += _sums[SlotOf(last - offset)];
        return (sum / Weight(last - _landmark), weight);
    }

    private void MoveTo(long hour)
    {
        // After a long silence only its first hours are looked at one by one; by then nothing waits any more.
        for (int i = 0; i < MaxSilentHours && _newest < hour; i++)
        {
            long oldest = ++_newest - RecentHours;
            ref double waiting = ref _recent[Ring(_newest)];
            Learn(oldest, waiting);
            Fold(oldest, waiting);
            waiting = 0;
        }

        _newest = hour;
    }

    private void Learn(long hour, double mentions)
    {
        if (hour < _firstHour)
            return;
        double mean = OfHour(hour) * 60;
        // Below a few mentions an hour, chance hides the scatter.
        if (!(mean >= 4))
            return;
        double limit = MaxScatter * MaxScatter * _dispersion * _dispersion;
        double seen = Math.Min((((mentions - mean) * (mentions - mean)) - mean) / (mean * mean), limit);
        _scatterHours = Math.Min(ScatterMemory, _scatterHours + 1);
        _scatter = Math.Max(0, _scatter + ((seen - _scatter) / _scatterHours));
    }

    private void Fold(long hour, double mentions)
    {
        if (hour < _firstHour || mentions == 0)
            return;
        while (hour - _landmark > RescaleHours)
        {
            for (int i = 0; i < HoursOfWeek; i++)
                _sums[i] *= (float)RescaleFactor;
            _landmark += RescaleHours;
        }

        _sums[SlotOf(hour)] += (float)(mentions * Weight(hour - _landmark));
    }

    /// <summary>Single precision hides the last bits, about which libraries disagree.</summary>
    private static double Weight(long hours) => (float)Math.Pow(2, hours / HalfLifeHours);

    private static int SlotOf(long hour) => (int)(((hour % HoursOfWeek) + HoursOfWeek) % HoursOfWeek);

    private static int Ring(long hour) => (int)(((hour % RecentHours) + RecentHours) % RecentHours);
}
