using RtmPipeline.Tagging.Models;

namespace RtmPipeline.Tagging.Sentiment;

/// <summary>
/// Tells the mood of a text: probabilities of negative, neutral and positive, the value <c>positive − negative</c>, and the likeliest as label.
/// </summary>
/// <remarks>
/// The model was fitted on six languages and shares emoji and much of its vocabulary between all. In a language it was not fitted on, a label needs
/// <see cref="MinForeignProbability"/>; below, and where a text has no known word, the mood is unknown.
/// </remarks>
/// <param name="model">Classes negative, neutral, positive, in this order.</param>
internal sealed class SentimentTagger(LinearModel model)
{
    public const float MinForeignProbability = 0.6f;

    public static string[] Classes { get; } = ["negative", "neutral", "positive"];

    /// <param name="sums">Sums of the model over the text.</param>
    /// <param name="language">Language of the text.</param>
    public SentimentTag Judge(ReadOnlySpan<int> sums, string language)
    {
        LanguageVariant variant = LanguageVariants.Of(language);
        Span<float> values = stackalloc float[3];
        if (!model.Evaluate(sums, variant, values))
            return SentimentTag.Unknown;
        model.Calibrate(variant, values);
        SentimentLabel label = values[0] > values[1]
            ? values[0] > values[2] ? SentimentLabel.Negative : SentimentLabel.Positive
            : values[1] > values[2] ? SentimentLabel.Neutral : SentimentLabel.Positive;
        if (!IsFitted(language) && Math.Max(values[0], Math.Max(values[1], values[2])) < MinForeignProbability)
            return SentimentTag.Unknown;
        return new SentimentTag(label, values[2] - values[0], values[0], values[1], values[2]);
    }

    private static bool IsFitted(string language) => language is "en" or "es" or "it" or "pt" or "fr" or "de";
}
