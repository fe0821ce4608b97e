using NUnit.Framework;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

internal sealed class OnsetOptionsTests
{
    [Test]
    public void Defaults_AreWithinTheirRanges() => Assert.That(new OnsetOptions().Faults(), Is.Empty);

    [Test]
    public void Faults_NamesEveryOptionOutsideItsRange()
    {
        var options = new OnsetOptions { ShortWindow = TimeSpan.Zero, PriorSpread = double.NaN, Escalation = 1, Threshold = 1.5 };

        Assert.That(options.Faults(), Is.EqualTo(
        [
            "ShortWindow is 00:00:00, not from 00:00:01 to 1.00:00:00",
            "PriorSpread is NaN, not from 0.05 to 5",
            "Escalation is 1, not from 1.1 to 1000",
            "Threshold is 1.5, not from 0.01 to 0.99",
        ]));
    }

    [Test]
    public void Detector_WithWrongOptions_IsRefused() =>
        Assert.That(() => new OnsetDetector(TimeSpan.FromMinutes(5), new OnsetOptions { Threshold = 0 }), Throws.ArgumentException.With.Message.Contains("Threshold is 0, not from 0.01 to 0.99"));

    [TestCase(0.16)]
    [TestCase(0.5)]
    [TestCase(0.99)]
    public void Calibration_OfAScoresSurprise_IsTheScore(double score) =>
        Assert.That(OnsetCalibration.Score(OnsetCalibration.Surprise(score)), Is.EqualTo(score).Within(1e-5));

    [Test]
    public void Calibration_OfEndlessSurprise_StaysAProbability()
    {
        Assert.That(OnsetCalibration.Score(double.NegativeInfinity), Is.Zero);
        Assert.That(OnsetCalibration.Score(double.PositiveInfinity), Is.EqualTo(1));
    }
}
