using System.Diagnostics;
using NUnit.Framework;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Sources.Redis;

namespace RtmPipeline.Tests.Sources.Redis;

/// <summary>What reading once costs, against reading the same stream by ranges on the same connection.</summary>
internal sealed class StreamSpeedTests : StreamFixture
{
    private const int Entries = 200_000;
    private const int Batch = 500;

    [Test]
    [Explicit("a measurement")]
    public async Task ReadingABacklog_IsMeasuredAgainstPlainRanges()
    {
        string post = $$"""{"id":"0","text":"{{new string('t', 240)}}","time":1700000000000}""";
        for (int i = 0; i < Entries; i += Batch)
            await Server.RunAsync("EVAL", "for i = 1, ARGV[2] do redis.call('XADD', KEYS[1], '*', 'data', ARGV[1]) end return 1", 1, Stream, post, Batch);
        for (int round = 0; round < 3; round++)
        {
            TestContext.Out.WriteLine($"plain ranges: {await RangesAsync():0} entries/s");
            RedisStreamOptions options = Options with { Group = $"group-{round}", BatchEntries = Batch };
            await using StreamProcess process = new StreamProcess(options);
            long begun = Stopwatch.GetTimestamp();
            process.Begin();
            while (process.Taken < Entries)
                await Task.Delay(2);
            TestContext.Out.WriteLine($"source: {Entries / Stopwatch.GetElapsedTime(begun).TotalSeconds:0} entries/s");
            await process.StopAsync();
            Assert.That(process.Taken, Is.EqualTo(Entries));
        }
    }

    private async Task<double> RangesAsync()
    {
        int read = 0;
        string from = "-";
        long begun = Stopwatch.GetTimestamp();
        while (read < Entries)
        {
            List<StoredEntry> page = RedisReply.Entries(await Server.RunAsync("XRANGE", Stream, from, "+", "COUNT", Batch));
            read += page.Count;
            from = $"({page[^1].Id}";
        }

        return Entries / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }
}
