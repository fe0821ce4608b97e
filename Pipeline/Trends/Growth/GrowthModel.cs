namespace RtmPipeline.Trends.Growth;

/// <summary>How cascades and share counts grow. Either may be missing.</summary>
internal sealed record GrowthModel
{
    public GrowthForm? Cascades { get; init; }

    public GrowthForm? Shares { get; init; }

    public static GrowthModel Shipped() => new() { Cascades = new GrowthForm(new LogLinear([], [])), Shares = new GrowthForm(new LogLinear([], [])) };
}
