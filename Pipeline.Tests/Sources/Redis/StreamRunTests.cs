using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Tests.Kills;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Redis;

/// <summary>The built program reads a stream, is killed, comes back and is stopped.</summary>
internal sealed class StreamRunTests : StreamFixture
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    [Test]
    [Explicit("two starts of the program: about four seconds")]
    public async Task Run_KilledAndStartedAgain_WritesWhatOneRunWouldHave()
    {
        using ScratchFolder folder = new();
        string[] posts = [.. SimulatedNight.Lines(seed: 1, rate: 0.0015).Take(2000)];
        await AddAsync(posts.AsMemory(0, 1000));
        await using (Child first = Start(folder))
        {
            await Eventually.IsTrue(async () => await AcknowledgedAsync() > 200, $"entries are acknowledged; it said {first}");
            first.Kill();
            await first.WaitAsync(s_limit);
        }

        await AddAsync(posts.AsMemory(1000));
        await using Child second = Start(folder);
        await Eventually.IsTrue(async () => await AcknowledgedAsync() == posts.Length, $"all are acknowledged; it said {second}");
        second.Terminate();
        await second.WaitAsync(s_limit);
        Assert.That(second.ExitCode, Is.Zero, second.ToString());
        await using Child replay = Child.Start(ChildCommand.Rtm("replay", folder.PathOf("state/journal"), "--redis", Options.Endpoint, "--prefix", "{again}"));
        await replay.WaitAsync(s_limit);
        Assert.That(replay.ExitCode, Is.Zero, replay.ToString());
        string seen = string.Join(Environment.NewLine, replay.Errors.Concat(replay.Output));
        Assert.That(seen, Does.Contain("2000"), "the journal holds each entry once");
    }

    private Child Start(ScratchFolder folder)
    {
        Dictionary<string, object> source = new() { ["Kind"] = "redis", ["Endpoint"] = Options.Endpoint, ["Stream"] = Stream, ["StartAt"] = "beginning" };
        string config = folder.Write("run.json",
        [
            JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["Sources"] = new Dictionary<string, object> { ["posts"] = source },
                ["Journal"] = new Dictionary<string, object> { ["KeepHours"] = 24 },
            }),
        ]);
        return Child.Start(ChildCommand.Rtm("run", "--config", config, "--state", folder.PathOf("state"), "--redis", Options.Endpoint, "--prefix", "{live}"));
    }

    private async Task AddAsync(ReadOnlyMemory<string> posts)
    {
        for (int i = 0; i < posts.Length; i++)
            await Server.RunAsync("XADD", Stream, "*", "data", posts.Span[i]);
    }

    /// <summary>Entries that were given to the group and are not pending; 0 before there is one.</summary>
    private async Task<long> AcknowledgedAsync()
    {
        foreach (StackExchange.Redis.RedisResult item in (StackExchange.Redis.RedisResult[])(await Server.RunAsync("XINFO", "GROUPS", Stream))!)
        {
            StackExchange.Redis.RedisResult[] group = (StackExchange.Redis.RedisResult[])item!;
            return (long)group[9] - (long)group[5];
        }

        return 0;
    }
}
