using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Kills;

/// <summary>Command lines of the program as the kill tests start it.</summary>
internal static class Replays
{
    /// <summary>A run that nothing holds back takes seconds.</summary>
    public static readonly TimeSpan RunLimit = TimeSpan.FromSeconds(120);

    /// <summary>The smallest segment a journal may have: it is full after a few hundred posts.</summary>
    private const string SmallSegment = "1048576";

    /// <summary>Far less than a night needs: the journal is full again and again, and holds the pipe back.</summary>
    private const string SmallJournal = "8388608";

    private const string Brand = "crispo.yaml";

    public static ChildCommand Of(string input, int port, string prefix) =>
        ChildCommand.Rtm("replay", input, "--redis", $"127.0.0.1:{port}", "--prefix", prefix, "--brand", SharedData.Sample(Brand));

    /// <summary>From standard input, through a journal of many small segments.</summary>
    public static ChildCommand Piped(int port, string prefix) =>
        Of("-", port, prefix).Set("RTM__Journal__SegmentBytes", SmallSegment).Set("RTM__Journal__MaxBytes", SmallJournal);

    /// <summary>Skips the running test where signals are of another kind.</summary>
    public static void RequireSignals()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("signals are of another kind on Windows");
    }
}
