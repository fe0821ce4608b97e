using System.Text;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Bluesky;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Bluesky;

/// <summary>Reads a source in the background, and keeps what it gave.</summary>
internal sealed class BlueskyRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<RawRecord> _records = [];
    private readonly Task _reading;

    public BlueskyRun(LiveHost host, BlueskyOptions options, bool accepts = true)
    {
        Host = host;
        Source = (BlueskySource)options.Create(host.Begin(kind: "bluesky"));
        _reading = Task.Run(async () =>
        {
            await foreach (RawBatch batch in Source.ReadAsync(100, _stop.Token))
            {
                lock (_records)
                    _records.AddRange(batch.Records.ToArray());
                if (accepts)
                    batch.Accepted?.Invoke();
            }
        });
    }

    public LiveHost Host { get; }

    public BlueskySource Source { get; }

    public IReadOnlyList<RawRecord> Records
    {
        get
        {
            lock (_records)
                return [.. _records];
        }
    }

    public IReadOnlyList<string> Texts => [.. Records.Select(record => Encoding.UTF8.GetString(record.Bytes.Span))];

    public long Count(string what) => Source.Watch.Counts.GetValueOrDefault(what);

    public Task HasAsync(int records) => Eventually.IsTrue(() => Records.Count >= records, $"{records} records");

    /// <summary>What comes out behind the decoder and the sequencer.</summary>
    public SequencerCounts Sequenced()
    {
        PostSequencer sequencer = new(new PostOptions { DuplicateIds = 10_000, CopySignatures = 1_024 }, TimeSpan.FromSeconds(1));
        RawRecord[] records = [.. Records];
        using RawBatch batch = new(records, records.Length, null);
        PostBatch into = new(0);
        foreach (DecodedItem item in new PostDecoder().Decode(batch).Items)
            sequencer.Take(in item, into);
        return sequencer.Counts;
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _reading;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }
}
