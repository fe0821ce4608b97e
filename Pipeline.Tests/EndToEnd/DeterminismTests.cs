using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;
using RtmPipeline.Sources.Memory;
using RtmPipeline.Sources.Simulation;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Topology;

namespace RtmPipeline.Tests.EndToEnd;

/// <summary>The same input gives the same bytes in Redis, ids of entries included, whatever the workers and the batches.</summary>
[Parallelizable]
internal sealed class DeterminismTests
{
    /// <summary>Each so many posts a broken line: dead letters are outputs too.</summary>
    private const int PostsPerBrokenLine = 997;

    private static readonly int[] s_workers = [1, 2, 8];
    private static readonly int[] s_batchSizes = [1, 64, 1024];
    private RedisServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await RedisServer.StartAsync();

    [OneTimeTearDown]
    public async Task End()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public async Task SimulatedNight_AnyWorkersAndBatchSizes_WritesTheSameBytes()
    {
        List<string> lines = SimulatedNight.Lines(seed: 3, rate: 0.001);
        for (int at = PostsPerBrokenLine; at < lines.Count; at += PostsPerBrokenLine)
            lines.Insert(at, """{"id":"cut off here""");
        await AssertSameBytesAsync("night", new ScriptedSource("night.ndjson", lines), BrandProfiles.Load([SharedData.Sample("crispo.yaml")]), OutputStreams.Names);
    }

    [Test]
    public async Task RecordedExplosion_AnyWorkersAndBatchSizes_WritesTheSameBytes()
    {
        string path = SharedData.Require("crisislex_t6", "2013_West_Texas_Explosion.jsonl.gz");
        await AssertSameBytesAsync("explosion", new FileSource(path, new FileLimits()), [BrandProfile.Everything], ["alerts"]);
    }

    /// <param name="name">Name for prefixes and messages.</param>
    /// <param name="source">Input.</param>
    /// <param name="brands">Profiles.</param>
    /// <param name="written">Streams that must not be empty: equal emptiness would prove nothing.</param>
    private async Task AssertSameBytesAsync(string name, IRecordSource source, IReadOnlyList<BrandProfile> brands, IReadOnlyList<string> written)
    {
        MemorySource records = await MemorySource.LoadAsync(source, long.MaxValue, CancellationToken.None);
        List<string>? first = null;
        foreach ((int workers, int batchSize) in s_workers.SelectMany(w => s_batchSizes.Select(b => (w, b))))
        {
            string prefix = $"{{{name}:{workers}x{batchSize}}}";
            await using (RedisDelivery delivery = new(_server.Options with { Prefix = prefix }, _ => { }, TimeProvider.System))
            {
                Stages stages = TestRun.Stages(delivery, brands: brands);
                await TestRun.RunAsync(new TopologyOptions { Workers = workers, BatchSize = batchSize }, stages, records);
            }

            List<string> entries = Written(await _server.AllEntriesAsync(prefix));
            first ??= entries;
            Assert.That(entries, Is.EqualTo(first), $"{workers} workers, batches of {batchSize}");
        }

        foreach (string stream in written)
            Assert.That(first, Has.Some.StartsWith(stream), $"nothing in {stream}");
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', first!))));
        await TestContext.Out.WriteLineAsync($"{name}: {first!.Count} entries, {s_workers.Length * s_batchSizes.Length} runs, SHA-256 {digest}");
    }

    /// <summary>Every entry with its stream, its id in Redis and all its fields, one line each; values in hexadecimal, so that each byte counts.</summary>
    private static List<string> Written(List<StoredEntry>[] streams) =>
        [.. streams.SelectMany((entries, stream) => entries.Select(entry =>
            $"{OutputStreams.Names[stream]} {entry.Id} {string.Join(' ', entry.Names.Zip(entry.Values, (n, v) => $"{n}={Convert.ToHexString(v)}"))}"))];
}
