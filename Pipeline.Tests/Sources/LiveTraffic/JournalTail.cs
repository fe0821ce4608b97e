using RtmPipeline.Sources;
using RtmPipeline.Sources.Journal;
using RtmPipeline.State;

namespace RtmPipeline.Tests.Sources.LiveTraffic;

/// <summary>Reads a journal while the program writes it, and tells each lane what of its posts has arrived.</summary>
internal sealed class JournalTail(string folder, IReadOnlyList<TrafficLane> lanes)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<string, TrafficLane> _ofSource = new(StringComparer.Ordinal);

    /// <summary>Records of no lane: that nothing came for a while, and what could not be framed.</summary>
    public long Others { get; private set; }

    /// <summary>Ordinal of the first record that says that nothing came since the last new post, and so closes its tick; null while there is none.</summary>
    public long? Closing { get; private set; }

    /// <summary>Records that could not be framed, by the reason.</summary>
    public Dictionary<string, int> Faults { get; } = new(StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken stop)
    {
        while (!Directory.Exists(folder) && !stop.IsCancellationRequested)
            await Task.Delay(s_look, CancellationToken.None);
        using JournalCursor cursor = new(new DiskFolder(folder), "journal", 0, static _ => { });
        while (true)
        {
            // What was written before the stop is still read.
            bool isLast = stop.IsCancellationRequested;
            while (cursor.TryMove(null, out RawRecord record))
                Take(in record);
            if (isLast)
                return;
            await Task.Delay(s_look, CancellationToken.None);
        }
    }

    private void Take(in RawRecord record)
    {
        if (record.Form is RecordForm.Quiet or RecordForm.Fault || record.Position.From is not { } from)
        {
            Others++;
            if (record.Form == RecordForm.Quiet)
                Closing ??= record.Position.Line;
            if (record.Fault is { } fault)
                Faults[fault] = Faults.GetValueOrDefault(fault) + 1;
            return;
        }

        if (!_ofSource.TryGetValue(from, out TrafficLane? lane))
        {
            lane = lanes.FirstOrDefault(one => one.Owns(from)) ?? throw new InvalidDataException($"a record of {from}, which is no lane");
            _ofSource[from] = lane;
        }

        long before = lane.Arrived;
        lane.Arrive(record.Bytes.Span);
        // What comes again, as from a source that went back a little, opens no tick.
        if (lane.Arrived > before)
            Closing = null;
    }
}
