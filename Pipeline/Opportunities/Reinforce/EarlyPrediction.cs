using RtmPipeline.Opportunities.Saving;
using RtmPipeline.State;
using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Opportunities.Reinforce;

/// <summary>What was predicted of a cascade early on, kept to be held against what came.</summary>
/// <remarks>
/// The growth model says how many there will be at the horizon. Until then they are taken to come evenly in the logarithm of time, as attention that fades by a power of
/// time close to −1 makes them (Crane and Sornette, PNAS 2008): of what is to come after the age s, the share ln(t/s)/ln(T/s) has come at the age t. There is nothing to fit in it.
/// The low end for an age is half of the growth predicted until then. The model's own intervals are of the final count, which may still be multiplied by somebody with a million followers,
/// so they are wide; the next hours are known better: of 60 recorded cascades, each predicted at half an hour by a model of the others, 95 % had at least 0.58 to 0.64 of the growth
/// predicted for ages from 45 minutes to six hours. A half is the round number below.
/// </remarks>
/// <param name="Seconds">Age of the post when it was made.</param>
/// <param name="HorizonSeconds">Age it is about.</param>
/// <param name="Growth">Count then, final count and its intervals.</param>
/// <param name="Reach">Followers reached, as predicted.</param>
internal sealed record EarlyPrediction(double Seconds, double HorizonSeconds, GrowthForecast Growth, ReachForecast Reach)
{
    /// <summary>Part of the predicted growth below which hardly a cascade stays that goes on as predicted.</summary>
    private const double LowPart = 0.5;

    /// <summary>Middle estimate of the count at an age, and the low end for it.</summary>
    public (double Expected, double Low) At(double seconds)
    {
        double share = Math.Clamp(ShareCome(Seconds, seconds), 0, 1);
        double growth = (Growth.Final - Growth.ObservedCount) * share;
        return (Growth.ObservedCount + growth, Growth.ObservedCount + (LowPart * growth));
    }

    /// <summary>Share of what is to come after one age that has come at a later one.</summary>
    public double ShareCome(double from, double to) =>
        to >= HorizonSeconds ? 1 : Math.Log(Math.Max(to, from) / from) / Math.Log(HorizonSeconds / from);

    public void Save(StateWriter to)
    {
        to.Double(Seconds);
        to.Double(HorizonSeconds);
        Whole.Write(to, Growth);
        Whole.Write(to, Reach);
    }

    public static EarlyPrediction Load(StateReader from)
    {
        double seconds = from.Double();
        double horizonSeconds = from.Double();
        return new EarlyPrediction(seconds, horizonSeconds, Whole.Read<GrowthForecast>(from), Whole.Read<ReachForecast>(from));
    }
}
