namespace RtmPipeline.Tagging.Safety;

/// <summary>What the models say of a text; all 0 where there is no model.</summary>
/// <param name="Offence">Calibrated probability that it offends.</param>
/// <param name="Hate">Calibrated probability that it is hate speech.</param>
/// <param name="Tragedy">Calibrated probability that it speaks of a disaster, an attack, an accident with harm to people.</param>
/// <param name="KnowsLanguage">True when the models were trained in the text's language.</param>
/// <param name="Words">Words of the text.</param>
internal readonly record struct SafetyScores(float Offence, float Hate, float Tragedy, bool KnowsLanguage, int Words = int.MaxValue);

/// <summary>A model of <see cref="SafetyScores"/>.</summary>
internal enum SafetyModel : byte
{
    Offence,
    Hate,
    Tragedy,
}

/// <summary>Tells more of what the models say of a text. Asked only where it matters.</summary>
internal interface IModelWords
{
    /// <summary>The words that weighed most, where a model alone made the verdict.</summary>
    /// <returns>At most <see cref="SafetyTagger.MaxBecause"/> words.</returns>
    string[] Of(SafetyModel model);

    /// <summary>Probability of a tragedy by what stands outside the figures of speech.</summary>
    /// <param name="hits">Entries found in the text, figures among them.</param>
    /// <param name="tragedy">Probability by the whole text.</param>
    float TragedyBesideFigures(scoped ReadOnlySpan<SafetyHit> hits, float tragedy);
}

/// <summary>For texts that no model has judged.</summary>
internal readonly struct NoModelWords : IModelWords
{
    public string[] Of(SafetyModel model) => [];

    public float TragedyBesideFigures(scoped ReadOnlySpan<SafetyHit> hits, float tragedy) => tragedy;
}
