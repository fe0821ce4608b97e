using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Configuration.Sources;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Configuration.Sources;

/// <summary>The example of all live sources says what the program knows: every kind, every option, every default.</summary>
internal sealed partial class SourcesExampleTests
{
    /// <summary>Marks a value that is no default.</summary>
    private const string ForExample = "e.g.";

    private readonly SettingsFolder _folder = new();

    /// <summary>A line that is commented out.</summary>
    [GeneratedRegex(@"^    # (?<key>[A-Z]\w+): ", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Commented();

    [OneTimeSetUp]
    public void WriteFiles()
    {
        Directory.CreateDirectory(_folder.PathOf("secrets"));
        Directory.CreateDirectory(_folder.PathOf("tls"));
        foreach (string name in (string[])["x-bearer-token", "mastodon-access-token", "kafka-password", "kafka-key-password", "kafka-oauth", "redis-password"])
            _folder.Write($"secrets/{name}", "a-secret-of-some-length");
        _folder.Write("secrets/ingest-keys", "crm:0123456789abcdef0123");
        _folder.Write("feeds.opml", """<opml version="2.0"><body><outline xmlUrl="https://news.example/other"/></body></opml>""");
        using X509Certificate2 certificate = TestCertificate.Create();
        _folder.Write("tls/cert.pem", certificate.ExportCertificatePem());
        _folder.Write("tls/key.pem", TestCertificate.KeyOf(certificate));
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Example_AsItIs_HasEveryKind()
    {
        PipelineSettings settings = Load("as-it-is.yaml", Example());
        Assert.That(settings.Sources.Select(source => source.Kind).Order(), Is.EqualTo(SourceSections.Kinds.Order()));
    }

    [Test]
    public void Example_WithAllThatIsCommentedOut_SetsEveryOption()
    {
        PipelineSettings settings = Load("all.yaml", Commented().Replace(Example(), "    ${key}: "));
        KnownOption[] known = [.. OfSources(settings)];
        HashSet<string> keys = [.. known.Select(option => option.Key)];
        Assert.That(known.Where(option => option.Origin is null && !keys.Contains(option.Key + "File")).Select(option => option.Key), Is.Empty);
    }

    [Test]
    public void Example_OfADefault_IsTheDefault_AndAnyOtherIsMarked()
    {
        string text = Example();
        Dictionary<string, string> before = OfSources(Load("as-it-is.yaml", text)).ToDictionary(option => option.Key, option => option.InForce, StringComparer.Ordinal);
        Dictionary<string, string> after = OfSources(Load("all.yaml", Commented().Replace(text, "    ${key}: "))).ToDictionary(option => option.Key, option => option.InForce, StringComparer.Ordinal);
        string source = string.Empty;
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal) && char.IsLetter(line[2]))
                source = line.Trim().TrimEnd(':');
            if (Commented().Match(line) is not { Success: true } match || !before.TryGetValue($"Sources:{source}:{match.Groups["key"].Value}", out string? inForce))
                continue;
            bool isDefault = after[$"Sources:{source}:{match.Groups["key"].Value}"] == inForce;
            Assert.That(line.Contains(ForExample, StringComparison.Ordinal), Is.EqualTo(!isDefault), line);
        }
    }

    private static IEnumerable<KnownOption> OfSources(PipelineSettings settings) => settings.Options.Where(option => option.Key.StartsWith("Sources:", StringComparison.Ordinal));

    private static string Example() => File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "deploy", "sources.example.yaml"));

    private PipelineSettings Load(string name, string text) =>
        PipelineSettings.Load(_folder.PathOf("none.json"), _folder.Write(name, text), new Dictionary<string, string>(StringComparer.Ordinal), []);
}
