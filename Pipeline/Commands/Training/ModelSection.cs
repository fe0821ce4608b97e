using System.Globalization;
using System.Text;

namespace RtmPipeline.Commands.Training;

/// <summary>The figures of one model on its card.</summary>
/// <param name="card">Takes the text.</param>
/// <param name="trained">The model and what it said.</param>
/// <param name="seed">Of the bootstrap.</param>
internal sealed class ModelSection(StringBuilder card, TrainedModel trained, int seed)
{
    /// <summary>Texts shorter than this many UTF-16 units are short, as a reply is.</summary>
    public const int ShortText = 40;

    /// <summary>Most pairs of labels told as confused.</summary>
    public const int MaxPairs = 12;

    private readonly TragedyVerdict? _verdict = trained.Model.Name == ModelKinds.Tragedy ? new TragedyVerdict() : null;

    private bool IsYesOrNo => trained.Model.Classes.Length == 1;

    public void Write()
    {
        card.AppendLine(CultureInfo.InvariantCulture, $"## {trained.Model.Name}").AppendLine();
        int slots = trained.Model.Table.Marks.Count(static mark => mark != 0);
        card.AppendLine(
            CultureInfo.InvariantCulture, $"Fitted on {trained.TrainingTexts} texts; {slots} features in {1 << trained.Model.Table.Bits} slots.");
        if (IsYesOrNo)
            card.AppendLine(CultureInfo.InvariantCulture, $"The label holds from a probability of {trained.Model.Threshold:0.000}.");
        card.AppendLine();
        Figures("Held-out training texts", "Each text by a model of the other folds.", trained.HeldOut);
        if (trained.Judged.Count > 0)
            Figures("Judging texts", "By the finished model; in no way part of fitting.", trained.Judged);
        if (IsYesOrNo && trained.HeldOut.Any(static outcome => outcome.Text.Set.Fold is not null))
            Folds();
        if (!IsYesOrNo)
            Confusions(trained.Judged.Count > 0 ? trained.Judged : trained.HeldOut);
    }

    private void Figures(string title, string note, IReadOnlyList<Outcome> outcomes)
    {
        card.AppendLine(CultureInfo.InvariantCulture, $"### {title}").AppendLine();
        card.AppendLine(note).AppendLine();
        card.AppendLine("| texts of | texts | accuracy (95 %) | macro-F1 (95 %) | F1 by label | calibration error |");
        card.AppendLine("|---|---:|---|---|---|---:|");
        Outcome[] counted = [.. outcomes.Where(static outcome => !outcome.Text.Set.IsAside)];
        Row("all", counted);
        IGrouping<string, Outcome>[] languages = [.. outcomes.Where(static outcome => outcome.Text.Language is not null)
            .GroupBy(static outcome => outcome.Text.Language!).OrderBy(static group => group.Key, StringComparer.Ordinal)];
        foreach (IGrouping<string, Outcome> language in languages.Where(_ => languages.Length > 1))
            Row($"language {language.Key}", [.. language]);
        if (trained.Model.Name == ModelKinds.Language.Name)
            Row($"under {ShortText} characters", [.. counted.Where(static outcome => outcome.Text.Text.Length < ShortText)]);
        IGrouping<string, Outcome>[] sets = [.. outcomes.GroupBy(static outcome => outcome.Text.Set.Name)];
        foreach (IGrouping<string, Outcome> set in sets.Where(set => sets.Length > 1 && !languages.Any(set.SequenceEqual)))
            Row($"set {set.Key}", [.. set]);
        card.AppendLine();
    }

    /// <summary>One line of a table; a mean over labels says nothing of texts that share one.</summary>
    private void Row(string name, IReadOnlyCollection<Outcome> outcomes)
    {
        if (outcomes.Count == 0)
            return;
        ClassFigures figures = ClassFigures.Of(outcomes, trained.Labels.Count);
        (Interval accuracy, Interval macro) = OutcomeFigures.Bootstrap(outcomes, trained.Labels.Count, seed);
        bool isMixed = Enumerable.Range(0, figures.Labels).Count(label => figures.Own(label) > 0) > 1;
        string macroCell = isMixed ? string.Create(CultureInfo.InvariantCulture, $"{figures.MacroF1:0.000} ({macro.Low:0.000}–{macro.High:0.000})") : "";
        IEnumerable<string> byLabel = Enumerable.Range(0, figures.Labels).Where(label => figures.Own(label) > 0)
            .Select(label => string.Create(CultureInfo.InvariantCulture, $"{trained.Labels[label]} {figures.F1(label):0.000}"));
        card.AppendLine(
            CultureInfo.InvariantCulture,
            $"| {ModelCard.Cell(name)} | {figures.Texts} | {figures.Accuracy:0.000} ({accuracy.Low:0.000}–{accuracy.High:0.000}) | {macroCell} | {string.Join(", ", byLabel)} | {OutcomeFigures.CalibrationError(outcomes):0.000} |");
    }

    /// <summary>For each fold left out, and each group of sets: how much was found, and how much ordinary was flagged.</summary>
    private void Folds()
    {
        card.AppendLine("### Folds and groups of held-out texts").AppendLine();
        if (_verdict is not null)
            card.AppendLine("Verdict: the model's held-out probability joined with the lexicon, as the tagger does; flagged from medium risk on.").AppendLine();
        card.AppendLine("| texts of | texts that are that | found | ordinary texts | flagged |" + (_verdict is null ? "" : " found by verdict | flagged by verdict |"));
        card.AppendLine("|---|---:|---:|---:|---:|" + (_verdict is null ? "" : "---:|---:|"));
        foreach (IGrouping<string, Outcome> fold in trained.HeldOut.GroupBy(static outcome => outcome.Fold)
            .OrderBy(static fold => fold.First().Text.Set.Fold is null ? fold.Key : "", StringComparer.Ordinal))
            Found($"fold {fold.Key}", fold);
        foreach (string group in trained.HeldOut.SelectMany(static outcome => outcome.Text.Set.Groups).Distinct().Order(StringComparer.Ordinal))
            Found($"group {group}", trained.HeldOut.Where(outcome => outcome.Text.Set.Groups.Contains(group)));
        card.AppendLine();
    }

    private void Found(string name, IEnumerable<Outcome> outcomes)
    {
        ClassFigures figures = ClassFigures.Of(outcomes, trained.Labels.Count);
        card.Append(
            CultureInfo.InvariantCulture,
            $"| {ModelCard.Cell(name)} | {figures.Own(1)} | {Share(figures.Count(1, 1), figures.Own(1))} | {figures.Own(0)} | {Share(figures.Count(0, 1), figures.Own(0))} |");
        if (_verdict is not null)
        {
            int found = outcomes.Count(outcome => outcome.Label == 1 && Flags(outcome));
            int flagged = outcomes.Count(outcome => outcome.Label == 0 && Flags(outcome));
            card.Append(CultureInfo.InvariantCulture, $" {Share(found, figures.Own(1))} | {Share(flagged, figures.Own(0))} |");
        }
        card.AppendLine();
    }

    private bool Flags(Outcome outcome) => _verdict!.Flags(outcome.Text.Text, outcome.Text.Language, outcome.Probabilities[0]);

    private void Confusions(IReadOnlyList<Outcome> outcomes)
    {
        ClassFigures figures = ClassFigures.Of(outcomes.Where(static outcome => !outcome.Text.Set.IsAside), trained.Labels.Count);
        var pairs = from own in Enumerable.Range(0, figures.Labels)
                    from given in Enumerable.Range(0, figures.Labels)
                    where own != given && figures.Count(own, given) > 0
                    orderby figures.Count(own, given) descending, own, given
                    select (own, given);
        card.AppendLine("### Most frequent mistakes").AppendLine();
        card.AppendLine("| label | taken for | texts | of those with the label |");
        card.AppendLine("|---|---|---:|---:|");
        foreach ((int own, int given) in pairs.Take(MaxPairs))
        {
            int count = figures.Count(own, given);
            card.AppendLine(CultureInfo.InvariantCulture, $"| {trained.Labels[own]} | {trained.Labels[given]} | {count} | {Share(count, figures.Own(own))} |");
        }
        card.AppendLine();
    }

    private static string Share(int part, int whole) =>
        whole == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.0} %");
}
