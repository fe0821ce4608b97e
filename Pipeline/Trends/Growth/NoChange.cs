namespace RtmPipeline.Trends.Growth;

/// <summary>Nothing more comes.</summary>
internal sealed class NoChange : IGrowthBaseline
{
    public string Name => "no change";

    public double Predict(Cascade cascade, TimeSpan observed) => GrowthCounts.At(cascade, observed);

    public double Predict(ShareSeries shares, TimeSpan observed) => GrowthCounts.At(shares, observed);
}
