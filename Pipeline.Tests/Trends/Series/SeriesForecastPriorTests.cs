using System.Text;
using NUnit.Framework;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

internal sealed class SeriesForecastPriorTests
{
    [Test]
    public void Shipped_WrittenAndRead_IsTheSame()
    {
        SeriesForecastPrior prior = SeriesForecastPrior.Shipped();
        string written = Written(prior);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(written));
        Assert.That(Written(SeriesForecastPrior.Read(stream, "copy")), Is.EqualTo(written));
    }

    [TestCase("", "copy is not a prior for series")]
    [TestCase("null", "copy is empty")]
    [TestCase("{}", "copy is not a prior for series")]
    public void File_OfSomethingElse_IsRefused(string text, string message)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.That(() => SeriesForecastPrior.Read(stream, "copy"), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(message));
    }

    private static IEnumerable<TestCaseData> Damages()
    {
        SeriesForecastPrior sound = SeriesForecastPrior.Shipped();
        yield return new TestCaseData(sound with { Format = 1 }, "copy has format 1; this version reads 2").SetArgDisplayNames("format");
        yield return new TestCaseData(sound with { Features = ["one"] }, "copy was fitted on other features").SetArgDisplayNames("features");
        yield return new TestCaseData(sound with { ScaleFeatures = [] }, "copy was fitted on other features").SetArgDisplayNames("scale features");
        yield return new TestCaseData(sound with { Coefficients = [1] }, $"copy: coefficients should be {SeriesFeatures.Count} numbers").SetArgDisplayNames("coefficients");
        yield return new TestCaseData(sound with { MeanSquares = [.. sound.MeanSquares.Select(_ => -1.0)] }, "mean_squares has a negative number").SetArgDisplayNames("mean squares");
        yield return new TestCaseData(sound with { ScaleCoefficients = [] }, "scale_coefficients should be").SetArgDisplayNames("scale coefficients");
        yield return new TestCaseData(sound with { Quantiles = [] }, $"quantiles has 0 rows instead of {SeriesIntervals.Sets}").SetArgDisplayNames("quantiles");
        yield return new TestCaseData(sound with { Quantiles = [.. sound.Quantiles.Select(q => q.Reverse().ToArray())] }, "row 0 of quantiles does not ascend").SetArgDisplayNames("order");
    }

    [TestCaseSource(nameof(Damages))]
    public void File_Damaged_IsRefusedWithTheReason(SeriesForecastPrior damaged, string message)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Written(damaged)));
        Assert.That(() => SeriesForecastPrior.Read(stream, "copy"), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(message));
    }

    private static string Written(SeriesForecastPrior prior)
    {
        using var stream = new MemoryStream();
        prior.Write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
