using System.Globalization;
using RtmPipeline.Delivery;
using RtmPipeline.State;

namespace RtmPipeline.Tests.Simulation;

/// <summary>A target that outlives the runs that write to it, and may lose its tail as a server does in a failover.</summary>
internal sealed class Ledger
{
    private readonly List<string>[] _streams = [.. OutputStreams.Names.Select(_ => new List<string>())];

    public IReadOnlyList<string> All => [.. _streams.SelectMany((entries, stream) => entries.Select(entry => $"{OutputStreams.Names[stream]} {entry}"))];

    public int Count(int stream) => _streams[stream].Count;

    public string At(int stream, long seq) => _streams[stream][(int)seq - 1];

    public void Add(int stream, string entry) => _streams[stream].Add(entry);

    /// <summary>Drops up to so many of the last entries of each stream.</summary>
    public void Lose(int most)
    {
        foreach (List<string> entries in _streams)
            entries.RemoveRange(Math.Max(0, entries.Count - most), Math.Min(most, entries.Count));
    }
}

/// <summary>Writes to a ledger, entry by entry, so that a crash can leave a part of a batch there.</summary>
/// <param name="ledger">The target.</param>
/// <param name="reach">Called at each place where a crash is possible.</param>
internal sealed class LedgerDelivery(Ledger ledger, Action<string> reach) : IResumableDelivery
{
    private long[] _seqs = new long[OutputStreams.Count];
    private EntryNumbering _numbering = new();

    public DeliveryCounts Counts => default;

    public DeliveryDigests Digests => default;

    public bool IsCaughtUp => _seqs.Select((seq, stream) => seq >= ledger.Count(stream)).All(done => done);

    /// <summary>Entries that came again and were there.</summary>
    public int Compared { get; private set; }

    public Task OpenAsync(CancellationToken hardStop) => Task.CompletedTask;

    public Task<ResumeOutcome> ResumeAsync(StateReader from, CancellationToken hardStop)
    {
        _seqs = from.Values<long>();
        _numbering = new EntryNumbering(_seqs);
        long ahead = _seqs.Select((seq, stream) => ledger.Count(stream) - seq).Sum(Math.Abs);
        bool isBehind = _seqs.Select((seq, stream) => ledger.Count(stream) < seq).Any(behind => behind);
        return Task.FromResult(new ResumeOutcome(isBehind, ahead, isBehind ? "the ledger lost its tail" : string.Empty));
    }

    public Task SaveAsync(StateWriter to, CancellationToken hardStop)
    {
        to.Values(_seqs);
        return Task.CompletedTask;
    }

    public async Task WriteAsync(OutputBatch batch, CancellationToken hardStop)
    {
        foreach (OutputEntry entry in _numbering.Compose(batch))
        {
            reach("delivery.before-write");
            await Task.Yield();
            int stream = (int)entry.Stream;
            string text = string.Create(CultureInfo.InvariantCulture, $"{entry.Seq} {string.Join(' ', entry.Values.Select(Convert.ToHexString))}");
            if (entry.Seq <= ledger.Count(stream))
                Compare(stream, entry.Seq, text);
            else if (entry.Seq == ledger.Count(stream) + 1)
                ledger.Add(stream, text);
            else
                throw new InvalidOperationException($"{entry.Stream.Name()} would have a gap before {entry.Seq}");
            _seqs[stream] = entry.Seq;
            reach("delivery.after-write");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Compare(int stream, long seq, string text)
    {
        Compared++;
        if (ledger.At(stream, seq) != text)
            throw new InvalidOperationException($"entry {seq} of {OutputStreams.Names[stream]} differs from what was written before");
    }
}
