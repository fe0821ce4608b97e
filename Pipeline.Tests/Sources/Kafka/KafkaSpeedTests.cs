using System.Diagnostics;
using Confluent.Kafka;
using NUnit.Framework;
using RtmPipeline.Sources.Kafka;

namespace RtmPipeline.Tests.Sources.Kafka;

/// <summary>What claiming costs, against a client that only reads the same records in the same run.</summary>
internal sealed class KafkaSpeedTests
{
    private const int Records = 160_000;

    [Test]
    [Explicit("a measurement")]
    public async Task Claiming_OfManyRecords_IsMeasuredAgainstPlainReading()
    {
        using MockKafka kafka = MockKafka.Start();
        kafka.AddTopic("posts", 8);
        kafka.SendPosts("posts", 0, Records, 8);
        for (int round = 0; round < 2; round++)
        {
            TestContext.Out.WriteLine($"plain client: {Plain(kafka):0} records/s");
            TestContext.Out.WriteLine($"without state: {await SourceAsync(kafka, $"told-{round}", isJournalled: false):0} records/s");
            TestContext.Out.WriteLine($"claimed: {await SourceAsync(kafka, $"claimed-{round}", isJournalled: true):0} records/s");
        }
    }

    private static double Plain(MockKafka kafka)
    {
        KafkaOptions options = KafkaProcess.Options(kafka, "posts", "plain");
        using IConsumer<byte[]?, byte[]?> client = new ConsumerBuilder<byte[]?, byte[]?>(ConsumerSettings.Beside(options)).SetLogHandler(static (_, _) => { }).Build();
        client.Assign(Enumerable.Range(0, 8).Select(partition => new TopicPartitionOffset("posts", partition, Offset.Beginning)));
        int read = 0;
        long begun = 0;
        while (read < Records)
        {
            if (client.Consume(TimeSpan.FromSeconds(1)) is not { IsPartitionEOF: false })
                continue;
            begun = begun == 0 ? Stopwatch.GetTimestamp() : begun;
            read++;
        }

        return Records / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task<double> SourceAsync(MockKafka kafka, string group, bool isJournalled)
    {
        using KafkaProcess process = new KafkaProcess(KafkaProcess.Options(kafka, "posts", group) with { ClaimInterval = TimeSpan.FromMilliseconds(50), MaxSkew = TimeSpan.Zero }) { IsJournalled = isJournalled }.Begin();
        await process.HasAsync(1);
        long begun = Stopwatch.GetTimestamp();
        int had = process.Taken;
        while (process.Taken < Records)
            await Task.Delay(2);
        double speed = (Records - had) / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await process.StopAsync();
        return speed;
    }
}
