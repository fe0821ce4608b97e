using System.Globalization;
using System.Text;

namespace RtmPipeline.Commands.Training;

/// <summary>
/// The card of the models of one run: how to repeat it, what it was fitted on, how well it does on what it has not seen, where it fails. It holds no date and no
/// path, so that the same run gives the same card.
/// </summary>
internal static class ModelCard
{
    /// <param name="kind">What was fitted.</param>
    /// <param name="command">Command line that repeats the run.</param>
    /// <param name="tallies">Sets, in order.</param>
    /// <param name="models">What came out.</param>
    /// <param name="seed">Of the bootstrap.</param>
    public static string Write(ModelKind kind, string command, IReadOnlyList<SetTally> tallies, IReadOnlyList<TrainedModel> models, int seed)
    {
        var card = new StringBuilder();
        card.AppendLine(CultureInfo.InvariantCulture, $"# Model card: {kind.Name}").AppendLine();
        card.AppendLine(kind.Notes.Method).AppendLine();
        card.AppendLine("Repeat it with:").AppendLine();
        card.AppendLine(CultureInfo.InvariantCulture, $"    {command}").AppendLine();
        Sets(card, kind, tallies);
        foreach (TrainedModel model in models)
            new ModelSection(card, model, seed).Write();
        card.AppendLine("## What was chosen on which texts").AppendLine();
        card.AppendLine(kind.Notes.Tuning).AppendLine();
        card.AppendLine("## Known limits").AppendLine();
        foreach (string limit in kind.Notes.Limits)
            card.AppendLine(CultureInfo.InvariantCulture, $"- {limit}");
        return card.ToString();
    }

    /// <summary>A value as it can stand in a cell of a table.</summary>
    public static string Cell(string value) => value.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);

    private static void Sets(StringBuilder card, ModelKind kind, IReadOnlyList<SetTally> tallies)
    {
        bool hasModels = kind.Models.Count > 1;
        card.AppendLine("## Texts").AppendLine();
        card.AppendLine("Dropped: training texts that a judging set has too, training texts that stand earlier already, texts with another label, broken lines.").AppendLine();
        bool hasRules = tallies.Any(static tally => tally.Set is { WithWords: not null } or { WithoutWords: not null });
        card.AppendLine($"| set | use | language | texts | weight | probabilities | fold | judged elsewhere | repeated | other label |{(hasRules ? " other words |" : "")} broken | whose texts |");
        card.AppendLine($"|---|---|---|---:|---:|---|---|---:|---:|---:|{(hasRules ? "---:|" : "")}---:|---|");
        foreach (SetTally tally in tallies)
        {
            SetRecipe set = tally.Set;
            bool isTrain = set.Use == SetUse.Train;
            string use = (isTrain ? "train" : "judge") + (hasModels ? $" {set.Model}" : "");
            string weight = isTrain ? set.Weight.ToString(CultureInfo.InvariantCulture) : "";
            string calibrates = isTrain && set.Calibrates ? "yes" : "";
            string leftOut = hasRules ? string.Create(CultureInfo.InvariantCulture, $" {tally.LeftOut} |") : "";
            string fold = isTrain ? set.Fold ?? "by text" : "";
            card.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {Cell(set.Name)} | {use} | {set.Language} | {tally.Kept} | {weight} | {calibrates} | {Cell(fold)} | {tally.Leaked} | {tally.Repeated} | {tally.Unmapped} |{leftOut} {tally.Broken + tally.Unpaired} | {Cell(set.Licence)} |");
        }
        card.AppendLine();
    }
}
