using RtmPipeline.State;

namespace RtmPipeline.Trends.Regression;

/// <summary>A forecast that waits for its horizon to pass.</summary>
internal sealed record WaitingForecast
{
    public required long Tick { get; init; }

    public required long DueTick { get; init; }

    public required int Slot { get; init; }

    /// <summary>Tells this use of the slot from others.</summary>
    public required int Generation { get; init; }

    /// <summary>Mentions ever counted of the topic when it was made; the truth is what was added since.</summary>
    public required double Total { get; init; }

    /// <summary>Mentions a minute that "no change" goes on with.</summary>
    public required double PresentRate { get; init; }

    /// <summary>What the shipped regression alone expected.</summary>
    public required double Shipped { get; init; }

    public required GrowthInterval Said { get; init; }

    public required double[] Features { get; init; }

    /// <param name="to">Where to.</param>
    /// <param name="written">Features written before, with their numbers: those of the horizons that follow a topic at a tick are the same ones.</param>
    public void Save(StateWriter to, Dictionary<double[], int> written)
    {
        ReadOnlySpan<long> whole = [Tick, DueTick, Slot, Generation];
        ReadOnlySpan<double> numbers = [Total, PresentRate, Shipped, Said.Expected, Said.Low90, Said.Low50, Said.High50, Said.High90];
        to.Values(whole);
        to.Values(numbers);
        bool isNew = written.TryAdd(Features, written.Count);
        to.Int(written[Features]);
        if (isNew)
            to.Values(Features);
    }

    /// <param name="from">Where from.</param>
    /// <param name="read">Features read before, by number.</param>
    /// <param name="slots">Slots that there are.</param>
    /// <exception cref="StateFormatException">It is no waiting forecast.</exception>
    public static WaitingForecast Read(StateReader from, List<double[]> read, int slots)
    {
        Span<long> whole = stackalloc long[4];
        Span<double> numbers = stackalloc double[8];
        from.ValuesInto(whole);
        from.ValuesInto(numbers);
        int features = from.Int();
        if (features < 0 || features > read.Count)
            throw from.Broken($"there are no features {features} of {read.Count}");
        if (features == read.Count)
        {
            read.Add(new double[TopicFeatures.Count]);
            from.ValuesInto<double>(read[features]);
        }

        if (whole[2] < 0 || whole[2] >= slots || (int)whole[3] != whole[3])
            throw from.Broken($"a forecast of the slot {whole[2]}, generation {whole[3]}, where there are {slots} slots");
        return new WaitingForecast
        {
            Tick = whole[0],
            DueTick = whole[1],
            Slot = (int)whole[2],
            Generation = (int)whole[3],
            Total = numbers[0],
            PresentRate = numbers[1],
            Shipped = numbers[2],
            Said = new GrowthInterval(numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]),
            Features = read[features],
        };
    }
}
