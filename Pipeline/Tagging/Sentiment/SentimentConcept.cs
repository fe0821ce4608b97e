namespace RtmPipeline.Tagging.Sentiment;

/// <summary>One thing that can be felt or said, in whatever language.</summary>
/// <param name="Name">Letters a-z, digits, '.' and '-'; what stands before the first point is its group.</param>
/// <param name="Polarity">In [-3, 3]: how good the concept is taken for where nothing else is known.</param>
/// <param name="Forms">At least one.</param>
internal sealed record SentimentConcept(string Name, int Polarity, IReadOnlyList<SentimentForm> Forms);

/// <summary>A way to write a concept.</summary>
/// <param name="Language">Two letters, or <see cref="SentimentWordsParser.AnyLanguage"/>.</param>
/// <param name="Text">As the file spells it; signs are without U+FE0F and tones of skin.</param>
/// <param name="Words">
/// One to <see cref="SentimentWordsParser.MaxWords"/> words as <see cref="Text.PhraseFolding"/> folds them, which must follow each other in a text.
/// Empty for signs: emoji and emoticons, which are to be compared with <paramref name="Text"/> unit by unit.
/// </param>
internal sealed record SentimentForm(string Language, string Text, string[] Words)
{
    /// <summary>True for emoji and emoticons.</summary>
    public bool IsSigns => Words.Length == 0;
}
