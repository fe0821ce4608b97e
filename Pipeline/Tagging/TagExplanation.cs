using RtmPipeline.Tagging.Models;

namespace RtmPipeline.Tagging;

/// <param name="Text">Token as it stands in the text.</param>
/// <param name="Weight">What it adds to the value of the label, with the pair it makes with the token before it; negative speaks against.</param>
internal readonly record struct WeighedToken(string Text, float Weight);

/// <param name="Model">Name of the model.</param>
/// <param name="Label">Label the tokens speak for.</param>
/// <param name="Tokens">The weightiest first, whatever their sign.</param>
internal sealed record LabelExplanation(string Model, string Label, WeighedToken[] Tokens);

/// <summary>Which tokens drove the labels of the statistical models.</summary>
internal sealed record TagExplanation(LabelExplanation[] Labels)
{
    /// <summary>Tokens told for a label.</summary>
    public const int MaxTokens = 8;

    public static TagExplanation Of(TextScorer scorer, TextModels models, TextReading reading, LanguageVariant variant, string text)
    {
        List<LabelExplanation> labels = [];
        for (int model = 0; model < models.OfText.Length; model++)
        {
            float[] values = new float[models.OfText[model].Classes.Length];
            if (!models.OfText[model].Evaluate(reading.SumsOf(model), variant, values))
                continue;
            models.OfText[model].Calibrate(variant, values);
            int best = Array.IndexOf(values, values.Max());
            float[] weights = new float[reading.Count];
            scorer.Contributions(reading, variant, model, best, weights);
            labels.Add(new LabelExplanation(models.OfText[model].Name, models.OfText[model].Classes[best],
            [
                .. Enumerable.Range(0, weights.Length)
                    .Where(i => weights[i] != 0)
                    .OrderByDescending(i => Math.Abs(weights[i]))
                    .Take(MaxTokens)
                    .Select(i => new WeighedToken(text[reading.Tokens[i].Start..reading.Tokens[i].End], weights[i])),
            ]));
        }
        return new TagExplanation([.. labels]);
    }
}
