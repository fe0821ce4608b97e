using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery.Redis;

/// <summary>
/// One fault after another, drawn by a seed: of the connection, of the server, of its data, and crashes of ours between checkpoints. The streams end as
/// those of a run without any.
/// </summary>
internal sealed class RedisChaosTests
{
    private const int BatchCount = 60;
    private readonly List<string> _warnings = [];
    private readonly Dictionary<string, int> _faults = new(StringComparer.Ordinal);
    private readonly List<(byte[] Mark, int At)> _marks = [];
    private OutputBatch[] _batches = [];
    private RedisServer _server = null!;
    private CutProxy _proxy = null!;
    private RedisDelivery _delivery = null!;
    private int _at;

    [SetUp]
    public async Task Start()
    {
        _server = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        _proxy = new CutProxy(_server.Port);
        _marks.Clear();
        _faults.Clear();
        _at = 0;
    }

    [TearDown]
    public async Task End()
    {
        if (_delivery is not null)
            await _delivery.DisposeAsync();
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task Run_ThroughManyFaults_EndsAsOneWithoutThem(int seed)
    {
        SampleRevisions samples = new(seed);
        Random random = new(seed);
        _batches = [.. Enumerable.Range(0, BatchCount).Select(_ => SampleRevisions.Batch(samples.Take(random.Next(1, 8))))];
        _delivery = await OpenAsync();
        await SaveAsync();
        for (int steps = 0; _at < BatchCount; steps++)
        {
            Assert.That(steps, Is.LessThan(20 * BatchCount), "the run does not come to its end");
            try
            {
                if (random.Next(8) == 0)
                    await SaveAsync();
                await FaultAsync(random.Next(2) == 0 ? random.Next(8) : -1);
                if (_at < BatchCount)
                    await _delivery.WriteAsync(_batches[_at++], CancellationToken.None);
            }
            catch (DeliveryBrokenException beyond) when (beyond.Message.Contains("--state DIR --resume", StringComparison.Ordinal))
            {
                // After a crash of ours and an emptied Redis, memory does not reach back to the first entry: what the message says is done.
                Count("more lost than kept");
                await CrashAsync();
            }
        }

        await using RedisDelivery calm = new(_server.Options with { Prefix = "{calm}" }, _ => { }, TimeProvider.System);
        await calm.OpenAsync(CancellationToken.None);
        foreach (OutputBatch batch in _batches)
            await calm.WriteAsync(batch, CancellationToken.None);
        Assert.That(StoredText.Of(await _server.AllEntriesAsync()), Is.EqualTo(StoredText.Of(await _server.AllEntriesAsync("{calm}"))), $"seed {seed}");
        Assert.That(_delivery.Digests, Is.EqualTo(calm.Digests));
        Assert.That(_faults, Has.Count.GreaterThanOrEqualTo(6), "too few kinds of faults happened");
        TestContext.Out.WriteLine(string.Join(", ", _faults.OrderBy(fault => fault.Key, StringComparer.Ordinal).Select(fault => $"{fault.Key} {fault.Value}")));
    }

    private async Task FaultAsync(int kind)
    {
        switch (kind)
        {
            case 0: Count("lost reply"); _proxy.LoseNextReply(); break;
            case 1: Count("half a reply"); _proxy.CutNextReply(); break;
            case 2: Count("half a request"); _proxy.CutNextRequest(); break;
            case 3: Count("reset"); _proxy.Reset(); break;
            case 4: Count("scripts flushed"); await _server.RunAsync("SCRIPT", "FLUSH"); break;
            case 5: Count("emptied"); await _server.RunAsync("FLUSHALL"); break;
            case 6: Count("killed"); await KillServerAsync(); break;
            case 7: Count("crash of ours"); await CrashAsync(); break;
            default: break;
        }
    }

    private void Count(string fault) => _faults[fault] = _faults.GetValueOrDefault(fault) + 1;

    private async Task KillServerAsync()
    {
        await _server.KillAsync();
        Task writing = _delivery.WriteAsync(_batches[_at++], CancellationToken.None);
        await _server.RestartAsync();
        await writing;
    }

    /// <summary>Ours ends and comes back: from the newest checkpoint that Redis is not behind of.</summary>
    private async Task CrashAsync()
    {
        await _delivery.DisposeAsync();
        _delivery = await OpenAsync();
        for (int i = _marks.Count - 1; ; i--)
        {
            Assert.That(i, Is.Not.Negative, "the first checkpoint, of nothing, always fits");
            if ((await _delivery.ResumeAsync(new StateReader(_marks[i].Mark), CancellationToken.None)).IsBehind)
                continue;
            _at = _marks[i].At;
            _marks.RemoveRange(i + 1, _marks.Count - i - 1);
            return;
        }
    }

    private async Task SaveAsync()
    {
        StateWriter mark = new();
        await _delivery.SaveAsync(mark, CancellationToken.None);
        _marks.Add((mark.ToArray(), _at));
    }

    private async Task<RedisDelivery> OpenAsync()
    {
        RedisOptions options = _server.Options with { Endpoint = _proxy.Endpoint, Holder = "the-state", BatchEntries = 3 };
        RedisDelivery delivery = new(options, _warnings.Add, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        return delivery;
    }
}
