namespace RtmPipeline.Tagging.Models.Training;

/// <summary>A labelled text.</summary>
/// <param name="Text">The text.</param>
/// <param name="Label">Number of its class; for a model of one class 1 for that, 0 for not.</param>
/// <param name="Language">Code of its language; null where unknown.</param>
/// <param name="Set">Number of the set it comes from: sets differ in how often their labels occur, so each has biases of its own.</param>
/// <param name="Fold">Texts of one fold are left out together.</param>
/// <param name="Weight">How much it counts; positive.</param>
internal sealed record Example(string Text, int Label, string? Language, int Set, int Fold, float Weight)
{
    public LanguageVariant Variant => LanguageVariants.Of(Language);
}
