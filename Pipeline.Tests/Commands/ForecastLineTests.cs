using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Commands;

internal sealed class ForecastLineTests
{
    [TestCase(15, 12_345, 0.2345, "forecasts 15 min ahead            12,345 met their truth; error 23.5 % below no change; 49.0 % inside the 50 % interval, 90.1 % inside the 90 % interval")]
    [TestCase(60, 7, -0.05, "forecasts 1 h ahead                    7 met their truth; error 5.0 % above no change; 49.0 % inside the 50 % interval, 90.1 % inside the 90 % interval")]
    [TestCase(360, 0, 0, "forecasts 6 h ahead                    0 met their truth")]
    public void Line_SaysHowWellForecastsDid(int minutes, long judged, double skill, string expected) =>
        Assert.That(ForecastLine.Of(new ForecastFigures(minutes, judged, skill, 0.49, 0.901)), Is.EqualTo(expected));
}
