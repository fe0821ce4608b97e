using RtmPipeline.Commands.Configuration;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging.Models;
using RtmPipeline.Tagging.Models.Training;

namespace RtmPipeline.Commands.Training;

/// <param name="Model">Fitted on all training texts.</param>
/// <param name="Labels">Names of the labels that outcomes speak of.</param>
/// <param name="TrainingTexts">Number of texts it was fitted on.</param>
/// <param name="HeldOut">Training texts of calibrating sets, each judged by a model of the other folds.</param>
/// <param name="Judged">Texts of judging sets.</param>
internal sealed record TrainedModel(
    LinearModel Model, IReadOnlyList<string> Labels, int TrainingTexts, IReadOnlyList<Outcome> HeldOut, IReadOnlyList<Outcome> Judged);

/// <summary>Fits one model: cross-validates, fits calibration and threshold on what was held out, fits on everything, judges.</summary>
/// <param name="kind">What is fitted.</param>
/// <param name="options">How the weights are fitted.</param>
/// <param name="folds">Folds that the texts of sets without a fold of their own are spread over.</param>
internal sealed class TrainingRun(ModelKind kind, TrainingOptions options, int folds)
{
    /// <summary>Fewest training texts of a label: with one, its fold would be judged by a model that has never seen it.</summary>
    public const int MinTextsOfLabel = 2;

    /// <param name="name">Name of the model.</param>
    /// <param name="texts">Texts of its sets.</param>
    /// <param name="origin">What to name in faults.</param>
    /// <param name="stop">Ends the run between two folds.</param>
    /// <exception cref="ConfigurationFaultsException">The texts are not enough to fit a model on.</exception>
    public TrainedModel Fit(string name, IReadOnlyList<LabelledText> texts, string origin, CancellationToken stop)
    {
        (IReadOnlyList<LabelledText> train, IReadOnlyList<LabelledText> judge) = LeakGuard.Part(texts);
        string[] labels = kind.Labels is { } known ? [.. known] : [.. train.Select(text => text.Label).Distinct().Order(StringComparer.Ordinal)];
        Check(name, train, labels, origin);
        Example[] examples = Examples(train, labels, out string[] foldNames);
        LinearTrainer trainer = kind.Trainer(name, labels, options);
        float[][] values = trainer.CrossValidate(examples, stop);
        stop.ThrowIfCancellationRequested();
        LinearModel model = trainer.Fit(examples);

        int[] calibrating = [.. Enumerable.Range(0, examples.Length).Where(i => train[i].Set.Calibrates)];
        VariantCalibration.Fit(model, [.. calibrating.Select(i => examples[i])], [.. calibrating.Select(i => values[i])]);
        float[][] probabilities = [.. calibrating.Select(i => Calibrated(model, examples[i].Variant, values[i]))];
        if (kind.IsYesOrNo)
            model.Threshold = ThresholdOf(name, probabilities, [.. calibrating.Select(i => examples[i].Label)]);

        Outcome[] heldOut = [.. calibrating.Select((i, at) => OutcomeOf(train[i], examples[i].Label, foldNames[examples[i].Fold], probabilities[at], model))];
        Outcome[] judged = [.. Judge(trainer, model, judge, labels)];
        return new TrainedModel(model, labels, train.Count, heldOut, judged);
    }

    private void Check(string name, IReadOnlyList<LabelledText> train, string[] labels, string origin)
    {
        List<ConfigurationFault> faults = [];
        if (labels.Length is < 2 or > LinearModel.MaxClasses)
            faults.Add(new ConfigurationFault(origin, name, $"has training texts of {labels.Length} labels; 2 to {LinearModel.MaxClasses} are allowed"));
        if (((long)labels.Length << options.Bits) > ModelContent.MaxWeights)
            faults.Add(new ConfigurationFault("command line", "--bits", $"is {options.Bits}: too many weights for {labels.Length} labels, at most {ModelContent.MaxWeights}"));
        foreach (string label in labels)
        {
            int count = train.Count(text => text.Label == label);
            if (count < MinTextsOfLabel)
                faults.Add(new ConfigurationFault(origin, name, $"has {count} training texts labelled {label}; at least {MinTextsOfLabel} are needed"));
        }
        if (faults.Count == 0 && train.Select(text => FoldNameOf(text)).Distinct().Count() < 2)
            faults.Add(new ConfigurationFault(origin, name, "has training texts of one fold alone; at least two are needed"));
        if (faults.Count == 0 && !train.Any(text => text.Set.Calibrates))
            faults.Add(new ConfigurationFault(origin, name, "has no training set that calibrates"));
        if (faults.Count > 0)
            throw new ConfigurationFaultsException(faults);
    }

    private string FoldNameOf(LabelledText text) => text.Set.Fold ?? $"part {(TermHash.Of(text.Normal) % (ulong)folds) + 1} of {folds}";

    private Example[] Examples(IReadOnlyList<LabelledText> train, string[] labels, out string[] foldNames)
    {
        foldNames = [.. train.Select(FoldNameOf).Distinct()];
        Dictionary<string, int> foldOf = foldNames.Select((name, i) => (name, i)).ToDictionary(fold => fold.name, fold => fold.i);
        SetTally[] sets = [.. train.Select(text => text.Tally).Distinct(ReferenceEqualityComparer.Instance).Cast<SetTally>()];
        Dictionary<string, int> setOf = sets.Select((set, i) => (set.Set.Name, i)).ToDictionary(set => set.Name, set => set.i);
        int[] groups = BiasGroups.Of([.. train.Select(text => (setOf[text.Set.Name], Array.IndexOf(labels, text.Label)))]);
        return
        [
            .. train.Select(text => new Example(
                text.Text, Array.IndexOf(labels, text.Label), LanguageOf(text), groups[setOf[text.Set.Name]], foldOf[FoldNameOf(text)], text.Set.Weight)),
        ];
    }

    private string? LanguageOf(LabelledText text) => kind.IgnoresLanguage ? null : text.Language;

    private float ThresholdOf(string name, float[][] probabilities, int[] labels) =>
        kind.MaxFlaggedShare.TryGetValue(name, out double share)
            ? ThresholdFit.AtMostFlagged(probabilities.Where((_, i) => labels[i] == 0).Select(p => p[0]), share)
            : ThresholdFit.BestMacroF1([.. probabilities.Select((p, i) => (p[0], labels[i] == 1))]);

    private IEnumerable<Outcome> Judge(LinearTrainer trainer, LinearModel model, IReadOnlyList<LabelledText> judge, string[] labels)
    {
        foreach (LabelledText text in judge)
        {
            int label = Array.IndexOf(labels, text.Label);
            if (label < 0)
            {
                text.Tally.Unmapped++;
                text.Tally.Kept--;
                continue;
            }
            LanguageVariant variant = LanguageVariants.Of(LanguageOf(text));
            yield return OutcomeOf(text, label, text.Set.Name, Calibrated(model, variant, trainer.Values(model, text.Text, variant)), model);
        }
    }

    private static float[] Calibrated(LinearModel model, LanguageVariant variant, float[] values)
    {
        float[] probabilities = [.. values];
        model.Calibrate(variant, probabilities);
        return probabilities;
    }

    private static Outcome OutcomeOf(LabelledText text, int label, string fold, float[] probabilities, LinearModel model)
    {
        int given = probabilities.Length == 1 ? (probabilities[0] >= model.Threshold ? 1 : 0) : Array.IndexOf(probabilities, probabilities.Max());
        return new Outcome(text, label, given, fold, probabilities);
    }
}
