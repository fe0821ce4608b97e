using RtmPipeline.Tagging.Models;

namespace RtmPipeline.Tagging.Language;

/// <summary>
/// Tells the language of a text. The model's probabilities are weighed with the platform's label: a language the label names is
/// <see cref="LabelOdds"/> times as likely as without it, in a text of few words <see cref="ShortLabelOdds"/> by their number. A text is undetermined ("und") when it has no word the model knows, or when no language has
/// <see cref="MinProbability"/>: mixed texts, names alone, languages that are not among the model's.
/// </summary>
/// <param name="model">Model of <see cref="LanguageFeatures"/>; a class "und" stands for all languages it does not name.</param>
internal sealed class LanguageTagger(LinearModel model)
{
    public const string Undetermined = "und";

    /// <summary>Least probability of a language that is named.</summary>
    public const float MinProbability = 0.5f;

    // Labels of platforms are right for some nine posts in ten, and wrong where the model is in doubt too: short and mixed texts.
    private const float LabelOdds = 4;

    // A word or two tell little: "ok" is in all languages, and the platform may know the author's.
    private const float ShortLabelOdds = 24;

    private const float Steps = 10_000;

    // What a label is worth where the model knows no word of the text, as in scripts it has not learnt.
    private const float LabelAlone = 0.6f;

    /// <param name="sums">Sums of the model over the text.</param>
    /// <param name="words">Words in the text.</param>
    /// <param name="label">The platform's label; null for none.</param>
    public LanguageTag Judge(ReadOnlySpan<int> sums, int words, string? label)
    {
        if (words == 0)
            return new LanguageTag(Undetermined, 0);
        Span<float> values = stackalloc float[LinearModel.MaxClasses];
        values = values[..model.Classes.Length];
        if (!model.Evaluate(sums, LanguageVariant.Other, values))
            return label is null ? new LanguageTag(Undetermined, 0) : new LanguageTag(label, LabelAlone);
        model.Calibrate(LanguageVariant.Other, values);
        Weigh(values, label, Math.Max(LabelOdds, ShortLabelOdds / words));
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
                best = i;
        }
        float probability = MathF.Round(values[best] * Steps) / Steps;
        string code = model.Classes[best];
        if (code == Undetermined && label is not null && Array.IndexOf(model.Classes, label) < 0)
            return new LanguageTag(label, probability);
        return values[best] < MinProbability || code == Undetermined ? new LanguageTag(Undetermined, probability) : new LanguageTag(code, probability);
    }

    /// <summary>A label that is none of the model's languages speaks for "none of them".</summary>
    private void Weigh(Span<float> probabilities, string? label, float odds)
    {
        if (label is null)
            return;
        int labelled = Array.IndexOf(model.Classes, label);
        if (labelled < 0)
            labelled = Array.IndexOf(model.Classes, Undetermined);
        if (labelled < 0)
            return;
        probabilities[labelled] *= odds;
        float sum = 0;
        foreach (float probability in probabilities)
            sum += probability;
        for (int i = 0; i < probabilities.Length; i++)
            probabilities[i] /= sum;
    }
}
