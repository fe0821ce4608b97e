namespace RtmPipeline.Trends.Regression;

/// <summary>A forecast with its intervals, in logs of the ratio to "no change". Nested: Low90 ≤ Low50 ≤ Expected ≤ High50 ≤ High90.</summary>
internal readonly record struct GrowthInterval(double Expected, double Low90, double Low50, double High50, double High90)
{
    public bool Holds90(double truth) => truth >= Low90 && truth <= High90;

    public bool Holds50(double truth) => truth >= Low50 && truth <= High50;
}
