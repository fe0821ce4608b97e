using System.Collections;
using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Configuration.Sources;
using RtmPipeline.Sources.Redis;

namespace RtmPipeline.Tests.Commands.Configuration.Sources;

internal sealed class RedisStreamSectionTests
{
    private readonly List<ConfigurationFault> _faults = [];
    private SettingsFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _faults.Clear();
        _folder = new SettingsFolder();
        _folder.Write("password", "open-sesame\n");
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Stream_IsEnough()
    {
        RedisStreamOptions options = Read("Streams: [posts]");
        Assert.That(_faults, Is.Empty);
        Assert.That((options.Endpoint, options.User, options.Password, options.Tls, options.Group, options.Consumer, options.Field, options.StartAt),
            Is.EqualTo(("127.0.0.1:6379", (string?)null, (string?)null, false, "rtm", "", "", "end")));
        Assert.That((options.ClaimIdle.TotalSeconds, options.BatchEntries, options.MaxEntryBytes, options.QueueBytes), Is.EqualTo((60.0, 500, 1 << 20, 32L << 20)));
        Assert.That(options.Streams, Is.EqualTo(new[] { "posts" }));
    }

    [Test]
    public void EveryOption_IsTaken()
    {
        RedisStreamOptions options = Read(
            "Endpoint: 'redis.example:6380,other.example:6380'", "User: reader", "PasswordFile: password", "Tls: true", "Streams: ['posts', 'news', 'posts']", "Group: g", "Consumer: c", "Field: body",
            "StartAt: 1700000000000-0", "ClaimIdleSeconds: 5", "BatchEntries: 10", "MaxEntryBytes: 2048", "QueueMegabytes: 2");
        Assert.That(_faults, Is.Empty);
        Assert.That(options.Streams, Is.EqualTo(new[] { "posts", "news" }));
        Assert.That(options with { Streams = [] }, Is.EqualTo(new RedisStreamOptions
        {
            Endpoint = "redis.example:6380,other.example:6380", User = "reader", Password = "open-sesame", PasswordFile = _folder.PathOf("password"), Tls = true, Streams = [], Group = "g", Consumer = "c", Field = "body",
            StartAt = "1700000000000-0", ClaimIdle = TimeSpan.FromSeconds(5), BatchEntries = 10, MaxEntryBytes = 2048, QueueBytes = 2L << 20,
        }));
        Assert.That(options.ToString(), Does.Not.Contain("open-sesame"));
    }

    [TestCase("Endpoint: localhost", "HOST:PORT, or several")]
    [TestCase("Endpoint: 'a:1,b'", "HOST:PORT, or several")]
    [TestCase("Endpoint: 'redis://a:1'", "HOST:PORT, or several")]
    [TestCase("User: 'a b'", "a name without spaces")]
    [TestCase("Password: open-sesame", "is a secret and must not stand here")]
    [TestCase("PasswordFile: none", "PasswordFile names")]
    [TestCase("Tls: perhaps", "true or false")]
    [TestCase("Streams: []", "Streams is missing")]
    [TestCase("Streams: ['']", "has the entry \"\"")]
    [TestCase("Group: ''", "must be a name of at most 200 characters")]
    [TestCase("Consumer: 'a~1'", "a name without '~'")]
    [TestCase("StartAt: latest", "end, beginning, or an id as 1700000000000-0")]
    [TestCase("StartAt: '17'", "end, beginning, or an id as 1700000000000-0")]
    [TestCase("ClaimIdleSeconds: 0.5", "a number of seconds from 1 to 86400")]
    [TestCase("BatchEntries: 0", "a whole number of entries from 1 to 10000")]
    [TestCase("MaxEntryBytes: 100", "a whole number of bytes from 1024 to 67108864")]
    [TestCase("QueueMegabytes: 2000", "a whole number of megabytes from 1 to 1024")]
    [TestCase("Feild: a", "not a known key")]
    public void WrongOption_IsAFault(string line, string fault)
    {
        Read(line.StartsWith("Streams", StringComparison.Ordinal) ? [line] : ["Streams: [posts]", line]);
        Assert.That(_faults.ConvertAll(found => found.ToString()), Has.Count.EqualTo(1).And.One.Contains(fault).And.None.Contains("open-sesame"));
    }

    [Test]
    public void WithoutAStream_ItIsMissing()
    {
        Read("Group: g");
        Assert.That(_faults.Single().ToString(), Does.Contain("Sources:posts:Streams is missing"));
    }

    [Test]
    public void PasswordFromTheEnvironment_IsTaken()
    {
        Hashtable environment = new() { ["RTM__Sources__posts__Kind"] = "redis", ["RTM__Sources__posts__Streams__0"] = "posts", ["RTM__Sources__posts__Password"] = "open-sesame" };
        OptionReader reader = new([SettingsLayer.FromEnvironment(environment)], _faults);
        RedisStreamOptions options = (RedisStreamOptions)SourceSections.Read(reader).Single().Options;
        Assert.That((options.Password, options.PasswordFile, _faults.Count), Is.EqualTo(("open-sesame", (string?)null, 0)));
    }

    private RedisStreamOptions Read(params string[] lines)
    {
        string file = _folder.Write("settings.yaml", $"Sources:\n  posts:\n    Kind: redis\n    {string.Join("\n    ", lines)}\n");
        OptionReader reader = new([SettingsLayer.FromFile(file, SettingsFile.Read(file, _faults)!)], _faults);
        SourceSettings source = SourceSections.Read(reader).Single();
        reader.RefuseUnknown();
        return (RedisStreamOptions)source.Options;
    }
}
