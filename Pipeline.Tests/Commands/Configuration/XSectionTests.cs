using System.Collections;
using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Configuration.Sources;
using RtmPipeline.Sources.X;

namespace RtmPipeline.Tests.Commands.Configuration;

internal sealed class XSectionTests
{
    private const string Token = "AAAA-open-sesame";

    private List<ConfigurationFault> _faults = null!;

    [SetUp]
    public void Prepare() => _faults = [];

    [Test]
    public void TokenAlone_GivesTheDefaults()
    {
        XOptions options = Read(("BearerToken", Token));
        Assert.That(_faults, Is.Empty);
        Assert.That(options, Is.EqualTo(new XOptions { BearerToken = Token }));
        Assert.That((options.Stream, options.Rules, options.QueueBytes, options.ReadTimeout), Is.EqualTo((XStreamKind.Filtered, XRuleMode.On, 64L << 20, TimeSpan.FromSeconds(30))));
    }

    [Test]
    public void Everything_IsRead()
    {
        XOptions options = Read(
            ("BearerToken", Token), ("Endpoint", "http://127.0.0.1:8080/x"), ("Stream", "firehose"), ("Partition", "7"), ("BackfillMinutes", "5"), ("ReadTimeoutSeconds", "25"),
            ("MaxConnects", "10"), ("Rules", "off"), ("RuleTag", "mine"), ("MaxRules", "25000"), ("MaxRuleLength", "2048"), ("QueueMegabytes", "8"), ("UserAgent", "test/1"));
        Assert.That(_faults, Is.Empty);
        Assert.That(options, Is.EqualTo(new XOptions
        {
            BearerToken = Token, Endpoint = new Uri("http://127.0.0.1:8080/x"), Stream = XStreamKind.Firehose, Partition = 7, BackfillMinutes = 5, ReadTimeout = TimeSpan.FromSeconds(25),
            MaxConnects = 10, Rules = XRuleMode.Off, RuleTag = "mine", MaxRules = 25_000, MaxRuleLength = 2_048, QueueBytes = 8L << 20, UserAgent = "test/1",
        }));
    }

    [TestCase("BearerToken", "", "is missing")]
    [TestCase("BearerToken", "two words", "signs that no bearer token has")]
    [TestCase("Endpoint", "http://api.x.com", "https address")]
    [TestCase("Endpoint", "api.x.com", "https address")]
    [TestCase("Endpoint", "https://user:pass@api.x.com", "https address")]
    [TestCase("Stream", "power", "one of filtered, sample")]
    [TestCase("Partition", "1", "not in parts")]
    [TestCase("BackfillMinutes", "6", "from 0 to 5")]
    [TestCase("ReadTimeoutSeconds", "20", "from 21")]
    [TestCase("MaxConnects", "51", "from 1 to 50")]
    [TestCase("Rules", "maybe", "one of on, dry-run, off")]
    [TestCase("RuleTag", "a:b", "letters, digits")]
    [TestCase("Partition", "21", "from 0 to 20")]
    [TestCase("BackfillMinutes", "-1", "from 0 to 5")]
    [TestCase("ReadTimeoutSeconds", "301", "from 21 to 300")]
    [TestCase("MaxConnects", "0", "from 1 to 50")]
    [TestCase("MaxRules", "0", "from 1 to 100000")]
    [TestCase("MaxRuleLength", "63", "from 64 to 4096")]
    [TestCase("QueueMegabytes", "0", "from 1 to 4096")]
    [TestCase("UserAgent", "näme", "printable characters")]
    [TestCase("ExtraRules__0", " ", "each a rule of at most")]
    [TestCase("Endpoint", "https://api.x.com?token=a", "https address")]
    [TestCase("Endpoint", "ftp://127.0.0.1", "https address")]
    [TestCase("Tokn", "a", "not a known key")]
    public void WrongValue_IsRefusedWithItsReason(string key, string value, string reason)
    {
        Read(key == "BearerToken" ? [(key, value)] : [("BearerToken", Token), (key, value)]);
        Assert.That(_faults.ConvertAll(fault => fault.ToString()), Has.Count.EqualTo(1).And.All.Contains(reason).And.None.Contains(Token));
    }

    [Test]
    public void ExtraRule_LongerThanThePlanAllows_IsRefusedWithItsNumber()
    {
        Read(("BearerToken", Token), ("MaxRuleLength", "64"), ("ExtraRules__0", "tea"), ("ExtraRules__1", new string('a', 65)));
        Assert.That(_faults.Single().ToString(), Does.Contain("has the entry 2 of 65 characters; a rule may have 64 (MaxRuleLength)"));
    }

    [Test]
    public void ExtraRules_OfAStreamWithoutRules_AreRefused()
    {
        Read(("BearerToken", Token), ("Stream", "sample"), ("ExtraRules__0", "tea"));
        Assert.That(_faults.Single().ToString(), Does.Contain("only the filtered stream has rules"));
    }

    [Test]
    public void TokenFile_ThatIsMissing_IsRefusedByItsName()
    {
        Read(("BearerTokenFile", "/nowhere/token"));
        Assert.That(_faults.ConvertAll(fault => fault.ToString()), Has.Some.Contains("/nowhere/token"));
    }

    [TestCase("sample10", "0", "from 1 to 2")]
    [TestCase("compliance", "5", "from 1 to 4")]
    [TestCase("user-compliance", "0", "from 1 to 4")]
    public void StreamInParts_WithoutOneOfThem_IsRefused(string stream, string part, string reason)
    {
        Read(("BearerToken", Token), ("Stream", stream), ("Partition", part));
        Assert.That(_faults.Single().ToString(), Does.Contain(reason));
    }

    private XOptions Read(params (string Key, string Value)[] values)
    {
        Hashtable environment = [];
        foreach ((string key, string value) in values)
            environment[$"RTM__Sources__feed__{key}"] = value;
        environment["RTM__Sources__feed__Kind"] = "x";
        OptionReader reader = new([SettingsLayer.FromEnvironment(environment)], _faults);
        XOptions options = (XOptions)SourceSections.Read(reader).Single().Options;
        reader.RefuseUnknown();
        return options;
    }
}
