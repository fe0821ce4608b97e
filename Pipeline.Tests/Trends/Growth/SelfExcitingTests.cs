using NUnit.Framework;
using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Tests.Trends.Growth;

internal sealed class SelfExcitingTests
{
    private static readonly Cascade s_tiny = new("tiny", [0, 100, 200], [1000, 50, 10]);

    [TestCase(0, ExpectedResult = 0)]
    [TestCase(100, ExpectedResult = 0.0627)]
    [TestCase(300, ExpectedResult = 0.1881)]
    [TestCase(1e15, ExpectedResult = 1)]
    public double Kernel_HasThePublishedMass(double seconds) => seconds < 1e9 ? Math.Round(MemoryKernel.Mass(seconds), 4) : Math.Round(MemoryKernel.Mass(seconds), 2);

    [TestCase(250)]
    [TestCase(5000)]
    public void MassIntegral_IsTheAreaUnderTheMass(double seconds)
    {
        const int steps = 200_000;
        double sum = Enumerable.Range(0, steps).Sum(i => MemoryKernel.Mass((i + 0.5) * seconds / steps)) * seconds / steps;

        Assert.That(MemoryKernel.MassIntegral(seconds), Is.EqualTo(sum).Within(1e-6 * sum));
    }

    /// <summary>
    /// By hand, at 300 s: the window is all 300 s. Reposts in it: (1 − 200/300) + (1 − 100/300) = 1. An event of age a ≤ 300 exposes, by its followers,
    /// c·a·(1 − a/600) with c = 6.27e-4: 300 s: 0.09405, 200 s: 0.0836, 100 s: 0.05225. Exposure 94.05 + 4.18 + 0.5225 = 98.7525; infectiousness 1/98.7525.
    /// Not yet reacted, of 1: 1000·(1 − 0.1881) + 50·(1 − 0.1254) + 10·(1 − 0.0627) = 865.003. First generation 865.003/98.7525 = 8.75930.
    /// </summary>
    [Test]
    public void TinyCascade_HasTheValuesComputedByHand()
    {
        var state = SelfExcitingState.Of(s_tiny.Seconds, s_tiny.Followers, 3, 300, double.PositiveInfinity);

        Assert.That(state.Infectiousness, Is.EqualTo(1 / 98.7525).Within(1e-9));
        Assert.That(state.FirstGeneration, Is.EqualTo(8.7593).Within(1e-4));
        Assert.That(new SelfExcitingAlone(0).Predict(s_tiny, TimeSpan.FromSeconds(300)), Is.EqualTo(10.76));
        Assert.That(new SelfExcitingAlone(20).Predict(s_tiny, TimeSpan.FromSeconds(300)), Is.EqualTo(Math.Round(2 + (8.7593 / (1 - (20 / 98.7525))), 2)));
    }

    [Test]
    public void Supercritical_IsTakenAsJustBelow() =>
        Assert.That(new SelfExcitingAlone(5000).Predict(s_tiny, TimeSpan.FromSeconds(300)), Is.EqualTo(Math.Round(2 + (8.75930 / 0.05), 2)).Within(0.02));

    [Test]
    public void NoFollowers_ForetellNothing() =>
        Assert.That(new SelfExcitingAlone(20).Predict(new Cascade("none", [0, 60], [0, 0]), TimeSpan.FromMinutes(10)), Is.EqualTo(1));

    [Test]
    public void SlowPlainProcess_GivesTheSame()
    {
        Cascade cascade = InventedCascades.Of(1, 3)[0];
        const double now = 7000;
        int events = cascade.EventsAt(now);
        double exposure = 0;
        // The integral of triangle times kernel, by small steps.
        for (double u = now - 3500 + 0.5; u < now; u++)
        {
            double triangle = 1 - ((now - u) / 3500);
            for (int i = 0; i < events && cascade.Seconds[i] <= u; i++)
                exposure += cascade.Followers[i] * triangle * (MemoryKernel.Mass(u - cascade.Seconds[i] + 0.5) - MemoryKernel.Mass(u - cascade.Seconds[i] - 0.5));
        }

        double reposts = cascade.Seconds.Take(events).Skip(1).Sum(s => Math.Max(0, 1 - ((now - s) / 3500)));
        var state = SelfExcitingState.Of(cascade.Seconds, cascade.Followers, events, now, double.PositiveInfinity);

        Assert.That(state.Infectiousness, Is.EqualTo(reposts / exposure).Within(1).Percent);
    }

    [Test]
    public void FittedConstant_IsTheBestOnWhatItWasFittedOn()
    {
        Cascade[] cascades = InventedCascades.Of(15, 4);
        var observed = TimeSpan.FromHours(1);
        var best = SelfExcitingAlone.Fit(cascades, observed, TimeSpan.FromDays(7));

        Assert.That(Error(best), Is.LessThanOrEqualTo(Error(new SelfExcitingAlone(20)) + 1e-6));

        double Error(SelfExcitingAlone process) =>
            cascades.Select(c => Math.Abs(process.Predict(c, observed) - c.CountAt(604_800)) / c.CountAt(604_800)).Order().ElementAt(7);
    }
}
