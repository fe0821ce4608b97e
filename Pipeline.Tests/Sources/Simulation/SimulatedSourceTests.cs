using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Simulation;

namespace RtmPipeline.Tests.Sources.Simulation;

internal sealed class SimulatedSourceTests
{
    private static readonly ScenarioOptions s_options = Simulated.Night(rate: 0.001, duration: TimeSpan.FromMinutes(30));

    [TestCase(1)]
    [TestCase(64)]
    [TestCase(1_000_000)]
    public async Task Records_InAnyBatchSize_AreTheLinesOfTheFile(int batchSize)
    {
        List<string> lines = [];
        await foreach (RawBatch batch in new SimulatedSource(Scenario.Create(s_options)).ReadAsync(batchSize, CancellationToken.None))
        {
            Assert.That(batch.Records.Length, Is.InRange(1, batchSize));
            foreach (RawRecord record in batch.Records)
                lines.Add(record.Bytes.Utf8());
            batch.Dispose();
        }
        Assert.That(string.Join('\n', lines) + "\n", Is.EqualTo(System.Text.Encoding.UTF8.GetString(Simulated.Bytes(s_options))));
    }

    [Test]
    public async Task Positions_OfRecords_AreThoseInTheFile()
    {
        byte[] file = Simulated.Bytes(s_options);
        long line = 0;
        await foreach (RawBatch batch in new SimulatedSource(Scenario.Create(s_options)).ReadAsync(100, CancellationToken.None))
        {
            foreach (RawRecord record in batch.Records)
            {
                Assert.That(record.Position, Is.EqualTo(new RecordPosition("simulation", ++line, record.Position.Offset)));
                Assert.That(file.AsSpan((int)record.Position.Offset, record.Bytes.Length).SequenceEqual(record.Bytes.Span));
            }
            batch.Dispose();
        }
    }

    [Test]
    public async Task Stop_WhileReading_EndsWithoutAnException()
    {
        using CancellationTokenSource stop = new();
        int batches = 0;
        await foreach (RawBatch batch in new SimulatedSource(Scenario.Create(s_options)).ReadAsync(10, stop.Token))
        {
            batch.Dispose();
            if (++batches == 3)
                await stop.CancelAsync();
        }
        Assert.That(batches, Is.EqualTo(3));
    }

    [Test]
    public async Task Truth_AfterReading_IsThatOfTheFile()
    {
        SimulatedSource source = new(Scenario.Create(s_options));
        await foreach (RawBatch batch in source.ReadAsync(500, CancellationToken.None))
            batch.Dispose();
        ScenarioTruth file = Simulated.Truth(s_options);
        Assert.That((source.Truth!.Records, source.Truth.Bytes, source.Truth.EndAt), Is.EqualTo((file.Records, file.Bytes, file.EndAt)));
    }
}
