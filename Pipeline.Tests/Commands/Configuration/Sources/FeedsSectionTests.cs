using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Sources.News;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Configuration.Sources;

internal sealed class FeedsSectionTests
{
    [Test]
    public void Section_WithAddressesAlone_HasTheDefaults()
    {
        FeedOptions read = Load("\"Urls\": [\"https://a.example/feed\"]");
        FeedOptions defaults = new();
        Assert.That(read with { Urls = defaults.Urls, Opml = defaults.Opml, AllowPrivateAddresses = defaults.AllowPrivateAddresses, Ports = defaults.Ports }, Is.EqualTo(defaults));
        Assert.That(read.Urls, Is.EqualTo(new[] { "https://a.example/feed" }));
    }

    [Test]
    public void Section_AllIsSet_IsTaken()
    {
        FeedOptions read = Load("""
            "Opml": ["feeds.opml"], "Contact": "ops@example.org", "PollMinutes": 30, "MinPollMinutes": 5, "MaxPollMinutes": 60, "MaxBodyBytes": 100000, "MaxRatio": 10, "TimeoutSeconds": 5,
            "MaxRedirects": 0, "PerHost": 2, "Concurrency": 3, "MaxFeeds": 4, "StartSpreadSeconds": 0, "MaxRetryAfterHours": 1, "AllowPrivateAddresses": ["10.1.0.0/16", "intranet"], "Ports": ["8080"]
            """);
        Assert.Multiple(() =>
        {
            Assert.That((read.Contact, read.PollMinutes, read.MinPollMinutes, read.MaxPollMinutes), Is.EqualTo(("ops@example.org", 30, 5, 60)));
            Assert.That((read.MaxBodyBytes, read.MaxRatio, read.Timeout, read.MaxRedirects), Is.EqualTo((100_000, 10, TimeSpan.FromSeconds(5), 0)));
            Assert.That((read.PerHost, read.Concurrency, read.MaxFeeds, read.StartSpread, read.MaxRetryAfter), Is.EqualTo((2, 3, 4, TimeSpan.Zero, TimeSpan.FromHours(1))));
            Assert.That((read.AllowPrivateAddresses, read.Ports), Is.EqualTo(((string[])["10.1.0.0/16", "intranet"], (int[])[8080])));
            Assert.That(read.Opml.Single(), Does.EndWith("feeds.opml"));
        });
    }

    [TestCase("\"Contact\": \"ops@example.org\"", "Urls is empty, and so is Opml")]
    [TestCase("\"Urls\": [\"ftp://a.example/feed\"]", "an address of http or https")]
    [TestCase("\"Urls\": [\"a.example\"]", "an address of http or https")]
    [TestCase("\"Opml\": [\"\"]", "has an empty entry")]
    [TestCase("\"Contact\": \"call me (at night)\"", "without blanks and brackets")]
    [TestCase("\"PollMinutes\": 4", "from 5 to 1440")]
    [TestCase("\"PollMinutes\": 10", "it must be from MinPollMinutes (15) to MaxPollMinutes (240)")]
    [TestCase("\"PollMinutes\": 300", "it must be from MinPollMinutes (15) to MaxPollMinutes (240)")]
    [TestCase("\"MaxBodyBytes\": 1000", "from 65536 to 16777216")]
    [TestCase("\"MaxRatio\": 9", "from 10 to 2000")]
    [TestCase("\"TimeoutSeconds\": 0", "from 1 to 300")]
    [TestCase("\"MaxRedirects\": 21", "from 0 to 20")]
    [TestCase("\"PerHost\": 5", "from 1 to 4")]
    [TestCase("\"Concurrency\": 0", "from 1 to 64")]
    [TestCase("\"MaxFeeds\": 2001", "from 1 to 2000")]
    [TestCase("\"StartSpreadSeconds\": 3601", "from 0 to 3600")]
    [TestCase("\"MaxRetryAfterHours\": 169", "from 1 to 168")]
    [TestCase("\"AllowPrivateAddresses\": [\"10.0.0.0/99\"]", "a host, an address or a network")]
    [TestCase("\"Ports\": [\"70000\"]", "a port from 1 to 65535")]
    [TestCase("\"Adresses\": []", "Adresses")]
    public void Section_ThatIsWrong_IsRefusedWithTheLimit(string option, string why)
    {
        string section = option.Contains("Urls", StringComparison.Ordinal) || option.Contains("Contact\": \"ops", StringComparison.Ordinal) ? option : $"\"Urls\": [\"https://a.example/feed\"], {option}";
        Assert.That(Assert.Throws<ConfigurationFaultsException>(() => Load(section))!.Faults.Select(static fault => fault.ToString()), Has.Some.Contains(why));
    }

    [Test]
    public void WrongAddress_WithAPasswordAndAKey_IsToldWithoutThem()
    {
        string told = Assert.Throws<ConfigurationFaultsException>(() => Load("\"Urls\": [\"ftp://name:word@a.example/feed?key=abc\"]"))!.Message;
        Assert.That(told, Does.Contain("@a.example/feed").And.Not.Contain("word").And.Not.Contain("abc"));
    }

    private static FeedOptions Load(string options)
    {
        using ScratchFolder folder = new();
        string file = folder.Write("settings.json", [$"{{ \"Sources\": {{ \"wire\": {{ \"Kind\": \"feeds\", {options} }} }} }}"]);
        return (FeedOptions)PipelineSettings.Load(folder.PathOf("none.json"), file, new Dictionary<string, string>(StringComparer.Ordinal), []).Sources.Single().Options;
    }
}
