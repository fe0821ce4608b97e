using NUnit.Framework;
using RtmPipeline.Commands.Evaluate.Alerts;

namespace RtmPipeline.Tests.Commands.Evaluate.Alerts;

internal sealed class SeedsTests
{
    [TestCase("7", "7")]
    [TestCase("1-4", "1 2 3 4")]
    [TestCase("9,1-2", "9 1 2")]
    public void Seeds_AreRangesAndNumbers(string text, string expected)
    {
        Assert.That(Seeds.TryParse(text, out ulong[] seeds), Is.True);
        Assert.That(string.Join(' ', seeds), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("1-")]
    [TestCase("-3")]
    [TestCase("4-1")]
    [TestCase("1-2-3")]
    [TestCase("1,1")]
    [TestCase("1-3,2")]
    [TestCase("x")]
    [TestCase("1-501")]
    [TestCase("1-300,400-700")]
    [TestCase("18446744073709551615")]
    public void AnythingElse_IsRefused(string text)
    {
        Assert.That(Seeds.TryParse(text, out _), Is.False);
    }
}
