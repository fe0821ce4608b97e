namespace RtmPipeline.Trends.Growth;

/// <summary>Nothing more will come.</summary>
internal sealed class NoChange : IGrowthBaseline
{
    public string Name => "no change";

    public double Predict(double observedCount) => observedCount;
}
