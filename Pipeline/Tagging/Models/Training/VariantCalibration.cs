namespace RtmPipeline.Tagging.Models.Training;

/// <summary>Fits the calibrations of a model: one for each language with enough texts, the one of all texts for the others.</summary>
internal static class VariantCalibration
{
    /// <summary>Fewest held-out texts a language needs for a calibration of its own.</summary>
    public const int MinTexts = 200;

    /// <param name="model">Takes the calibrations.</param>
    /// <param name="examples">Texts the values are of.</param>
    /// <param name="values">By text, then class; of models that have not seen the text.</param>
    public static void Fit(LinearModel model, IReadOnlyList<Example> examples, IReadOnlyList<float[]> values)
    {
        if (examples.Count == 0)
            return;
        Calibration pooled = FitOn(examples, values, static _ => true);
        for (int i = 0; i < LanguageVariants.Count; i++)
        {
            var variant = (LanguageVariant)i;
            int count = examples.Count(example => example.Variant == variant);
            bool isItsOwn = count >= MinTexts && count < examples.Count;
            model.Calibrations[i] = isItsOwn ? FitOn(examples, values, example => example.Variant == variant) : pooled;
        }
    }

    private static Calibration FitOn(IReadOnlyList<Example> examples, IReadOnlyList<float[]> values, Func<Example, bool> isOne)
    {
        int[] chosen = [.. Enumerable.Range(0, examples.Count).Where(i => isOne(examples[i]))];
        return CalibrationFit.Fit([.. chosen.Select(i => values[i])], [.. chosen.Select(i => examples[i].Label)]);
    }
}
