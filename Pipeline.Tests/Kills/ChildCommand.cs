using System.Diagnostics;
using NUnit.Framework;

namespace RtmPipeline.Tests.Kills;

/// <summary>How a child process is started: a program, its arguments, and what its environment has beside the test's own.</summary>
internal sealed record ChildCommand(string Program, IReadOnlyList<string> Arguments)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The built program, as it stands beside the tests.</summary>
    public static ChildCommand Rtm(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "rtm.dll");
        Assert.That(program, Does.Exist, "the built program stands beside the tests");
        return new ChildCommand("dotnet", [program, .. arguments])
        {
            // Runs of seconds gain nothing from code that is compiled again for speed.
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_TieredPGO"] = "0" },
        };
    }

    public ChildCommand With(params string[] arguments) => this with { Arguments = [.. Arguments, .. arguments] };

    public ChildCommand Set(string name, string value) =>
        this with { Environment = new Dictionary<string, string>(Environment, StringComparer.Ordinal) { [name] = value } };

    public ProcessStartInfo ToStart()
    {
        ProcessStartInfo start = new(Program, Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in Environment)
            start.Environment[name] = value;
        return start;
    }

    public override string ToString() => $"{Program} {string.Join(' ', Arguments)}";
}
