using NUnit.Framework;
using RtmPipeline.Tagging.Models;
using RtmPipeline.Tagging.Models.Training;

namespace RtmPipeline.Tests.Tagging.Models.Training;

internal sealed class VariantCalibrationTests
{
    private static LinearModel Fit(params (string? Language, int Count)[] languages)
    {
        var random = new Random(3);
        List<Example> examples = [];
        List<float[]> values = [];
        foreach ((string? language, int count) in languages)
        {
            for (int i = 0; i < count; i++)
            {
                int label = random.Next(3);
                // Each language has another lean, so that its own calibration differs from the pooled one.
                values.Add([.. Enumerable.Range(0, 3).Select(c => random.NextSingle() + (c == label ? 0.4f : 0) + (language == "es" && c == 2 ? 1 : 0))]);
                examples.Add(new Example("", label, language, 0, 0, 1));
            }
        }
        var model = new LinearModel("sample", ["a", "b", "c"], new FeatureTable(8, 3));
        VariantCalibration.Fit(model, examples, values);
        return model;
    }

    [Test]
    public void LanguageWithEnoughTexts_HasItsOwn_AndOneWithFewTakesThePooledOne()
    {
        Calibration[] fitted = Fit(("es", VariantCalibration.MinTexts), ("it", VariantCalibration.MinTexts - 1), (null, 300)).Calibrations;
        Calibration pooled = fitted[(int)LanguageVariant.English];
        Assert.That(fitted[(int)LanguageVariant.Italian], Is.SameAs(pooled));
        Assert.That(fitted[(int)LanguageVariant.Spanish].Offsets[2], Is.LessThan(pooled.Offsets[2]));
        Assert.That(fitted[(int)LanguageVariant.Other], Is.Not.SameAs(pooled));
    }

    [Test]
    public void Probabilities_SumToOne_WhateverTheValues()
    {
        LinearModel model = Fit(("es", 300), (null, 300));
        var random = new Random(8);
        for (int i = 0; i < 200; i++)
        {
            float[] values = [.. Enumerable.Range(0, 3).Select(_ => (random.NextSingle() - 0.5f) * 100)];
            model.Calibrate((LanguageVariant)(i % LanguageVariants.Count), values);
            Assert.That(values, Has.All.InRange(0f, 1f));
            Assert.That(values.Sum(), Is.EqualTo(1).Within(1e-5));
        }
    }

    [Test]
    public void Probabilities_OfFittedTexts_AreRightAsOftenAsTheySay()
    {
        LinearModel model = Fit((null, 2000));
        float[] balanced = [0.5f, 0.5f, 0.5f];
        model.Calibrate(LanguageVariant.Other, balanced);
        Assert.That(balanced, Has.All.EqualTo(1f / 3).Within(0.05f));
    }

    [Test]
    public void NoTexts_LeaveTheModelAsItWas() => Assert.That(Fit().Calibrations.Select(c => c.Slope), Has.All.EqualTo(1f));
}
