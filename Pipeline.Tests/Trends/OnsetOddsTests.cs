using NUnit.Framework;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Trends;

internal sealed class OnsetOddsTests
{
    private static readonly TrendOptions s_options = new() { TickSeconds = 5 };

    [TestCase(0, 0, 0, 0)]
    [TestCase(1e9, 0, 1e9, 1e9)]
    [TestCase(0, 1e9, -1e9, 0)]
    public void Probability_OfAnything_LiesBetweenNothingAndOne(double recent, double expected, double surprise, double voices) =>
        Assert.That(OnsetOdds.Probability(recent, expected, surprise, voices), Is.InRange(0, 1));

    [Test]
    public void Probability_RisesWithTheRatioTheSurpriseAndTheVoices()
    {
        double plain = OnsetOdds.Probability(20, 5, 4, 8);

        Assert.That(OnsetOdds.Probability(20, 2, 4, 8), Is.GreaterThan(plain), "less was expected");
        Assert.That(OnsetOdds.Probability(20, 5, 8, 8), Is.GreaterThan(plain), "more surprising");
        Assert.That(OnsetOdds.Probability(20, 5, 4, 16), Is.GreaterThan(plain), "more people");
    }

    [TestCase(30, 30, ExpectedResult = false, TestName = "Onset_OfASteadyTopic_IsUnlikely")]
    [TestCase(1, 60, ExpectedResult = true, TestName = "Onset_OfAJump_IsLikely")]
    public bool Onset(double before, double after)
    {
        var simulation = new TopicSimulation(s_options, 1);
        while (simulation.Minutes < 370)
            simulation.Pass(2000, simulation.Minutes < 360 ? before : after);

        double probability = simulation.Judgement.OnsetProbability;

        Assert.That(probability, Is.Not.InRange(0.1, 0.9));
        return probability > 0.5;
    }

    [Test]
    public void Onset_DuringTheWarmUp_IsNotSpokenOf()
    {
        var simulation = new TopicSimulation(s_options, 1);
        while (simulation.Minutes < 20)
            simulation.Pass(2000, 60);

        Assert.That(simulation.Judgement.OnsetProbability, Is.Zero);
    }
}
