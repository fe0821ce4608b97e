using NUnit.Framework;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

internal sealed class SeriesRowTests
{
    [TestCase(null, 0)]
    [TestCase(0L, 3.5)]
    [TestCase(-5L, 1e308)]
    public void Fault_OfAGoodRow_IsNone(long? previous, double value) => Assert.That(SeriesRow.Fault(previous, 1, value), Is.Null);

    [TestCase(double.NaN, "the value is NaN, not a number")]
    [TestCase(double.PositiveInfinity, "the value is Infinity, not a number")]
    [TestCase(-0.5, "the value is -0.5, and a count is never negative")]
    public void Fault_OfAValue_SaysWhatIsWrong(double value, string expected) => Assert.That(SeriesRow.Fault(null, 1, value), Is.EqualTo(expected));

    [TestCase(1_425_000_000_000, 1_425_000_000_000, "the time 2015-02-27T01:20:00Z stands twice")]
    [TestCase(1_425_000_000_000, 1_424_999_999_500, "the time 2015-02-27T01:19:59.5Z comes after 2015-02-27T01:20:00Z: rows must be in order of time")]
    [TestCase(long.MaxValue, long.MinValue, "the time -9223372036854775808 ms comes after 9223372036854775807 ms: rows must be in order of time")]
    public void Fault_OfATime_ShowsBoth(long previous, long time, string expected) => Assert.That(SeriesRow.Fault(previous, time, 1), Is.EqualTo(expected));
}
