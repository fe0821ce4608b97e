using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Tests.Commands.Configuration;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands;

public sealed class ValidateCommandTests
{
    private readonly SettingsFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Validate_WithoutAnything_ShowsTheDefaults()
    {
        (int code, string output, string errors) = await RunAsync();
        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(output, Does.Contain("Topology:BatchSize = 1024" + Environment.NewLine).And.Contain("brand any"));
        Assert.That(errors, Is.Empty);
    }

    [Test]
    public async Task Validate_TheSampleProfile_IsRight()
    {
        (int code, string output, string errors) = await RunAsync("--brand", Path.Combine(SharedData.RepositoryRoot, "deploy", "brands", "crispo.yaml"));
        Assert.That(errors, Is.Empty);
        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(output, Does.Contain("brand crispo (Crispo)").And.Contain("en, es, it"));
    }

    [Test]
    public async Task Validate_AllSampleProfilesTogether_AreRight()
    {
        (int code, string output, string errors) = await RunAsync(
            ["--brand", .. new[] { "crispo.yaml", "aria.yaml", "atletico-brumal.yaml" }.Select(SharedData.Sample)]);
        Assert.That(errors, Is.Empty);
        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(output, Does.Contain("brand aria (Aria)").And.Contain("brand atletico-brumal (Atlético Brumal)"));
    }

    [Test]
    public async Task Validate_FolderOfProfiles_ShowsHowEachIsUnderstood()
    {
        (int code, string output, string errors) = await RunAsync("--brand", SharedData.Sample(""));
        Assert.That(errors, Is.Empty);
        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(output, Does.Contain(
            "  own accounts crispo, x:crispo_cookies, crispo@social.example, bluesky:did:plc:crispo2dunk4milk6night8x, news:crispo press room; "
            + "7 places; told in en, friendly; safety medium from a share of 0.15; all alerts; min_seconds_to_act 300, daily_cap 20"));
        Assert.That(output, Does.Contain("told in es, friendly; safety high; alerts opportunity, threat, hold, reinforce; min_seconds_to_act 120, daily_cap 40"));
    }

    [Test]
    public async Task Validate_ChangedOption_NamesItsOrigin()
    {
        string config = _folder.Write("changed.yaml", "Topology:\n  BatchSize: 77\n");
        (_, string output, _) = await RunAsync("--config", config);
        Assert.That(output, Does.Contain($"Topology:BatchSize = 77  ({config}:2)"));
    }

    [Test]
    public async Task Validate_FaultsInConfigurationAndTwoProfiles_AreAllPrintedAtOnce()
    {
        string config = _folder.Write("bad.yaml", "Topology:\n  Workers: many\nPosts:\n  MaxLineByte: 5\n");
        string first = _folder.Write("first.yaml", "id: First!\nname: First\n");
        string second = _folder.Write("second.yaml", "id: second\nname: Second\nfeild: [x]\n");
        (int code, string output, string errors) = await RunAsync("--config", config, "--brand", first, second);
        Assert.That(code, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(output, Is.Empty);
        Assert.That(errors.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[]
        {
            $"{config}:2: Topology:Workers is \"many\"; it must be a whole number of workers (0 means one for each processor) from 0 to 64",
            $"{config}:4: Posts:MaxLineByte is not a known key; did you mean Posts:MaxLineBytes?",
            $"{first}:1: id is \"First!\"; it must be 1 to 40 lower-case letters, digits and '-'",
            $"{second}:3: feild is not a known key; did you mean field?",
        }));
    }

    [Test]
    public async Task Validate_TheSameBrandTwiceByTwoOptions_IsAFault()
    {
        string profile = _folder.Write("once.yaml", "id: once\nname: Once\n");
        (int code, _, string errors) = await RunAsync("--brand", profile, "--brand", profile);
        Assert.That(code, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(errors, Does.Contain("each profile needs its own"));
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        StringWriter output = new();
        StringWriter errors = new();
        int code = await Program.RunAsync(["validate", .. args], output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
