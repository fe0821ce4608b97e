using System.Diagnostics;
using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;

namespace RtmPipeline.Tests.Commands;

public sealed class ProgramTests
{
    [Test]
    public async Task Help_IsShownAndEndsWithDone()
    {
        (int code, string output, string errors) = await RunAsync("--help");
        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(output, Does.Contain("validate"));
        Assert.That(errors, Is.Empty);
    }

    [Test]
    public async Task HelpOfAVerb_NamesItsOptions()
    {
        (int code, string output, _) = await RunAsync("validate", "--help");
        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(output, Does.Contain("--config").And.Contain("--brand"));
    }

    [Test]
    public async Task Version_IsANumber()
    {
        (int code, string output, _) = await RunAsync("--version");
        Assert.That(code, Is.EqualTo(ExitCode.Done));
        Assert.That(output.Trim(), Does.Match(@"^\d+\.\d+\.\d+"));
    }

    private static IEnumerable<TestCaseData> WrongCommandLines()
    {
        yield return new TestCaseData([Array.Empty<string>()]).SetName("WrongCommandLine_NoVerb_EndsWithWrongUsage");
        yield return new TestCaseData([new[] { "dance" }]).SetName("WrongCommandLine_UnknownVerb_EndsWithWrongUsage");
        yield return new TestCaseData([new[] { "validate", "--colour" }]).SetName("WrongCommandLine_UnknownOption_EndsWithWrongUsage");
        yield return new TestCaseData([new[] { "validate", "--config" }]).SetName("WrongCommandLine_OptionWithoutItsValue_EndsWithWrongUsage");
        yield return new TestCaseData([new[] { "validate", "@nothing.rsp" }]).SetName("WrongCommandLine_WordWithAnAtSign_IsNotReadAsAFile");
    }

    [TestCaseSource(nameof(WrongCommandLines))]
    public async Task WrongCommandLine_EndsWithWrongUsage(string[] args)
    {
        (int code, string output, string errors) = await RunAsync(args);
        Assert.That(code, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(errors, Does.StartWith("rtm: ").And.Contain("--help"));
        Assert.That(output, Is.Empty);
    }

    [TestCase("rn", "run")]
    [TestCase("replai", "replay")]
    [TestCase("validate --confg", "--config")]
    [TestCase("deadletter lst", "list")]
    [TestCase("dance", null)]
    [TestCase("xyz", null)]
    public async Task MisspeltWord_IsAnsweredWithWhatWasMeant(string line, string? meant)
    {
        (int code, _, string errors) = await RunAsync(line.Split(' '));
        Assert.That(code, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(errors, meant is null ? Does.Not.Contain("Did you mean") : Does.Contain($"Did you mean: {meant}{Environment.NewLine}Try: rtm"));
    }

    [Test]
    public async Task RefusedDelivery_PrintsItsMessageAndFails()
    {
        (int code, string errors) = await GuardAsync(new DeliveryRefusedException("the stream is\nnewer"));
        Assert.That(code, Is.EqualTo(ExitCode.Failed));
        Assert.That(errors, Is.EqualTo($"rtm: the stream is newer{Environment.NewLine}"));
    }

    [Test]
    public async Task UnexpectedFailure_PrintsOneLineAndFails()
    {
        (int code, string errors) = await GuardAsync(new InvalidOperationException("broken\ninvariant"));
        Assert.That(code, Is.EqualTo(ExitCode.Failed));
        Assert.That(errors, Does.StartWith("rtm: broken invariant"));
        Assert.That(errors.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task ConfigurationFaults_PrintOneLineEachAndEndWithWrongUsage()
    {
        ConfigurationFault[] faults = [new("a.yaml:1", "Key", "is wrong"), new("b.yaml", "", "is missing")];
        (int code, string errors) = await GuardAsync(new ConfigurationFaultsException(faults));
        Assert.That(code, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(errors, Is.EqualTo($"a.yaml:1: Key is wrong{Environment.NewLine}b.yaml: is missing{Environment.NewLine}"));
    }

    [Test]
    public async Task Process_OfAWrongCommandLine_ReturnsTheExitCode()
    {
        ProcessStartInfo start = new("dotnet", [typeof(ExitCode).Assembly.Location, "dance"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(errors, Does.Contain("dance"));
        Assert.That(await output, Is.Empty);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        StringWriter output = new();
        StringWriter errors = new();
        int code = await Program.RunAsync(args, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    private static async Task<(int Code, string Errors)> GuardAsync(Exception failure)
    {
        StringWriter errors = new();
        int code = await Program.GuardAsync(() => Task.FromException<int>(failure), errors);
        return (code, errors.ToString());
    }
}
