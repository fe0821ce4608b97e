namespace RtmPipeline.Tagging.Themes;

/// <summary>
/// Turns evidence into probabilities: p = 0.97 · (1 − e^(−0.837·n)) · (0.4 + 0.6 · share), where n is the category's evidence in plain words and
/// share its part of all evidence in the text. Unrivalled, one weak word gives 0.28, one plain word 0.55, one strong word 0.79, two strong words 0.94.
/// </summary>
/// <remarks>
/// The two numbers of the curve put one plain word a little above a half and keep even a text full of words short of certainty; the share's floor keeps
/// a clear word (0.55 · 0.67) among those of one other theme, and drops it (0.55 · 0.5) among those of several. A rule of thumb, not a measured frequency.
/// </remarks>
internal static class ThemeScale
{
    private const double Ceiling = 0.97;
    private const double ModelTrust = 0.85;
    private const double Steepness = 0.837;
    private const double ShareFloor = 0.4;

    // In tenths of a plain word. Beyond it the curve is flat to three decimals.
    private const int MaxEvidence = 120;

    // Rounded, as exponentials differ in the last bit from one machine to another, and outputs must not.
    private const int Decimals = 3;

    private static readonly double[] s_curve =
        [.. Enumerable.Range(0, MaxEvidence + 1).Select(static tenths => Math.Round(Ceiling * (1 - Math.Exp(-Steepness * tenths / ThemeEntry.Plain)), Decimals))];

    /// <param name="evidence">Of the category, in tenths of a plain word; 0 or more.</param>
    /// <param name="total">Of all entries in the text, at least <paramref name="evidence"/>.</param>
    /// <returns>In [0, 0.97], three decimals.</returns>
    public static float Probability(int evidence, int total)
    {
        double alone = s_curve[Math.Min(evidence, MaxEvidence)];
        double share = ShareFloor + (1 - ShareFloor) * evidence / total;
        return (float)Math.Round(alone * share, Decimals);
    }

    /// <summary>Lexicon and model as independent witnesses, the model trusted a little less: 1 − (1 − lexicon) · (1 − 0.85 · model), at most 0.97.</summary>
    public static float Join(float lexicon, float model) =>
        (float)Math.Round(Math.Min(Ceiling, 1 - ((1 - (double)lexicon) * (1 - (ModelTrust * model)))), Decimals);
}
