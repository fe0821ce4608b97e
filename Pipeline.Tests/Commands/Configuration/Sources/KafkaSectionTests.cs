using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Configuration.Sources;
using RtmPipeline.Sources.Kafka;

namespace RtmPipeline.Tests.Commands.Configuration.Sources;

internal sealed class KafkaSectionTests
{
    private readonly List<ConfigurationFault> _faults = [];

    [SetUp]
    public void ForgetFaults() => _faults.Clear();

    [Test]
    public void Section_WithBrokersAndTopics_HasTheDefaults()
    {
        KafkaOptions read = Read([]);
        KafkaOptions defaults = new() { Brokers = "a:9092,b:9092", Topics = ["posts"] };
        Assert.Multiple(() =>
        {
            Assert.That(_faults, Is.Empty);
            Assert.That(read with { Topics = defaults.Topics, Settings = defaults.Settings, Secrets = defaults.Secrets }, Is.EqualTo(defaults));
            Assert.That(read.Topics, Is.EqualTo(defaults.Topics));
        });
    }

    [Test]
    public void Section_AllIsSet_IsTaken()
    {
        KafkaOptions read = Read(new()
        {
            ["Topics:1"] = "^news-.*", ["Group"] = "night", ["InstanceId"] = "a", ["StartAt"] = "earliest", ["SessionTimeoutSeconds"] = "10", ["MaxPollIntervalSeconds"] = "60",
            ["MaxSkewSeconds"] = "0", ["ClaimIntervalSeconds"] = "0.2", ["MaxValueBytes"] = "2048", ["MaxBufferedBytes"] = "2000000", ["KeySource"] = "x", ["Settings:security.protocol"] = "SASL_SSL",
        });
        Assert.Multiple(() =>
        {
            Assert.That(_faults, Is.Empty);
            Assert.That(read.Topics, Is.EqualTo(new[] { "posts", "^news-.*" }));
            Assert.That((read.Group, read.InstanceId, read.StartAt, read.KeySource), Is.EqualTo(("night", "a", KafkaStart.Earliest, "x")));
            Assert.That((read.SessionTimeout.TotalSeconds, read.MaxPollInterval.TotalSeconds, read.MaxSkew.TotalSeconds, read.ClaimInterval.TotalSeconds), Is.EqualTo((10d, 60d, 0d, 0.2)));
            Assert.That((read.MaxValueBytes, read.MaxBufferedBytes), Is.EqualTo((2048, 2_000_000L)));
            Assert.That(read.Settings, Is.EqualTo(new Dictionary<string, string> { ["security.protocol"] = "SASL_SSL" }));
        });
    }

    [TestCase("Brokers", "a:b", "must be brokers as HOST:PORT,HOST:PORT")]
    [TestCase("Brokers", "", "is missing")]
    [TestCase("Topics:0", "no topic", "a topic, or a regular expression")]
    [TestCase("Topics:0", "^(", "a topic, or a regular expression")]
    [TestCase("StartAt", "middle", "one of latest, earliest")]
    [TestCase("SessionTimeoutSeconds", "5", "from 6 to 1800")]
    [TestCase("MaxPollIntervalSeconds", "20", "at least SessionTimeoutSeconds, 45")]
    [TestCase("MaxSkewSeconds", "-1", "from 0 to 86400")]
    [TestCase("ClaimIntervalSeconds", "6", "from 0.005 to 5")]
    [TestCase("MaxValueBytes", "10", "from 1024 to")]
    [TestCase("MaxBufferedBytes", "10", "from 1048576 to")]
    [TestCase("KeySource", "a/b", "a name of a source")]
    [TestCase("Settings:group.id", "other", "is told by Group")]
    [TestCase("Settings:enable.auto.commit", "false", "the guarantees of the source rest on it")]
    [TestCase("Settings:plugin.library.paths", "lib.so", "would load code")]
    [TestCase("Settings:sasl.password", "hunter2", "is a secret: use SaslPassword")]
    [TestCase("SaslPassword", "hunter2", "is a secret and must not stand here")]
    public void Value_ThatIsWrong_IsAFaultThatSaysWhy(string key, string value, string why)
    {
        Read(new() { [key] = value });
        Assert.That(_faults.Select(fault => fault.ToString()), Has.Some.Contains(why).And.None.Contains("hunter2"));
    }

    [Test]
    public void Password_FromTheEnvironment_IsASecretOfTheClient()
    {
        SettingsLayer environment = SettingsLayer.FromEnvironment(new Dictionary<string, string> { ["RTM__Sources__k__SaslPassword"] = "hunter2", ["RTM__Sources__k__Brokers"] = "a:9092" });
        KafkaOptions read = KafkaSection.Read(new OptionReader([environment], _faults).Section("Sources:k"));
        Assert.That((read.Secrets["sasl.password"], read.ToString().Contains("hunter2", StringComparison.Ordinal)), Is.EqualTo(("hunter2", false)));
    }

    private KafkaOptions Read(Dictionary<string, string?> values)
    {
        Dictionary<string, string?> all = new() { ["Brokers"] = "a:9092,b:9092", ["Topics:0"] = "posts" };
        foreach ((string key, string? value) in values)
            all[key] = value;
        IEnumerable<KeyValuePair<string, string?>> keys = all.Select(value => new KeyValuePair<string, string?>($"Sources:k:{value.Key}", value.Value));
        return KafkaSection.Read(new OptionReader([SettingsLayer.FromCommandLine(keys)], _faults).Section("Sources:k"));
    }
}
