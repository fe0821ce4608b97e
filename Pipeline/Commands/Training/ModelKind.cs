using RtmPipeline.Tagging.Models;
using RtmPipeline.Tagging.Models.Training;

namespace RtmPipeline.Commands.Training;

/// <summary>What a verb fits: its models, their labels, what they see of a text, and what the card says about them.</summary>
internal sealed record ModelKind
{
    /// <summary>Labels of the models of one class.</summary>
    public const string That = "1";

    /// <summary>See <see cref="That"/>.</summary>
    public const string Not = "0";

    /// <summary>Name of the verb and title of the card.</summary>
    public required string Name { get; init; }

    /// <summary>Names of the models a run fits.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Labels in the order of the model's values; null where they are those that are found.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>How its models are fitted unless the command line says otherwise.</summary>
    public TrainingOptions Fitting { get; init; } = new();

    /// <summary>True for models of two outcomes, that or not.</summary>
    public bool IsYesOrNo { get; init; }

    /// <summary>
    /// By model of one class: largest share of ordinary texts its threshold may flag; where there is none the threshold is the one with the best macro-F1.
    /// </summary>
    public IReadOnlyDictionary<string, double> MaxFlaggedShare { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>True where the text is read before its language is known.</summary>
    public bool IgnoresLanguage { get; init; }

    public required ModelNotes Notes { get; init; }

    public string AllowedLabels => Labels is null
        ? $"a label has 1 to {ModelContent.MaxNameBytes} letters, digits, '-' and '_'"
        : $"it must be one of {string.Join(", ", Labels)}";

    public bool Allows(string label) => Labels?.Contains(label)
        ?? label.Length is > 0 and <= ModelContent.MaxNameBytes && label.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>Values of the model: one a label, or a single one for that or not.</summary>
    public LinearTrainer Trainer(string model, string[] labels, TrainingOptions options) =>
        IgnoresLanguage
            ? new LinearTrainer(model, labels, new LanguageFeatureSet(), options)
            : new LinearTrainer(model, IsYesOrNo ? [model] : labels, new TextFeatureSet(ModelKinds.Concepts()), options);
}

/// <summary>What a card says in words.</summary>
/// <param name="Method">How it works.</param>
/// <param name="Tuning">What was chosen on which texts.</param>
/// <param name="Limits">Where it is known to fail; one sentence or two each.</param>
internal sealed record ModelNotes(string Method, string Tuning, IReadOnlyList<string> Limits);
