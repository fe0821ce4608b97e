using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Configuration.Sources;
using RtmPipeline.Sources.Mastodon;

namespace RtmPipeline.Tests.Commands.Configuration.Sources;

internal sealed class MastodonSectionTests
{
    private readonly List<ConfigurationFault> _faults = [];
    private SettingsFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _faults.Clear();
        _folder = new SettingsFolder();
        _folder.Write("token", "the-token\n");
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void InstanceAndToken_AreEnough()
    {
        MastodonOptions options = Read("Instance: social.example", "AccessTokenFile: token");
        Assert.That(_faults, Is.Empty);
        Assert.That((options.Instance.ToString(), options.AccessToken, options.StreamingHost), Is.EqualTo(("https://social.example/", "the-token", (Uri?)null)));
        Assert.That(options.AccessTokenFile, Is.EqualTo(_folder.PathOf("token")));
        Assert.That(options.Streams.Select(stream => stream.Name), Is.EqualTo(new[] { "public" }));
        Assert.That((options.ReadTimeout.TotalSeconds, options.GapFill, options.MaxGapPages, options.QueueBytes), Is.EqualTo((45.0, true, 10, 8L << 20)));
    }

    [Test]
    public void EveryOption_IsTaken()
    {
        MastodonOptions options = Read(
            "Instance: https://social.example", "AccessTokenFile: token", "StreamingHost: wss://streaming.example", "Streams: ['public/local', 'hashtag:heat', 'list:12']",
            "ReadTimeoutSeconds: 60", "GapFill: false", "MaxGapPages: 3", "QueueMegabytes: 2", "OnlyMedia: true");
        Assert.That(_faults, Is.Empty);
        Assert.That(options.StreamingHost!.ToString(), Is.EqualTo("https://streaming.example/"));
        Assert.That(options.Streams.Select(stream => stream.EventsPath), Is.EqualTo(new[]
        {
            "/api/v1/streaming/public/local?only_media=true", "/api/v1/streaming/hashtag?tag=heat", "/api/v1/streaming/list?list=12",
        }));
        Assert.That((options.ReadTimeout.TotalSeconds, options.GapFill, options.MaxGapPages, options.QueueBytes), Is.EqualTo((60.0, false, 3, 2L << 20)));
    }

    [TestCase("Instance: http://social.example", "Instance is \"http://social.example\"; it must be a server as social.example")]
    [TestCase("StreamingHost: http://streaming.example", "StreamingHost is \"http://streaming.example\"")]
    [TestCase("Streams: [direct]", "has the entry \"direct\"")]
    [TestCase("Streams: []", "Streams is empty")]
    [TestCase("AccessToken: 'the-token'", "is a secret and must not stand here")]
    [TestCase("ReadTimeoutSeconds: 5", "a number of seconds from 20 to 600")]
    [TestCase("MaxGapPages: 0", "a whole number of pages from 1 to 250")]
    [TestCase("QueueMegabytes: 1000", "a whole number of megabytes from 1 to 256")]
    [TestCase("Instance: 'https://user:secret@social.example'", "it must be a server as social.example")]
    [TestCase("Instance: 'https://social.example/api'", "it must be a server as social.example")]
    [TestCase("AccessTokenFile: nowhere", "nowhere")]
    [TestCase("ReadTimeoutSeconds: 601", "a number of seconds from 20 to 600")]
    [TestCase("MaxGapPages: 251", "a whole number of pages from 1 to 250")]
    [TestCase("GapFill: perhaps", "true or false")]
    [TestCase("Streams: ['list:1?x=2']", "has the entry \"list:1?x=2\"")]
    [TestCase("Stream: public", "not a known key")]
    [TestCase("Streams: ['hashtag:heat']\n    OnlyMedia: true", "OnlyMedia is true, and only public streams can be told so")]
    public void WrongOption_IsAFault(string line, string fault)
    {
        string[] others = ["Instance: social.example", "AccessTokenFile: token"];
        Read([line, .. others.Where(other => !line.StartsWith(other[..(other.IndexOf(':', StringComparison.Ordinal) + 1)], StringComparison.Ordinal))]);
        Assert.That(_faults.Select(found => found.ToString()), Has.One.Contains(fault));
    }

    [Test]
    public void WhatIsMissing_IsToldAtOnce()
    {
        Read("GapFill: true");
        Assert.That(_faults.Select(fault => fault.Key), Is.EqualTo(new[] { "Sources:social:Instance", "Sources:social:AccessToken" }));
    }

    private MastodonOptions Read(params string[] lines)
    {
        string file = _folder.Write("settings.yaml", $"Sources:\n  social:\n    Kind: mastodon\n    {string.Join("\n    ", lines)}\n");
        OptionReader reader = new([SettingsLayer.FromFile(file, SettingsFile.Read(file, _faults)!)], _faults);
        SourceSettings source = SourceSections.Read(reader).Single();
        reader.RefuseUnknown();
        return (MastodonOptions)source.Options;
    }
}
