using System.Text;
using NUnit.Framework;
using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Tests.Trends.Growth;

internal sealed class GrowthTrainerTests
{
    private static readonly TimeSpan[] s_hour = [TimeSpan.FromHours(1)];

    private static string Json(GrowthModel model)
    {
        using MemoryStream stream = new();
        model.Write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static GrowthModel Read(string json)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(json));
        return GrowthModel.Read(stream, "x.json");
    }

    [Test]
    public void SameCascades_GiveTheSameModel()
    {
        string first = Json(GrowthTrainer.Fit(InventedCascades.Of(30, 1), s_hour));

        Assert.That(Json(GrowthTrainer.Fit(InventedCascades.Of(30, 1), s_hour)), Is.EqualTo(first));
        Assert.That(Json(Read(first)), Is.EqualTo(first));
    }

    [Test]
    public void TooFew_AreRefused()
    {
        Assert.That(() => GrowthTrainer.Fit(InventedCascades.Of(19, 1), s_hour), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("19 cascades are too few"));
        Assert.That(() => GrowthTrainer.Fit(InventedCascades.SharesOf(5, 1), s_hour), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("5 series"));
    }

    [Test]
    public void TimesBehindTheHorizon_AreRefused() =>
        Assert.That(
            () => GrowthTrainer.Fit(InventedCascades.Of(20, 1), [TimeSpan.FromDays(9)]),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("no time of observation"));

    [TestCase("{", "is not a growth model")]
    [TestCase("null", "is empty")]
    [TestCase("""{"format":2}""", "has format 2")]
    [TestCase("""{"format":1}""", "neither cascades nor shares")]
    public void BrokenModel_IsRefused(string json, string message) =>
        Assert.That(() => Read(json), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(message));

    [TestCase("log_reposts", "log_likes", "other features")]
    [TestCase("\"seconds\": 3600", "\"seconds\": -3600", "damaged at the anchor")]
    [TestCase("\"kind\": \"Cascade\"", "\"kind\": \"Shares\"", "each other's place")]
    public void DamagedModel_IsRefused(string part, string instead, string message)
    {
        string json = Json(GrowthTrainer.Fit(InventedCascades.Of(20, 1), s_hour));
        Assert.That(json, Does.Contain(part));

        Assert.That(() => Read(json.Replace(part, instead, StringComparison.Ordinal)), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(message));
    }

    [Test]
    public void Clock_FindsTheHoursOfTheAudience()
    {
        // Everything at noon: by the clock, a quarter of the day about noon lasts longer than one about midnight.
        Cascade[] cascades = [.. InventedCascades.Of(20, 2).Select((c, i) => c with
        {
            StartDays = i / 20.0,
            Seconds = [0, .. Enumerable.Range(1, 2000).Select(n => n * 100.0).Where(s => Math.Abs((((i / 20.0) + (s / 86_400)) % 1) - 0.5) < 0.2)],
        })];
        var clock = new DailyClock(DailyClockFit.Fit(cascades));

        Assert.That(clock.Elapsed(0.375, 21_600), Is.GreaterThan(2 * clock.Elapsed(0.875, 21_600)));
        Assert.That(clock.Elapsed(0.3, 86_400), Is.EqualTo(86_400).Within(1e-3));
        Assert.That(clock.Elapsed(double.NaN, 1234), Is.EqualTo(1234));
    }

    [Test]
    public void Median_IsNotMovedByAnOutlier()
    {
        FitRow[] rows = [.. Enumerable.Range(0, 21).Select(i => new FitRow(i, new GrowthPoint(1, 0, [0]), i == 20 ? 100 : 3 + (i % 2 * 0.01), 1))];
        GrowthAnchor anchor = LinkedRegression.Fit(rows, 60, 0, new FitSettings(0.01, 0.1, 0.001));

        Assert.That(anchor.Intercept, Is.EqualTo(3).Within(0.05));
    }

    [Test]
    public void Line_IsFoundThroughTheBend()
    {
        Random random = new(3);
        FitRow[] rows = [.. Enumerable.Range(0, 400).Select(i =>
        {
            double x = (4 * random.NextDouble()) - 2;
            return new FitRow(i, new GrowthPoint(1, 0, [x]), SoftFloor.Of(5 + x, 5, 0.3), 1);
        })];
        // The bend is a part of the middle growth, about 0.43 over a present count of log 2.
        GrowthAnchor anchor = LinkedRegression.Fit(rows, 60, 5, new FitSettings(1e-6, 0.3 / Middle(rows), double.PositiveInfinity));

        Assert.That(anchor.Coefficients[0] / anchor.Scales[0], Is.EqualTo(1).Within(0.02));

        static double Middle(FitRow[] rows) => rows.Select(r => r.Target - r.Point.LogCount).Order().ElementAt(rows.Length / 2);
    }

    [TestCase(0, ExpectedResult = 1)]
    [TestCase(0.5, ExpectedResult = 2.5)]
    [TestCase(1, ExpectedResult = 4)]
    public double Quantile_IsBetweenItsNeighbours(double share) => BandFit.Quantile([(4, 1), (1, 1), (3, 1), (2, 1)], share);

    [Test]
    public void Baselines_AreWhatTheirFormulasSay()
    {
        (double, double)[] pairs = [(1, 3), (3, 7), (7, 15)];

        Assert.That(LogLinear.Fit(pairs).Predict(9), Is.EqualTo(19).Within(0.01));
        Assert.That(LogLog.Fit(pairs).Predict(9), Is.EqualTo(19).Within(0.01));
        Assert.That(new NoChange().Predict(9), Is.EqualTo(9));
        Assert.That(() => LogLog.Fit([(1, 1)]), Throws.InstanceOf<InvalidDataException>());
        Assert.That(() => LogLinear.Fit([]), Throws.InstanceOf<InvalidDataException>());
    }
}
