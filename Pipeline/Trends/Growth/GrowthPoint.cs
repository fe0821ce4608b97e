namespace RtmPipeline.Trends.Growth;

/// <summary>What is known of a cascade or a series at one moment, in the form the regression takes.</summary>
/// <param name="Count">Reposts or shares so far.</param>
/// <param name="Offset">Log of (1 + final) as the self-exciting process alone would have it, or of (1 + count) where there is none: the regression corrects it.</param>
/// <param name="Features">Values of the features.</param>
internal sealed record GrowthPoint(double Count, double Offset, double[] Features)
{
    /// <summary>Log of (1 + count): a final count is never below it.</summary>
    public double LogCount => Math.Log(1 + Count);
}
