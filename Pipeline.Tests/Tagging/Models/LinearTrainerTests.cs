using NUnit.Framework;
using RtmPipeline.Tagging.Models;
using RtmPipeline.Tagging.Models.Training;

namespace RtmPipeline.Tests.Tagging.Models;

internal sealed class LinearTrainerTests
{
    [TestCase("I love lovely people", LanguageVariant.English, 2)]
    [TestCase("so awful, so sad", LanguageVariant.English, 0)]
    [TestCase("the bus on monday at nine", LanguageVariant.English, 1)]
    [TestCase("muy feliz, me encanta", LanguageVariant.Spanish, 2)]
    [TestCase("horrible y triste", LanguageVariant.Spanish, 0)]
    public void FittedModel_TellsWhatItWasTaught(string text, LanguageVariant variant, int label)
    {
        float[] values = SmallModels.MoodTrainer.Values(SmallModels.Mood(), text, variant);

        Assert.That(Array.IndexOf(values, values.Max()), Is.EqualTo(label));
    }

    [Test]
    public void Concept_CarriesFromOneLanguageToAnother()
    {
        Example[] english = [.. SmallModels.Moods.Where(example => example.Language == "en")];
        LinearModel model = SmallModels.MoodTrainer.Fit(english);
        float[] known = SmallModels.MoodTrainer.Values(model, "encanta", LanguageVariant.Spanish);

        Assert.That(Array.IndexOf(known, known.Max()), Is.EqualTo(2), "only the lexicon knows the Spanish word");
    }

    [Test]
    public void SameExamples_GiveTheSameModel()
    {
        LinearModel first = SmallModels.Mood();
        LinearModel second = SmallModels.Mood();

        Assert.That(second.Table.Weights, Is.EqualTo(first.Table.Weights));
        Assert.That(second.Biases, Is.EqualTo(first.Biases));
    }

    [Test]
    public void CrossValidation_JudgesEveryTextByAModelOfTheOtherFolds()
    {
        float[][] values = SmallModels.MoodTrainer.CrossValidate(SmallModels.Moods);
        Example[] others = [.. SmallModels.Moods.Where(example => example.Fold == 1)];

        Assert.That(values[0], Is.EqualTo(SmallModels.MoodTrainer.Values(SmallModels.MoodTrainer.Fit(others), SmallModels.Moods[0].Text, LanguageVariant.English)));
        Assert.That(values, Has.All.Length.EqualTo(3));
    }

    [Test]
    public void Text_WithoutKnownFeature_HasTheBiasesAndSaysSo()
    {
        LinearModel model = SmallModels.Mood();
        float[] values = new float[3];

        Assert.That(model.Evaluate([0, 0, 0, 0], LanguageVariant.Spanish, values), Is.False);
        Assert.That(values, Is.EqualTo(model.Biases[(int)LanguageVariant.Spanish]));
    }

    [Test]
    public void Calibration_OfHeldOutValues_GivesTheirRates()
    {
        float[][] values = [.. Enumerable.Range(0, 1_000).Select(i => new[] { i % 2 == 0 ? 0.5f : -0.5f })];
        int[] labels = [.. Enumerable.Range(0, 1_000).Select(i => i % 2 == 0 ? i % 10 < 8 ? 1 : 0 : i % 10 == 1 ? 1 : 0)];
        Calibration calibration = CalibrationFit.Fit(values, labels);
        float[] high = [0.5f];
        float[] low = [-0.5f];
        LinearModel.Calibrate(calibration, high);
        LinearModel.Calibrate(calibration, low);

        Assert.That(high[0], Is.EqualTo(0.8f).Within(0.01));
        Assert.That(low[0], Is.EqualTo(0.2f).Within(0.01));
    }
}
