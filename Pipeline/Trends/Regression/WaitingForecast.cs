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
}
