namespace RtmPipeline.Trends.Series;

/// <summary>From the surprise of a row to the probability that a trend begins there.</summary>
/// <remarks>
/// A logistic curve (Platt, Probabilistic outputs for support vector machines, 1999, with his targets (n + 1)/(n + 2) against certainty on few events).
/// </remarks>
internal static class OnsetCalibration
{
    /// <summary>Score at which the shipped detector alerts.</summary>
    public const double ShippedThreshold = 0.3;

    /// <summary>Surprise at which a trend is as likely as not.</summary>
    private const double EvenSurprise = 2.1;

    /// <summary>Growth of the log odds with a unit of surprise.</summary>
    private const double Slope = 2.0;

    /// <summary>Digits of a score; a decision is made on the rounded one, so that machines whose exponentials differ in the last bit agree.</summary>
    private const int Digits = 6;

    public static double Score(double surprise) => Math.Round(1 / (1 + Math.Exp(-Slope * (surprise - EvenSurprise))), Digits);

    /// <summary>The surprise whose score is the one given.</summary>
    public static double Surprise(double score) => Math.Round(EvenSurprise + (Math.Log(score / (1 - score)) / Slope), Digits);
}
