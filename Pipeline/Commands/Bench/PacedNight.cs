using System.Runtime.CompilerServices;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Simulation;

namespace RtmPipeline.Commands.Bench;

/// <summary>
/// The Super Bowl night, played ten times as fast as it would be: half an hour up to when the lights go out as fast as they are taken, so that the graph knows what is usual; then so
/// many posts in each second of the clock, each handed over when it is due.
/// </summary>
/// <remarks>
/// Few ticks decide something that is told. So behind each post that closes a tick comes a record that cannot be read: its dead letter goes the same way, and into Redis in the same
/// write as what the tick decides.
/// At its own speed, what is usual at 60,000 posts a second would take a hundred million of them to learn.
/// </remarks>
internal sealed class PacedNight : IRecordSource
{
    /// <summary>Minute of the night with which it begins.</summary>
    private const int FirstMinute = 157;

    /// <summary>Minute from which posts come at their time: half a minute after the lights went out, and as long before anybody is told.</summary>
    private const int LiveMinute = 189;

    /// <summary>Seconds of the stream in one of the clock; fewer while more posts come than before the event.</summary>
    public const int Speed = 10;

    private const int SecondsInMinute = 60;
    private static readonly byte[] s_broken = "{"u8.ToArray();

    /// <summary>Times in a second at which posts are handed over, as a network hands over what has come since it was last asked.</summary>
    private const int HandOvers = 500;

    private readonly Scenario _scenario;
    private readonly int _perSecond;
    private readonly long _posts;
    private readonly TimeProvider _clock;
    private readonly List<long> _dueOfSecond = [];
    private readonly List<long> _closings = [];
    private long _firstSecond;
    private long _line;
    private long _offset;

    /// <param name="perSecond">Posts in a second of the clock.</param>
    /// <param name="seconds">How long they come.</param>
    /// <param name="clock">The clock.</param>
    public PacedNight(int perSecond, int seconds, TimeProvider clock)
    {
        _perSecond = perSecond;
        _posts = (long)perSecond * seconds;
        _clock = clock;
        double expected = Of(1).ExpectedPerMinute(LiveMinute) / SecondsInMinute;
        _scenario = Of(perSecond / expected / Speed);
    }

    public string Name => "simulation";

    /// <summary>Timestamp of the clock at which posts began to come at their time.</summary>
    public long BegunAt { get; private set; }

    /// <summary>Longest time by which posts were handed over after they were due: what this source itself was late.</summary>
    public TimeSpan Late { get; private set; }

    /// <summary>Timestamps of the clock at which the posts were due behind which a broken record came, in order.</summary>
    public IReadOnlyList<long> Closings => _closings;

    /// <summary>Timestamp of the clock at which the post was due that closed a tick; null where no post has come that did.</summary>
    /// <param name="tickEnd">Unix milliseconds, whole seconds.</param>
    public long? DueOf(long tickEnd)
    {
        lock (_dueOfSecond)
        {
            long index = (tickEnd / 1000) - _firstSecond;
            return index >= 0 && index < _dueOfSecond.Count ? _dueOfSecond[(int)index] : null;
        }
    }

    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        ScenarioRun run = _scenario.Open(FirstMinute);
        long liveFrom = _scenario.StartAt + (LiveMinute * SecondsInMinute * 1000L);
        while (!stopReading.IsCancellationRequested && run.Current.Time < liveFrom && Next(run, batchSize) is { } batch)
        {
            yield return batch;
            await Task.Yield();
        }

        int most = Math.Clamp(_perSecond / HandOvers, 1, batchSize);
        long begun = _clock.GetTimestamp();
        BegunAt = begun;
        for (long sent = 0; sent < _posts && !stopReading.IsCancellationRequested;)
        {
            // What is due when the last of these is.
            int count = (int)Math.Min(most, _posts - sent);
            RawBatch? batch = Next(run, count, begun, sent);
            if (batch is null)
                yield break;
            sent += count;
            TimeSpan wait = _clock.GetElapsedTime(_clock.GetTimestamp(), DueOf(begun, sent - 1));
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, _clock, stopReading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            TimeSpan late = _clock.GetElapsedTime(DueOf(begun, sent - 1));
            if (late > Late)
                Late = late;
            yield return batch;
        }
    }

    private static Scenario Of(double rate) => Scenario.Create(new ScenarioOptions(ScenarioOptions.SuperBowlBlackout, ScenarioOptions.DefaultSeed, rate, null, null));

    private long DueOf(long begun, long post) => begun + (long)((double)post / _perSecond * _clock.TimestampFrequency);

    /// <summary>The next records; null behind the last.</summary>
    private RawBatch? Next(ScenarioRun run, int most, long begun = 0, long sent = 0)
    {
        RecordBlock block = new(most * RecordBlock.ExpectedRecordBytes);
        for (int i = 0; i < most && run.MoveNext(); i++)
        {
            block.Add(run.Line);
            if (begun > 0 && Closes(run.Current.Time, DueOf(begun, sent + i)))
                block.Add(s_broken);
        }

        return block.Take(Name, ref _line, ref _offset);
    }

    /// <summary>Notes every tick that a post closes.</summary>
    /// <returns>False for a post that closes none, as most.</returns>
    private bool Closes(long time, long due)
    {
        lock (_dueOfSecond)
        {
            if (_dueOfSecond.Count == 0)
                _firstSecond = time / 1000;
            bool closes = false;
            for (; _firstSecond + _dueOfSecond.Count <= time / 1000; closes = true)
                _dueOfSecond.Add(due);
            if (closes)
                _closings.Add(due);
            return closes;
        }
    }
}
