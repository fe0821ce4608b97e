using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Trends;

internal sealed class TrendCurveTests
{
    private readonly record struct Reading(double[] Rates, double ToPeak, double ToHalf);

    private static Reading Read(double rateNow, double[] ends, double[] totals)
    {
        var curve = new TrendCurve(rateNow, ends, totals, new double[ends.Length + 1], new double[ends.Length + 1]);
        double[] rates = [rateNow, .. new double[ends.Length]];
        for (int i = 0; i < ends.Length; i++)
            rates[i + 1] = curve.RateAtEnd(i);
        return new Reading(rates, curve.MinutesToPeak(), curve.MinutesToHalf());
    }

    /// <summary>Mentions of exponential pieces, summed in small steps.</summary>
    private static double[] TotalsOf(double rate, double[] ends, double[] growths)
    {
        double[] totals = new double[ends.Length];
        double sum = 0;
        double start = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            const int Steps = 20_000;
            double step = (ends[i] - start) / Steps;
            for (int k = 0; k < Steps; k++)
                sum += rate * Math.Exp(growths[i] * (k + 0.5) * step) * step;
            totals[i] = sum;
            rate *= Math.Exp(growths[i] * (ends[i] - start));
            start = ends[i];
        }

        return totals;
    }

    /// <summary>The time by which half of all has come, walked in steps of a hundredth of a minute along the curve and its tail.</summary>
    private static double HalfTimeByWalking(double[] rates, double[] ends)
    {
        const double Step = 0.01;
        double lastLength = ends[^1] - (ends.Length > 1 ? ends[^2] : 0);
        double tail = Math.Min(Math.Log(rates[^1] / rates[^2]) / lastLength, -Math.Log(2) / 180);
        double RateAt(double t)
        {
            double start = 0;
            for (int i = 0; i < ends.Length; i++)
            {
                if (t < ends[i])
                    return rates[i] * Math.Pow(rates[i + 1] / rates[i], (t - start) / (ends[i] - start));
                start = ends[i];
            }

            return rates[^1] * Math.Exp(tail * (t - ends[^1]));
        }

        var soFar = new List<double>();
        double sum = 0;
        for (double t = Step / 2; t < ends[^1] + (20 * 180); t += Step)
        {
            sum += RateAt(t) * Step;
            soFar.Add(sum);
        }

        return soFar.FindIndex(s => s >= sum / 2) * Step;
    }

    private static IEnumerable<TestCaseData> Curves()
    {
        yield return new TestCaseData(10.0, new[] { 15.0, 60.0 }, new[] { 0.0, 0.0 }) { TestName = "{m}_Steady" };
        yield return new TestCaseData(10.0, new[] { 15.0, 60.0 }, new[] { 0.05, 0.01 }) { TestName = "{m}_Rising" };
        yield return new TestCaseData(10.0, new[] { 15.0, 60.0 }, new[] { 0.1, -0.05 }) { TestName = "{m}_RisingThenFalling" };
        yield return new TestCaseData(10.0, new[] { 15.0, 60.0 }, new[] { -0.1, -0.02 }) { TestName = "{m}_Falling" };
        yield return new TestCaseData(0.05, new[] { 5.0, 30.0, 120.0 }, new[] { 0.2, 0.02, -0.03 }) { TestName = "{m}_FaintThenRising" };
        yield return new TestCaseData(800.0, new[] { 15.0 }, new[] { -0.3 }) { TestName = "{m}_OneHorizon" };
    }

    [TestCaseSource(nameof(Curves))]
    public void Curve_ThroughTheTotalsOfExponentials_HasTheirRates(double rate, double[] ends, double[] growths)
    {
        Reading curve = Read(rate, ends, TotalsOf(rate, ends, growths));

        double expected = rate;
        double start = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            expected *= Math.Exp(growths[i] * (ends[i] - start));
            start = ends[i];
            Assert.That(curve.Rates[i + 1], Is.EqualTo(expected).Within(0.01).Percent, $"horizon {ends[i]}");
        }
    }

    [TestCaseSource(nameof(Curves))]
    public void HalfTime_OfTheCurve_IsTheOneFoundByWalking(double rate, double[] ends, double[] growths)
    {
        Reading curve = Read(rate, ends, TotalsOf(rate, ends, growths));

        Assert.That(curve.ToHalf, Is.EqualTo(HalfTimeByWalking(curve.Rates, ends)).Within(0.5).Percent.Or.EqualTo(HalfTimeByWalking(curve.Rates, ends)).Within(0.05));
    }

    [Test]
    public void Peak_OfARisingThenFallingCurve_IsBetween() =>
        Assert.That(Read(10, [15, 60], TotalsOf(10, [15, 60], [0.1, -0.05])).ToPeak, Is.EqualTo(15));

    [Test]
    public void Peak_OfARisingCurve_IsAtTheLastHorizon() =>
        Assert.That(Read(10, [15, 60], TotalsOf(10, [15, 60], [0.02, 0.02])).ToPeak, Is.EqualTo(60));

    [Test]
    public void Peak_OfAFallingCurve_IsNow() => Assert.That(Read(10, [15, 60], TotalsOf(10, [15, 60], [-0.02, -0.02])).ToPeak, Is.Zero);

    [Test]
    public void HalfTime_OfASteadyTopic_IsThreeHoursTailAndAll()
    {
        // An hour at 10 a minute, then a tail that halves every 180 minutes: 600 + 10 · 180/ln 2 = 3197 in all, half of it after
        // 60 − 180·log2(1 − (1598 − 600)/2597) minutes.
        Assert.That(Read(10, [60], [600]).ToHalf, Is.EqualTo(60 - (180 * Math.Log2(1 - (((600 + (1800 / Math.Log(2))) / 2) - 600) / (1800 / Math.Log(2))))).Within(0.01));
    }

    [TestCase(-0.05, ExpectedResult = 13.863)]
    [TestCase(-0.02, ExpectedResult = 34.657)]
    [TestCase(-0.005, ExpectedResult = 138.629)]
    public double HalfLife_OfACurve_IsTheTimeFromItsPeakToHalfOfIt(double growth)
    {
        double[] ends = [15, 60];
        var curve = new TrendCurve(10, ends, TotalsOf(10, ends, [growth, growth]), new double[3], new double[3]);
        return Math.Round(curve.HalfLifeMinutes(), 3);
    }

    [Test]
    public void HalfLife_OfARisingCurve_CountsFromItsPeak()
    {
        double[] ends = [15, 60];
        var curve = new TrendCurve(10, ends, TotalsOf(10, ends, [0.1, -0.05]), new double[3], new double[3]);

        Assert.That(curve.HalfLifeMinutes(), Is.EqualTo(Math.Log(2) / 0.05).Within(0.1).Percent);
    }

    [Test]
    public void Totals_BeyondTheSteepestGrowth_AreMetAsFarAsItGoes() =>
        Assert.That(Read(1, [10], [1e12]).Rates[1], Is.EqualTo(Math.Exp(5)).Within(0.001).Percent);

    [TestCase("1")]
    [TestCase("15 60")]
    [TestCase("15 60 240 1440")]
    [TestCase("1440 2880")]
    [TestCase("1 10080 20160")]
    public void Curve_OfExtremeInput_StaysFinite(string horizons)
    {
        double[] ends = [.. horizons.Split(' ').Select(double.Parse)];
        foreach (double rate in new[] { 0, 1e-300, 1e-6, 0.01, 1, 1e9, 1e200 })
        {
            foreach (double firstTotal in new[] { 0, 1e-300, 1e-6, 1, 1e12, 1e200 })
            {
                foreach (double more in new[] { 0, 1, 1e12, 1e200 })
                {
                    Reading curve = Read(rate, ends, [.. ends.Select((_, i) => firstTotal + (i * more))]);
                    double[] all = [.. curve.Rates, curve.ToPeak, curve.ToHalf];
                    Assert.That(all.All(v => double.IsFinite(v) && v >= 0), Is.True, $"{rate} a minute now, {firstTotal} then {more} more: {string.Join(", ", all)}");
                }
            }
        }
    }

    [Test]
    public void HalfTime_OfAnyForecast_LiesAheadAndIsFinite() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000).WithQuietOnSuccess(true).WithReplay(123_456_789, 987_654_321),
            Prop.ForAll((ushort rate, ushort first, ushort second) =>
            {
                // Sixteenths of a mention, so that faint and strong forecasts both occur.
                Reading curve = Read(rate / 16.0, [15, 60], [first / 16.0, (first + (double)second) / 16]);
                return double.IsFinite(curve.ToHalf) && curve.ToHalf >= 0 && curve.Rates.All(r => double.IsFinite(r) && r >= 0) && curve.ToPeak is 0 or 15 or 60;
            }));
}
