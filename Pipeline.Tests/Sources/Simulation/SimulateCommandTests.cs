using System.CommandLine;
using NUnit.Framework;
using RtmPipeline.Commands;

namespace RtmPipeline.Tests.Sources.Simulation;

internal sealed class SimulateCommandTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("simulate-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Files_Given_ReceivePostsAndTruth()
    {
        string posts = Path.Combine(_folder, "posts.ndjson");
        string truth = Path.Combine(_folder, "truth.ndjson");
        (int code, string errors) = await Run("quiet-day", "--rate", "0.001", "--duration", "1h", "--output", posts, "--truth", truth);
        Assert.That(code, Is.Zero, errors);
        Assert.That(await File.ReadAllLinesAsync(posts), Has.Length.GreaterThan(100));
        Assert.That((await File.ReadAllLinesAsync(truth))[0], Does.StartWith("{\"type\":\"scenario\",\"name\":\"quiet-day\""));
    }

    [TestCase("--rate 0", "--rate is 0; it must be above 0 and at most 300")]
    [TestCase("--duration -5m", "--duration is -00:05:00; it must be above 0")]
    [TestCase("--duration soon", "--duration is 'soon'; it must be a number with a unit")]
    [TestCase("--start never", "--start is 'never'; it must be a time")]
    public async Task Options_Wrong_EndWithCode2AndTheReason(string options, string reason)
    {
        (int code, string errors) = await Run(["quiet-day", "--output", Path.Combine(_folder, "x"), .. options.Split(' ')]);
        Assert.That(code, Is.EqualTo(2));
        Assert.That(errors, Does.Contain(reason));
    }

    [Test]
    public async Task Options_SeveralWrong_AreAllReported()
    {
        (_, string errors) = await Run("carnival", "--rate", "301", "--duration", "25h");
        Assert.That(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task Output_InAMissingFolder_EndsWithCode1()
    {
        (int code, string errors) = await Run("quiet-day", "--duration", "1m", "--output", Path.Combine(_folder, "missing", "posts"));
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("missing"));
    }

    private static async Task<(int Code, string Errors)> Run(params string[] arguments)
    {
        using StringWriter errors = new();
        InvocationConfiguration configuration = new() { Error = errors };
        int code = await SimulateCommand.Create().Parse(arguments).InvokeAsync(configuration);
        return (code, errors.ToString());
    }
}
