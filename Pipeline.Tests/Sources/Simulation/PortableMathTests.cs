using NUnit.Framework;
using RtmPipeline.Sources.Simulation;

namespace RtmPipeline.Tests.Sources.Simulation;

/// <summary>The parts below the scenarios, against slower or known answers.</summary>
internal sealed class PortableMathTests
{
    [Test]
    public void Exp_OverItsRange_AgreesWithTheRuntime()
    {
        for (double x = -600; x < 600; x += 0.37)
            Assert.That(PortableMath.Exp(x) / Math.Exp(x), Is.EqualTo(1).Within(1e-13), $"at {x}");
    }

    [Test]
    public void Log_OverItsRange_AgreesWithTheRuntime()
    {
        for (double x = 1e-12; x < 1e12; x *= 1.37)
            Assert.That(PortableMath.Log(x), Is.EqualTo(Math.Log(x)).Within(1e-13 * Math.Max(1, Math.Abs(Math.Log(x)))), $"at {x}");
    }

    [Test]
    public void SeededRandom_KnownSeed_GivesTheSameNumbersForEver()
    {
        SeededRandom random = new(42, stream: 1);
        ulong[] first = [random.Next(), random.Next(), random.Next()];

        // From an independent implementation of the published algorithms, in another language.
        Assert.That(first, Is.EqualTo(new ulong[] { 4840074402572283744, 6767371527820609926, 995081666699428734 }));
    }

    [TestCase(0.3)]
    [TestCase(5)]
    [TestCase(63)]
    [TestCase(400)]
    public void Poisson_ManyDraws_HaveMeanAndVarianceOfTheLaw(double mean)
    {
        SeededRandom random = new(1, stream: 9);
        double[] draws = [.. Enumerable.Range(0, 40_000).Select(_ => (double)random.NextPoisson(mean))];
        double average = draws.Average();
        Assert.That(average, Is.EqualTo(mean).Within(2).Percent);
        Assert.That(draws.Average(draw => (draw - average) * (draw - average)), Is.EqualTo(mean).Within(4).Percent);
    }

    [TestCase(1)]
    [TestCase(6)]
    [TestCase(900)]
    public void Gamma_ManyDraws_HaveMean1AndTheVarianceOfTheShape(double shape)
    {
        SeededRandom random = new(1, stream: 9);
        double[] draws = [.. Enumerable.Range(0, 60_000).Select(_ => random.NextGammaFactor(shape))];
        Assert.That(draws.Average(), Is.EqualTo(1).Within(1.5).Percent);
        Assert.That(draws.Average(draw => (draw - 1) * (draw - 1)), Is.EqualTo(1 / shape).Within(4).Percent);
    }

    [Test]
    public void Times_WrittenOut_AgreeWithTheRuntime()
    {
        Utf8Line line = new();
        for (long time = 0; time < 4_000_000_000_000; time += 12_345_678_901)
        {
            line.Clear();
            line.WriteTime(time);
            Assert.That(System.Text.Encoding.ASCII.GetString(line.Bytes),
                Is.EqualTo(DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'")));
        }
    }

    [Test]
    public void Curve_BetweenKnots_GrowsExponentially()
    {
        Curve curve = new(new Knot(10, 1), new Knot(20, 100));
        Assert.That(curve.At(15), Is.EqualTo(10).Within(1e-9));
        Assert.That((curve.At(9.99), curve.At(20)), Is.EqualTo((0.0, 0.0)));
        Assert.That(curve.PeakBefore(15), Is.EqualTo(15));
    }
}
