using System.Text;
using NUnit.Framework;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

internal sealed class SeriesForecastTrainerTests
{
    private static readonly TimeSpan s_step = TimeSpan.FromMinutes(5);

    [Test]
    public void Prior_FittedTwice_IsTheSame()
    {
        SeriesRecording[] recordings = [Walk("a", 1), Walk("b", 2), Event("c", 3)];
        string once = Fitted(recordings);
        string again = Fitted(recordings);
        Assert.That(again, Is.EqualTo(once));
    }

    [Test]
    public void Prior_OfOneSeriesAlone_IsRefused() =>
        Assert.That(
            () => SeriesForecastTrainer.Fit(SeriesForecastTrainer.Prepare([Walk("a", 1)])),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("at least 2 are needed"));

    [Test]
    public void Prior_OfSeriesTooShort_IsRefused()
    {
        SeriesRecording Short(string name) => Walk(name, 1) with { Values = [1, 2, 3], UnixMs = [1, 2, 3] };
        Assert.That(
            () => SeriesForecastTrainer.Fit(SeriesForecastTrainer.Prepare([Short("a"), Short("b")])),
            Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith("0 rows"));
    }

    [Test]
    public void Onset_IsTheFirstRowOfTheFirstHourThatClearlyRises() => Assert.That(Event("c", 3).Onset(), Is.EqualTo(500));

    [Test]
    public void Onset_WhereNoHourHasEnough_IsTheStart() =>
        Assert.That(Recording("a", [.. Enumerable.Repeat(1.0, 500)], true).Onset(), Is.Zero);

    [Test]
    public void Onset_OfASeriesThatBeginsWithItsEvent_IsItsStart() =>
        Assert.That(Recording("a", [.. Enumerable.Repeat(9.0, 500)], true).Onset(), Is.Zero);

    [Test]
    public void SumsAhead_AreOfTheRowsAfter() =>
        Assert.That(
            new SeriesRecording("a", s_step, [], [1, 2, 3, 4], false).SumsAhead(2),
            Is.EqualTo(new[] { 5, 7, double.NaN, double.NaN }));

    private static string Fitted(SeriesRecording[] recordings)
    {
        using var stream = new MemoryStream();
        SeriesForecastTrainer.Fit(SeriesForecastTrainer.Prepare(recordings)).Write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static SeriesRecording Walk(string name, int seed) => Recording(name, SimulatedSeries.Walk(seed, 1500, 10, 0.05, 4), false);

    /// <summary>Silence, then a burst from row 500 on.</summary>
    private static SeriesRecording Event(string name, int seed) =>
        Recording(name, [.. SimulatedSeries.Walk(seed, 1500, 10, 0.05, 50).Select((v, i) => i < 500 ? 0 : 1 + (v * Math.Exp((500 - i) / 100.0)))], true);

    private static SeriesRecording Recording(string name, double[] values, bool ofEvent) =>
        new(name, s_step, [.. values.Select((_, i) => i * 300_000L)], values, ofEvent);
}
