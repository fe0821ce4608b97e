namespace RtmPipeline.Trends.Growth;

/// <summary>How cascades and share counts grow. Either may be missing.</summary>
internal sealed record GrowthModel
{
    public GrowthForm? Cascades { get; init; }

    public GrowthForm? Shares { get; init; }

    public static GrowthModel Shipped()
    {
        var none = new Dictionary<TimeSpan, double>();
        return new GrowthModel { Cascades = new GrowthForm(none), Shares = new GrowthForm(none) };
    }
}
