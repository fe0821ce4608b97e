using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Kills;

/// <summary>Command lines of the program as the kill tests start it.</summary>
internal static class Replays
{
    /// <summary>A run that nothing holds back takes seconds.</summary>
    public static readonly TimeSpan RunLimit = TimeSpan.FromSeconds(120);

    /// <summary>The smallest segment a journal may have: it is full after a few hundred posts.</summary>
    public const string SmallSegment = "1048576";

    private const string Brand = "crispo.yaml";

    public static ChildCommand Of(string input, int port, string prefix) =>
        ChildCommand.Rtm("replay", input, "--redis", $"127.0.0.1:{port}", "--prefix", prefix, "--brand", SharedData.Sample(Brand));

    /// <summary>Skips the running test where the program keeps no state, or signals are of another kind.</summary>
    public static async Task RequireStateAsync()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("signals are of another kind on Windows");
        await using Child help = Child.Start(ChildCommand.Rtm("replay", "--help"));
        await help.WaitAsync(RunLimit);
        if (!help.Output.Any(line => line.Contains("--state", StringComparison.Ordinal)))
            Assert.Ignore("this program has no 'replay --state'");
    }
}
