using NUnit.Framework;
using RtmPipeline.Commands.Evaluate.Report;

namespace RtmPipeline.Tests.Commands.Evaluate.Report;

internal sealed class PlotPartsTests
{
    [Test]
    public void Markup_EscapesTextsAndAttributes_AndControlCharacters()
    {
        using var writer = new StringWriter();
        new Markup(writer).Open("a", ("b", "<\"'&>\u0000")).Text("</a>&\u001b🎉").Close();
        Assert.That(writer.ToString(), Is.EqualTo("<a b=\"&lt;&quot;&#39;&amp;&gt;\uFFFD\">&lt;/a&gt;&amp;\uFFFD🎉</a>\n"));
    }

    [TestCase(0, 10, "0,1,2,5,10")]
    [TestCase(0, 9000, "0,1,10,100,1k")]
    [TestCase(60, 480, "100,200")]
    [TestCase(0, 2e9, null, Description = "thinned out")]
    public void CountScale_HasFewTicks_AtRoundNumbers(double low, double high, string? labels)
    {
        Tick[] ticks = [.. new CountScale(low, high, 100, 0).Ticks];
        Assert.That(ticks, Has.Length.InRange(1, 5));
        Assert.That(ticks.Select(t => t.Position), Is.All.InRange(0, 100));
        if (labels is not null)
            Assert.That(string.Join(',', ticks.Select(t => t.Label)), Is.EqualTo(labels));
    }

    [Test]
    public void CountScale_OfOneValue_AndOfNothing_StillHasPlaces()
    {
        Assert.That(new CountScale(5, 5, 100, 0).At(5), Is.InRange(0, 100));
        Assert.That(new CountScale(0, 0, 100, 0).At(0), Is.EqualTo(100));
    }

    [Test]
    public void TimeScale_HasTicksOnFullHoursAndDays()
    {
        long start = new DateTimeOffset(2015, 2, 26, 21, 42, 53, TimeSpan.Zero).ToUnixTimeMilliseconds();
        Assert.That(new TimeScale(start, start + 86_400_000, 0, 100).Ticks.Select(t => t.Label), Is.EqualTo((string[])["27 Feb", "06:00", "12:00", "18:00"]));
        Assert.That(new TimeScale(start, start + (50 * 86_400_000L), 0, 100).Ticks.Select(t => t.Label), Is.EqualTo((string[])["12 Mar", "26 Mar", "9 Apr"]));
        Assert.That(new TimeScale(start, start, 0, 100).Ticks, Has.Count.LessThanOrEqualTo(1));
    }

    [Test]
    public void Envelope_KeepsEveryPeak_InAsManyPointsAsThereAreColumns()
    {
        double[] values = new double[10_000];
        values[7777] = 1000;
        Envelope envelope = Envelope.Of(0, values.Length, 100, i => i / 10.0, i => values[i], i => values[i]);
        string area = envelope.Area(new LinearScale(0, 1000, 1000, 0));
        Assert.That(area.Count(c => c is 'M' or 'L'), Is.EqualTo(200));
        Assert.That(area, Does.Contain(" 0L"), "the peak is at the top");
    }

    [Test]
    public void Envelope_PassesOverWhatIsNoNumber()
    {
        double[] values = [1, double.NaN, 3];
        Envelope envelope = Envelope.Of(0, 3, 10, i => i, i => values[i], i => values[i]);
        Assert.That(envelope.Line(new LinearScale(0, 10, 0, 10)), Is.EqualTo("M0 1L2 3"));
    }
}
