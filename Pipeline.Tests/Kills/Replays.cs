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

    /// <summary>Room for the whole of a night.</summary>
    private const string SmallJournal = "67108864";

    private const string Brand = "crispo.yaml";

    private static readonly string[] s_lacks = ["this output cannot go on from a checkpoint", "Journal:SegmentBytes is not a known key"];

    public static ChildCommand Of(string input, int port, string prefix) =>
        ChildCommand.Rtm("replay", input, "--redis", $"127.0.0.1:{port}", "--prefix", prefix, "--brand", SharedData.Sample(Brand));

    /// <summary>From standard input, through a journal of many small segments.</summary>
    public static ChildCommand Piped(int port, string prefix) =>
        Of("-", port, prefix).Set("RTM__Journal__SegmentBytes", SmallSegment).Set("RTM__Journal__MaxBytes", SmallJournal);

    /// <summary>Skips the running test where signals are of another kind, and where a part of the program that it is about is not built in: then the program says so.</summary>
    /// <param name="isPiped">True for standard input, which needs the journal.</param>
    public static async Task RequireStateAsync(bool isPiped)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("signals are of another kind on Windows");
        using ScratchFolder folder = new();
        await using RedisServer server = await RedisServer.StartAsync();
        ChildCommand probe = Of(folder.Write("empty.ndjson", Array.Empty<string>()), server.Port, "{probe}").With("--state", folder.PathOf("state"));
        await using Child child = Child.Start(isPiped ? probe.Set("RTM__Journal__SegmentBytes", SmallSegment) : probe);
        await child.WaitAsync(RunLimit);
        if (child.Errors.FirstOrDefault(line => s_lacks.Any(lack => line.Contains(lack, StringComparison.Ordinal))) is { } lacking)
            Assert.Ignore($"this program lacks what is tested: {lacking}");
    }
}
