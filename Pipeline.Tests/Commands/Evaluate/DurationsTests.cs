using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Evaluate;

namespace RtmPipeline.Tests.Commands.Evaluate;

internal sealed class DurationsTests
{
    [TestCase("1s", 1)]
    [TestCase("15m", 900)]
    [TestCase("1h", 3600)]
    [TestCase("1.5h", 5400)]
    [TestCase("24h", 86_400)]
    [TestCase("7d", 604_800)]
    [TestCase("365d", 31_536_000)]
    public void Span_IsRead(string text, double seconds)
    {
        Assert.That(Durations.TryParse(text, out TimeSpan span), Is.True);
        Assert.That(span.TotalSeconds, Is.EqualTo(seconds));
    }

    [TestCase("")]
    [TestCase("h")]
    [TestCase("1")]
    [TestCase("1w")]
    [TestCase("0h")]
    [TestCase("-1h")]
    [TestCase("+1h")]
    [TestCase("1e3h")]
    [TestCase("1,5h")]
    [TestCase(" 1h")]
    [TestCase("NaNh")]
    [TestCase("∞h")]
    [TestCase("0.5s")]
    [TestCase("366d")]
    [TestCase("99999999999999999999999999999999999999d")]
    public void AnythingElse_IsRefused_WithTheValueAndTheForm(string text)
    {
        List<ConfigurationFault> faults = [];
        Durations.Read(text, "--horizon", faults);
        Assert.That(faults.Single().ToString(), Does.StartWith($"command line: --horizon is \"{text}\"").And.Contain("1s to 365d"));
    }

    [TestCase("90s", "90s")]
    [TestCase("60s", "1m")]
    [TestCase("90m", "90m")]
    [TestCase("24h", "24h")]
    [TestCase("1d", "24h")]
    [TestCase("48h", "2d")]
    [TestCase("1.5s", "1.5s")]
    public void Span_IsShownWithTheLargestUnitThatDividesIt(string text, string shown)
    {
        Assert.That(Durations.TryParse(text, out TimeSpan span), Is.True);
        Assert.That(Durations.Show(span), Is.EqualTo(shown));
    }
}
