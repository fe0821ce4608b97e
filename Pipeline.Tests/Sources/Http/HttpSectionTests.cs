using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Sources.Http;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Http;

internal sealed class HttpSectionTests
{
    [Test]
    public void Section_WithNothingButItsKind_ListensOnThisMachineAlone()
    {
        HttpOptions options = (HttpOptions)Load("{}").Sources.Single().Options;
        Assert.That((options.Listen.Single().ToString(), options.Keys.IsEmpty), Is.EqualTo(("127.0.0.1:8089", true)));
    }

    [TestCase("""{ "Listen": ["0.0.0.0:8089"] }""", "there are no keys")]
    [TestCase("""{ "Listen": ["8089"] }""", "ADDRESS:PORT")]
    [TestCase("""{ "MaxWaitingBytes": 2000 }""", "less than MaxBodyBytes")]
    [TestCase("""{ "CertificateFile": "missing.pem" }""", "cannot be used")]
    [TestCase("""{ "Keys": "crm:0123456789abcdef" }""", "must not stand here")]
    public void Section_ThatIsWrong_IsRefused(string section, string why) =>
        Assert.That(Assert.Throws<ConfigurationFaultsException>(() => Load(section))!.Faults.Select(fault => fault.ToString()), Has.Some.Contains(why));

    [Test]
    public void Keys_FromAFile_AllowListeningBeyondThisMachine()
    {
        HttpOptions options = (HttpOptions)Load("""{ "Listen": ["*:8089"], "KeysFile": "keys" }""", "crm:0123456789abcdef\nlogs:0123456789abcdef0\n").Sources.Single().Options;
        Assert.That(options.Keys.Names, Is.EqualTo((string[])["crm", "logs"]));
    }

    private static PipelineSettings Load(string section, string keys = "none")
    {
        using ScratchFolder folder = new();
        folder.Write("keys", [keys]);
        string kind = section.Replace("{", "{ \"Kind\": \"http\"" + (section.Contains(':', StringComparison.Ordinal) ? "," : string.Empty), StringComparison.Ordinal);
        string file = folder.Write("settings.json", [$"{{ \"Sources\": {{ \"ingest\": {kind} }} }}"]);
        return PipelineSettings.Load(folder.PathOf("none.json"), file, new Dictionary<string, string>(StringComparer.Ordinal), []);
    }
}
