using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Trends.Regression;

internal sealed class VelocityModelTests
{
    private static HorizonModel Horizon(int minutes, double intercept) => new()
    {
        Minutes = minutes,
        Intercept = intercept,
        Coefficients = [.. Enumerable.Range(0, TopicFeatures.Count).Select(i => 0.1 * i)],
        Means = [.. Enumerable.Range(0, TopicFeatures.Count).Select(i => 0.5 * i)],
        Scales = [.. Enumerable.Range(0, TopicFeatures.Count).Select(i => 1.0 + i)],
        Residuals = [Bands.Between(-1, 1), Bands.Between(-0.4, 0.5, 3)],
    };

    private static VelocityModel Sample() => new() { Features = [.. TopicFeatures.Names], Horizons = [Horizon(15, 0.25), Horizon(60, -0.5)] };

    private static byte[] Bytes(VelocityModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }

    private static VelocityModel Read(byte[] bytes) => VelocityModel.Read(new MemoryStream(bytes), "model.json");

    [Test]
    public void Model_WrittenAndRead_IsTheSame() => Assert.That(Bytes(Read(Bytes(Sample()))), Is.EqualTo(Bytes(Sample())));

    [Test]
    public void Model_WrittenAndRead_HasItsHorizons() => Assert.That(Read(Bytes(Sample())).HorizonsMinutes, Is.EqualTo([15, 60]));

    [Test]
    public void Prediction_AtTheMeans_IsTheIntercept()
    {
        double[] features = [.. Enumerable.Range(0, TopicFeatures.Count).Select(i => 0.5 * i)];

        Assert.That(Sample().Predict(1, features).Expected, Is.EqualTo(-0.5).Within(1e-12));
    }

    [Test]
    public void Prediction_OneScaleAboveTheMean_AddsTheCoefficient()
    {
        double[] features = [.. Enumerable.Range(0, TopicFeatures.Count).Select(i => 0.5 * i)];
        features[7] += 8;

        Assert.That(Sample().Predict(0, features).Expected, Is.EqualTo(0.25 + 0.7).Within(1e-12));
    }

    [TestCase(0, -1, 1)]
    [TestCase(2.9, -1, 1)]
    [TestCase(3, -0.4, 0.5)]
    [TestCase(9, -0.4, 0.5)]
    public void Interval_IsThatOfTheEvidence(double level, double low, double high)
    {
        double[] features = new double[TopicFeatures.Count];
        features[TopicFeatures.LevelIndex] = level;

        LogGrowth growth = Sample().Predict(0, features);

        Assert.That(new[] { growth.Residuals.At(0.05), growth.Residuals.At(0.95) }, Is.EqualTo([low, high]).Within(1e-12));
    }

    [TestCase(1e6, ExpectedResult = 5)]
    [TestCase(-1e6, ExpectedResult = -5)]
    public double Prediction_FarOutsideTheData_IsCapped(double feature)
    {
        double[] features = new double[TopicFeatures.Count];
        features[5] = feature;
        return Sample().Predict(0, features).Expected;
    }

    private static TestCaseData Damage(string name, string reason, Action<JsonObject> damage) => new(reason, damage) { TestName = $"File_With{name}_IsRefused" };

    private static JsonObject FirstHorizon(JsonObject model) => model["horizons"]![0]!.AsObject();

    private static IEnumerable<TestCaseData> DamagedFiles()
    {
        yield return Damage("AnotherFormat", "format 1", m => m["format"] = 1);
        yield return Damage("OtherFeatures", "other features", m => m["features"]![3] = "log_luck");
        yield return Damage("TooFewFeatures", "other features", m => m["features"]!.AsArray().RemoveAt(0));
        yield return Damage("NoHorizons", "no horizons", m => m["horizons"] = new JsonArray());
        yield return Damage("NoHorizonsField", "not a velocity model", m => m.Remove("horizons"));
        yield return Damage("NullHorizons", "not a velocity model", m => m["horizons"] = null);
        yield return Damage("ANullHorizon", "damaged", m => m["horizons"]![0] = null);
        yield return Damage("TextForANumber", "not a velocity model", m => FirstHorizon(m)["intercept"] = "much");
        yield return Damage("ACoefficientMissing", "15 minutes", m => FirstHorizon(m)["coefficients"]!.AsArray().RemoveAt(0));
        yield return Damage("AMeanTooMany", "15 minutes", m => FirstHorizon(m)["means"]!.AsArray().Add(1));
        yield return Damage("AScaleOfZero", "15 minutes", m => FirstHorizon(m)["scales"]![2] = 0);
        yield return Damage("ANegativeScale", "15 minutes", m => FirstHorizon(m)["scales"]![2] = -1);
        yield return Damage("NoResiduals", "15 minutes", m => FirstHorizon(m)["residuals"] = new JsonArray());
        yield return Damage("ANullResidual", "15 minutes", m => FirstHorizon(m)["residuals"]![1] = null);
        yield return Damage("ResidualsUpsideDown", "15 minutes", m => FirstHorizon(m)["residuals"]![0]!["quantiles"]![0] = 2);
        yield return Damage("TooFewQuantiles", "15 minutes", m => FirstHorizon(m)["residuals"]![0]!["quantiles"]!.AsArray().RemoveAt(3));
        yield return Damage("EvidenceOutOfOrder", "15 minutes", m => FirstHorizon(m)["residuals"]![0]!["min_level"] = 4);
        yield return Damage("HorizonsOutOfOrder", "15 minutes", m => m["horizons"]![1]!["minutes"] = 15);
        yield return Damage("AHorizonOfNothing", "0 minutes", m => FirstHorizon(m)["minutes"] = 0);
        yield return Damage("ACoefficientBeyondNumbers", "15 minutes", m => FirstHorizon(m)["coefficients"]![0] = JsonNode.Parse("1e999"));
    }

    [TestCaseSource(nameof(DamagedFiles))]
    public void DamagedFile_IsRefusedWithItsNameAndTheReason(string reason, Action<JsonObject> damage)
    {
        JsonObject model = JsonNode.Parse(Bytes(Sample()))!.AsObject();
        damage(model);

        Assert.That(
            () => Read(Encoding.UTF8.GetBytes(model.ToJsonString())),
            Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith("model.json").And.Message.Contains(reason));
    }

    [TestCase("", TestName = "File_Empty_IsRefused")]
    [TestCase("null", TestName = "File_Null_IsRefused")]
    [TestCase("[]", TestName = "File_Array_IsRefused")]
    [TestCase("{\"format\":1", TestName = "File_CutShort_IsRefused")]
    [TestCase("topic;rate", TestName = "File_OfAnotherKind_IsRefused")]
    public void OtherFile_IsRefusedWithItsName(string text) =>
        Assert.That(() => Read(Encoding.UTF8.GetBytes(text)), Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith("model.json"));

    [TestCase(0.005, ExpectedResult = -1.98)]
    [TestCase(0.35, ExpectedResult = -0.6)]
    [TestCase(0.5, ExpectedResult = 0)]
    [TestCase(0.995, ExpectedResult = 1.98)]
    [TestCase(0.001, ExpectedResult = -1.996)]
    [TestCase(-0.5, ExpectedResult = -4)]
    [TestCase(1.5, ExpectedResult = 4)]
    public double Quantile_AtAnyLevel_LiesOnTheLineBetweenAndBeyondThoseKept(double level) =>
        Math.Round(new ResidualBand(0, [.. ResidualBand.Levels.ToArray().Select(l => (l - 0.5) * 4)]).At(level), 9);

    [Test]
    public void ShippedModel_ForecastsAQuarterHourAnHourAndSixHours() => Assert.That(VelocityModel.Shipped().HorizonsMinutes, Is.EqualTo([15, 60, 360]));

    [Test]
    public void NoChange_PredictsNothingInTheMiddleOfItsInterval()
    {
        LogGrowth growth = new NoChange().Predict(0, new double[TopicFeatures.Count]);

        Assert.That((growth.Expected, growth.Residuals.At(0.05) + growth.Residuals.At(0.95), growth.Residuals.At(0.5)), Is.EqualTo((0.0, 0.0, 0.0)));
        Assert.That((growth.Residuals.At(0.95), growth.Residuals.IsSound()), Is.EqualTo((1.5, true)));
    }
}
