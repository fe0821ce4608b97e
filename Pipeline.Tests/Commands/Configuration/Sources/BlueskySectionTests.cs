using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Configuration.Sources;
using RtmPipeline.Sources.Bluesky;

namespace RtmPipeline.Tests.Commands.Configuration.Sources;

internal sealed class BlueskySectionTests
{
    private readonly List<ConfigurationFault> _faults = [];
    private SettingsFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _faults.Clear();
        _folder = new SettingsFolder();
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Kind_IsEnough()
    {
        BlueskyOptions options = Read();
        Assert.That(_faults, Is.Empty);
        Assert.That((options.Hosts.Count, options.Collections.Count, options.Dids.Count, options.Protocol), Is.EqualTo((4, 3, 0, JetstreamProtocol.V1)));
        Assert.That(options, Is.EqualTo(new BlueskyOptions { Hosts = options.Hosts, Collections = options.Collections, Dids = options.Dids }));
    }

    [Test]
    public void EveryOption_IsTaken()
    {
        BlueskyOptions options = Read(
            "Hosts: ['jet.example', 'jet.example:6008', 'ws://127.0.0.1:6008']", "Protocol: V2", "Collections: ['app.bsky.*']", "Dids: ['did:plc:a', 'did:web:b.example']", "RewindSeconds: 0",
            "MaxMessageBytes: 8192", "ReadTimeoutSeconds: 5.5", "KeepAliveSeconds: 1", "MaxLookBackHours: 72", "StartAtHoursAgo: 1.5", "QueueBytes: 1048576");
        Assert.That(_faults, Is.Empty);
        Assert.That(options.Hosts, Is.EqualTo(new[] { "jet.example", "jet.example:6008", "ws://127.0.0.1:6008" }));
        Assert.That(options.Dids, Is.EqualTo(new[] { "did:plc:a", "did:web:b.example" }));
        Assert.That(options, Is.EqualTo(new BlueskyOptions
        {
            Hosts = options.Hosts, Collections = options.Collections, Dids = options.Dids, Protocol = JetstreamProtocol.V2, Rewind = TimeSpan.Zero, MaxMessageBytes = 8192,
            ReadTimeout = TimeSpan.FromSeconds(5.5), KeepAlive = TimeSpan.FromSeconds(1), MaxLookBackHours = 72, StartAtHoursAgo = 1.5, QueueBytes = 1 << 20,
        }));
    }

    [TestCase("Hosts: []", "Hosts is empty")]
    [TestCase("Hosts: ['https://jet.example']", "has the entry \"https://jet.example\"")]
    [TestCase("Hosts: ['jet.example/subscribe']", "without a path")]
    [TestCase("Hosts: ['wss://user:pass@jet.example']", "has the entry")]
    [TestCase("Hosts: [a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a]", "has 17 entries; it must be a list of at most 16")]
    [TestCase("Protocol: v3", "one of v1, v2")]
    [TestCase("Collections: [posts]", "a collection as app.bsky.feed.post")]
    [TestCase("Collections: ['app.bsky.feed.post&x=1']", "a collection as app.bsky.feed.post")]
    [TestCase("Dids: ['@mara.example']", "an account as did:plc:")]
    [TestCase("RewindSeconds: 301", "a number of seconds from 0 to 300")]
    [TestCase("MaxMessageBytes: 8191", "a whole number of bytes from 8192 to 16777216")]
    [TestCase("ReadTimeoutSeconds: 4", "a number of seconds from 5 to 3600")]
    [TestCase("KeepAliveSeconds: 0", "a number of seconds from 1 to 300")]
    [TestCase("MaxLookBackHours: 0.5", "a number of hours from 1 to 8760")]
    [TestCase("StartAtHoursAgo: 37", "must be at most MaxLookBackHours")]
    [TestCase("StartAtHoursAgo: -1", "a number of hours from 0 to 8760")]
    [TestCase("QueueBytes: 1000", "a whole number of bytes from 1048576 to 1073741824")]
    [TestCase("Compress: true", "not a known key")]
    public void WrongOption_IsAFault(string line, string fault)
    {
        Read(line);
        Assert.That(_faults.ConvertAll(found => found.ToString()), Has.Count.EqualTo(1).And.All.Contains(fault));
    }

    [Test]
    public void Accounts_MoreThanAServerTakes_AreAFault()
    {
        string[] dids = [.. Enumerable.Range(0, BlueskyOptions.MaxDids + 1).Select(i => $"'did:plc:{i}'")];
        Read($"Dids: [{string.Join(", ", dids)}]");
        Assert.That(_faults.Single().ToString(), Does.Contain("has 10001 entries; it must be a list of at most 10000"));
    }

    private BlueskyOptions Read(params string[] lines)
    {
        string file = _folder.Write("settings.yaml", $"Sources:\n  sky:\n    Kind: bluesky\n    {string.Join("\n    ", lines)}\n");
        OptionReader reader = new([SettingsLayer.FromFile(file, SettingsFile.Read(file, _faults)!)], _faults);
        SourceSettings source = SourceSections.Read(reader).Single();
        reader.RefuseUnknown();
        return (BlueskyOptions)source.Options;
    }
}
