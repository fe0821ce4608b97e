using NUnit.Framework;
using RtmPipeline.Tagging.Models;
using RtmPipeline.Tagging.Models.Training;

namespace RtmPipeline.Tests.Tagging.Models.Training;

internal sealed class LinearTrainerTests
{
    private static readonly LinearTrainer s_trainer = new("grim", ["grim"], new TextFeatureSet(new ConceptTable()), new TrainingOptions { Bits = 12 });

    /// <summary>Nine of ten are grim, and the two halves are two folds.</summary>
    private static Example[] Examples(string language) =>
        [.. Enumerable.Range(0, 100).Select(i => new Example(i % 10 > 0 ? $"grim fog number {i}" : $"sunny beach number {i}", i % 10 > 0 ? 1 : 0, language, 0, i / 50, 1))];

    [Test]
    public void LanguageWithoutTrainingTexts_StartsFromTheAverageOfTheOthers()
    {
        float[][] biases = s_trainer.Fit(Examples("en")).Biases;
        Assert.That(biases[(int)LanguageVariant.English][0], Is.Not.Zero);
        Assert.That(biases.Select(language => language[0]), Has.All.EqualTo(biases[(int)LanguageVariant.English][0]).Within(1e-5f));
    }

    [Test]
    public void HeldOutTexts_AreToldByModelsOfTheOtherFold()
    {
        Example[] examples = Examples("en");
        float[][] values = s_trainer.CrossValidate(examples);
        Assert.That(examples.Where((example, i) => values[i][0] > 0 != (example.Label == 1)), Is.Empty);
        LinearModel ofOtherFold = s_trainer.Fit([.. examples.Where(example => example.Fold == 1)]);
        Assert.That(values[0], Is.EqualTo(s_trainer.Values(ofOtherFold, examples[0].Text, LanguageVariant.English)));
    }

    [Test]
    public void CrossValidation_ThatIsStopped_EndsAtTheNextFold() =>
        Assert.That(() => s_trainer.CrossValidate(Examples("en"), new CancellationToken(canceled: true)), Throws.TypeOf<OperationCanceledException>());
}
