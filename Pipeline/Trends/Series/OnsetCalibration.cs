namespace RtmPipeline.Trends.Series;

/// <summary>From the surprise of a row to the probability that a trend begins there.</summary>
/// <remarks>
/// <para>
/// A logistic curve (Platt, Probabilistic outputs for support vector machines, 1999, with his targets (n + 1)/(n + 2) against certainty on few
/// events), fitted to five Twitter volume series of the Numenta Anomaly Benchmark (AAPL, CRM, CVS, FB, GOOG): the highest surprise within each
/// of their 15 labelled windows against the highest of each of some 200 other stretches of a day around. So a score of 0.3 says that three of
/// ten peaks like this one were events to those who labelled them. Four of the series give the same curve for the fifth, within 0.15 and 0.2.
/// </para>
/// <para>
/// The threshold is low on purpose: by the benchmark's costs a missed event weighs as much as nine false alarms. It was chosen where the
/// benchmark's score over the five series, two thinned copies of them and four that begin later is highest and flat (surprise 1.5 to 1.7).
/// To fit both again, see <c>OnsetBenchmarkTests</c>, which prints the curve and the score at every threshold.
/// </para>
/// </remarks>
internal static class OnsetCalibration
{
    /// <summary>Score at which the shipped detector alerts; a surprise of 1.6.</summary>
    public const double ShippedThreshold = 0.16;

    /// <summary>Surprise at which a trend is as likely as not.</summary>
    private const double EvenSurprise = 2.45;

    /// <summary>Growth of the log odds with a unit of surprise.</summary>
    private const double Slope = 1.95;

    /// <summary>Digits of a score; a decision is made on the rounded one, so that machines whose exponentials differ in the last bit agree.</summary>
    private const int Digits = 6;

    /// <summary>The probability, 0 to 1, that belongs to a surprise.</summary>
    public static double Score(double surprise) => Math.Round(1 / (1 + Math.Exp(-Slope * (surprise - EvenSurprise))), Digits);

    /// <summary>The score of a row that an event holds back: below the threshold, nearer to it the nearer the row comes to an alert.</summary>
    /// <param name="threshold">The score that alerts.</param>
    /// <param name="share">How near the row comes, from 0 to below 1.</param>
    public static double Held(double threshold, double share) => Math.Round(threshold * share, Digits);

    /// <summary>The surprise whose score is the one given, between 0 and 1.</summary>
    public static double Surprise(double score) => Math.Round(EvenSurprise + (Math.Log(score / (1 - score)) / Slope), Digits);
}
