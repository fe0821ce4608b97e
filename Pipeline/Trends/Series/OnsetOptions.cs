namespace RtmPipeline.Trends.Series;

/// <summary>How the beginning of a trend is found in a series of counts.</summary>
/// <remarks>
/// Chosen by hand from round numbers in the middle of wide plateaus, looking at five Twitter volume series of the Numenta Anomaly Benchmark
/// (AAPL, CRM, CVS, FB, GOOG), thinned copies of them and copies that begin later; <c>OnsetBenchmarkTests</c> prints the score around each.
/// Spans are converted to rows of the series, one at least, so that a series by the second and one by the day are read in the same way.
/// </remarks>
internal sealed record OnsetOptions
{
    /// <summary>Window that finds a jump: the count is averaged over it. <value>Default 10 minutes; 1 second to 1 day.</value></summary>
    public TimeSpan ShortWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Window that finds a climb of hours. <value>Default 4 hours; 1 second to 1 day.</value></summary>
    public TimeSpan LongWindow { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Window that finds an event that is broad rather than high. <value>Default 12 hours; 1 second to 1 day.</value></summary>
    public TimeSpan BroadWindow { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Half-life of the memory of past daily peaks. <value>Default 28 days; 1 to 3,650 days.</value></summary>
    public TimeSpan PeakHalfLife { get; init; } = TimeSpan.FromDays(28);

    /// <summary>Half-life of the mean count, which stands in for missing rows and steadies logarithms of small counts. <value>Default 14 days; 1 to 3,650 days.</value></summary>
    public TimeSpan LevelHalfLife { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Share of the mean count added before a logarithm is taken. <value>Default 0.5; 0 to 10.</value></summary>
    public double LevelShare { get; init; } = 0.5;

    /// <summary>Mentions added to a window before a logarithm is taken: so few more or less say nothing. <value>Default 4; 0.1 to 1,000.</value></summary>
    public double NoiseMentions { get; init; } = 4;

    /// <summary>How far the logarithm of daily peaks spreads in a series not known yet. <value>Default 0.5; 0.05 to 5.</value></summary>
    public double PriorSpread { get; init; } = 0.5;

    /// <summary>Days of a series that weigh as much as <see cref="PriorSpread"/>. <value>Default 4; 0.1 to 1,000.</value></summary>
    public double PriorDays { get; init; } = 4;

    /// <summary>Spread that is always added, so that the smallest rise of a very steady series is no trend. <value>Default 0.2; 0.01 to 5.</value></summary>
    public double LeastSpread { get; init; } = 0.2;

    /// <summary>
    /// An event is held for this long after its last high row: until then only an escalation alerts; for as long again, only what tops
    /// its peak. <value>Default 12 hours; 1 minute to 7 days, at least two rows.</value>
    /// </summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How many times the count of its beginning an event must reach to alert again. <value>Default 3; 1.1 to 1,000.</value></summary>
    public double Escalation { get; init; } = 3;

    /// <summary>What follows an alert within this time belongs to the beginning of the event. <value>Default 30 minutes; 1 second to 1 day.</value></summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Time without alerts at the beginning of a series; at least <see cref="OnsetDetector.MinWarmUpRows"/> rows. <value>Default 24 hours; 0 to 365 days.</value></summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Score that alerts. <value>Default <see cref="OnsetCalibration.ShippedThreshold"/>; 0.01 to 0.99.</value></summary>
    public double Threshold { get; init; } = OnsetCalibration.ShippedThreshold;

    /// <summary>Every option outside its range, with its value and the range; nothing when all are well.</summary>
    public IEnumerable<string> Faults()
    {
        TimeSpan second = TimeSpan.FromSeconds(1);
        TimeSpan day = TimeSpan.FromDays(1);
        TimeSpan tenYears = TimeSpan.FromDays(3650);
        return new[]
        {
            Outside(nameof(ShortWindow), ShortWindow, second, day),
            Outside(nameof(LongWindow), LongWindow, second, day),
            Outside(nameof(BroadWindow), BroadWindow, second, day),
            Outside(nameof(PeakHalfLife), PeakHalfLife, day, tenYears),
            Outside(nameof(LevelHalfLife), LevelHalfLife, day, tenYears),
            Outside(nameof(LevelShare), LevelShare, 0, 10),
            Outside(nameof(NoiseMentions), NoiseMentions, 0.1, 1000),
            Outside(nameof(PriorSpread), PriorSpread, 0.05, 5),
            Outside(nameof(PriorDays), PriorDays, 0.1, 1000),
            Outside(nameof(LeastSpread), LeastSpread, 0.01, 5),
            Outside(nameof(Hold), Hold, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7)),
            Outside(nameof(Escalation), Escalation, 1.1, 1000),
            Outside(nameof(Settling), Settling, second, day),
            Outside(nameof(WarmUp), WarmUp, TimeSpan.Zero, TimeSpan.FromDays(365)),
            Outside(nameof(Threshold), Threshold, 0.01, 0.99),
        }.OfType<string>();
    }

    private static string? Outside<T>(string name, T value, T least, T most)
        where T : IComparable<T>, IFormattable =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0 ? null : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} is {value}, not from {least} to {most}");
}
