using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Trends.Regression;

internal sealed class ResidualRidgeTests
{
    private const int TickSeconds = 60;
    private const double Prior = 300;

    private static double[] Features(Random random) =>
        [.. TopicFeatures.All.Select(f => f.Centre + (f.Spread * ((random.NextDouble() * 4) - 2)))];

    /// <summary>The features on their common scale with a constant, as the definition says.</summary>
    private static double[] Scaled(double[] features) =>
        [.. TopicFeatures.All.Select((f, i) => Math.Clamp((features[i] - f.Centre) / f.Spread, -3, 3)), 1];

    /// <summary>Weighted ridge regression of everything learned, from scratch.</summary>
    private static double PlainCorrection(List<(long Tick, double[] Features, double Residual)> learned, long now, double[] at)
    {
        int n = TopicFeatures.Count + 1;
        Matrix<double> moments = Matrix<double>.Build.Dense(n, n);
        Vector<double> products = Vector<double>.Build.Dense(n);
        double all = 0;
        foreach ((long tick, double[] features, double residual) in learned)
        {
            double weight = Math.Pow(2, -(now - tick) * TickSeconds / 86_400.0);
            Vector<double> z = Vector<double>.Build.Dense(Scaled(features));
            moments += weight * z.OuterProduct(z);
            products += weight * residual * z;
            all += weight;
        }

        Vector<double> line = (moments + (Math.Max(Prior, 0.02 * all) * Matrix<double>.Build.DenseIdentity(n))).Solve(products);
        return line * Vector<double>.Build.Dense(Scaled(at));
    }

    [Test]
    public void Correction_IsThatOfAWeightedRidgeFromScratch()
    {
        var random = new Random(81);
        HorizonState state = HorizonState.Empty();
        var ridge = new ResidualRidge(state, TickSeconds);
        var learned = new List<(long, double[], double)>();
        long tick = 1000;
        for (int i = 0; i < 2_000; i++)
        {
            long passed = random.Next(0, 4);
            tick += passed;
            double[] features = Features(random);
            double residual = (0.4 * Scaled(features)[3]) - 0.3 + (0.2 * random.NextDouble());
            ridge.Pass(passed);
            ridge.Learn(features, residual);
            state.Weight++;
            learned.Add((tick, features, residual));
            if (i % 400 == 399)
            {
                double[] at = Features(random);
                Assert.That(ridge.Correction(at), Is.EqualTo(PlainCorrection(learned, tick, at)).Within(1e-9), $"after {i + 1}");
            }
        }
    }

    [Test]
    public void Correction_BeforeAnyTruth_IsNothing() =>
        Assert.That(new ResidualRidge(HorizonState.Empty(), TickSeconds).Correction(Features(new Random(82))), Is.Zero);

    [Test]
    public void Correction_OfAFewTruths_StaysNearTheShippedModel()
    {
        var ridge = new ResidualRidge(HorizonState.Empty(), TickSeconds);
        double[] features = Features(new Random(83));
        for (int i = 0; i < 5; i++)
            ridge.Learn(features, 1);

        Assert.That(ridge.Correction(features), Is.InRange(0.01, 0.5));
    }

    [Test]
    public void Correction_AfterALongSilence_IsForgotten()
    {
        HorizonState state = HorizonState.Empty();
        var ridge = new ResidualRidge(state, TickSeconds);
        double[] features = Features(new Random(84));
        for (int i = 0; i < 2_000; i++)
        {
            ridge.Learn(features, 1);
            state.Weight++;
        }

        double before = ridge.Correction(features);
        ridge.Pass(30 * 1440);

        Assert.That(before, Is.GreaterThan(0.9));
        Assert.That(ridge.Correction(features), Is.EqualTo(0).Within(1e-3));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    [TestCase(1e300)]
    [TestCase(-1e300)]
    public void Correction_OfAbsurdFeaturesAndResiduals_StaysBounded(double absurd)
    {
        var random = new Random(85);
        HorizonState state = HorizonState.Empty();
        var ridge = new ResidualRidge(state, TickSeconds);
        for (int i = 0; i < 3_000; i++)
        {
            double[] features = Features(random);
            features[random.Next(features.Length)] = absurd;
            ridge.Pass(random.Next(3) == 0 ? random.NextInt64(1_000_000_000) : 0);
            ridge.Learn(features, random.Next(2) == 0 ? 1e300 : -1e300);
            state.Weight++;
            Assert.That(ridge.Correction(features), Is.InRange(-2, 2));
        }

        Assert.That(state.Moments.Concat(state.Products).All(double.IsFinite), Is.True);
    }
}
