using NUnit.Framework;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

internal sealed class TrailingMeanTests
{
    [Test]
    public void Mean_EqualsThatOfTheRowsInTheWindow([Range(1, 5)] int seed, [Values(1, 2, 7, 48)] int steps)
    {
        var random = new Random(seed);
        var mean = new TrailingMean(steps);
        var rows = new List<(long Step, double Value)>();
        long step = 0;
        for (int i = 0; i < 2000; i++)
        {
            step += random.Next(10) == 0 ? random.Next(1, 100) : 1;
            rows.Add((step, random.NextDouble() * Math.Pow(10, random.Next(0, 6))));
            double ordinary = random.NextDouble();
            double[] inside = [.. rows.TakeLast(steps).Where(r => r.Step > step - steps).Select(r => r.Value)];

            double found = mean.Next(step, rows[^1].Value, ordinary);

            Assert.That(found, Is.EqualTo((inside.Sum() + ((steps - inside.Length) * ordinary)) / steps).Within(1e-9).Percent);
        }
    }

    [Test]
    public void Mean_AfterAHugeRowHasLeft_IsExactAgain()
    {
        var mean = new TrailingMean(4);
        mean.Next(0, 1e15, 0);
        double last = 0;
        for (int step = 1; step < 20; step++)
            last = mean.Next(step, 0.1, 0);

        Assert.That(last, Is.EqualTo(0.1).Within(1e-12));
    }
}
