using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Opportunities.Reinforce;

/// <summary>What was predicted of a cascade early on, kept to be held against what came.</summary>
/// <remarks>
/// The growth model says how many reposts there will be at the horizon. Until then they are taken to come evenly in the logarithm of time, as attention that fades by a power of
/// time close to −1 makes them (Crane and Sornette, PNAS 2008): of what is to come after the age s, the share ln(t/s)/ln(T/s) has come at the age t. There is nothing to fit in it.
/// The lower bound now is the same share of the 90 % interval's low end.
/// </remarks>
/// <param name="Seconds">Age of the post when it was made.</param>
/// <param name="HorizonSeconds">Age it is about.</param>
/// <param name="Growth">Count then, final count and its intervals.</param>
/// <param name="Reach">Followers reached, as predicted.</param>
internal sealed record EarlyPrediction(double Seconds, double HorizonSeconds, GrowthForecast Growth, ReachForecast Reach)
{
    /// <summary>Middle estimate of the count at an age, and the low end of its 90 % interval.</summary>
    public (double Expected, double Low) At(double seconds)
    {
        double share = Math.Clamp(ShareCome(Seconds, seconds), 0, 1);
        return (
            Growth.ObservedCount + ((Growth.Final - Growth.ObservedCount) * share),
            Growth.ObservedCount + ((Growth.Low90 - Growth.ObservedCount) * share));
    }

    /// <summary>Share of what is to come after one age that has come at a later one.</summary>
    public double ShareCome(double from, double to) =>
        to >= HorizonSeconds ? 1 : Math.Log(Math.Max(to, from) / from) / Math.Log(HorizonSeconds / from);
}
