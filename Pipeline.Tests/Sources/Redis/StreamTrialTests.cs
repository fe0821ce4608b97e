using NUnit.Framework;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.Redis;

namespace RtmPipeline.Tests.Sources.Redis;

/// <summary>What <c>sources test</c> says of streams, and that it takes nothing.</summary>
internal sealed class StreamTrialTests : StreamFixture
{
    [Test]
    public async Task Trial_TellsStreamAndGroupAndTakesNothing()
    {
        await AddAsync(0, 7);
        SourceTrial before = await TryAsync(Options);
        Assert.That(before.IsUsable);
        Assert.That(before.Findings[0], Does.Match(@"^connected to 127\.0\.0\.1:\d+: Redis \d+\.\d+\.\d+, authorised$"));
        Assert.That(before.Findings[1], Does.StartWith($"{Stream}: 7 entries, the newest ("));
        Assert.That(before.Findings[2], Is.EqualTo($"{Stream}: there is no group rtm yet; it will be made to start at beginning"));
        Assert.That((StackExchange.Redis.RedisResult[])(await Server.RunAsync("XINFO", "GROUPS", Stream))!, Is.Empty);

        await Server.RunAsync("XGROUP", "CREATE", Stream, "rtm", "0");
        await Server.RunAsync("XREADGROUP", "GROUP", "rtm", "other", "COUNT", 3, "STREAMS", Stream, ">");
        SourceTrial after = await TryAsync(Options);
        Assert.That(after.Findings[2], Does.StartWith($"{Stream}: group rtm has 3 entries pending and "));
        Assert.That(await PendingAsync(), Is.EqualTo(3));
    }

    [Test]
    public async Task Trial_OfWhatCannotBeRead_SaysWhy()
    {
        Assert.That((await TryAsync(Options)).Findings, Has.Some.EqualTo($"{Stream}: there is no such stream yet"));
        await Server.RunAsync("SET", Stream, "a text");
        SourceTrial trial = await TryAsync(Options);
        Assert.That(trial.IsUsable, Is.False);
        Assert.That(trial.Findings, Has.Some.StartsWith($"{Stream}: WRONGTYPE"));
    }

    private static async Task<SourceTrial> TryAsync(RedisStreamOptions options)
    {
        await using StreamProcess process = new StreamProcess(options) { TakesRecords = false };
        return await process.Make().TryAsync(CancellationToken.None);
    }
}
