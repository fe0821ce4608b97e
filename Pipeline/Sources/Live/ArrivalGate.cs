namespace RtmPipeline.Sources.Live;

/// <summary>
/// Through here the records of all live sources go before their order is fixed. A source that catches up, as after a restart, gives old records quickly; the others would
/// move stream time to the present meanwhile, and the old ones would all be late. So whoever is too far ahead of it waits here.
/// </summary>
/// <remarks>
/// <para>1 Each source is at the newest time at which the network had a record that it offered: its watermark. One that waits itself is where it will be when it goes on, so that
/// no two wait for each other.</para>
/// <para>2 A batch waits while a source that may have a backlog is more than the drift behind it and can still be in time: not further behind than twice the drift
/// of the newest time that was let through.</para>
/// <para>3 A source that gave nothing for a while is idle, and nobody waits for it; nor for one that is refused or has ended. At the start those that may have a backlog are given
/// <see cref="StartSeconds"/> for their first record.</para>
/// <para>4 Nobody waits longer than its patience in one go. Then it goes on until nothing holds it any more.</para>
/// <para>What comes of it is written into the journal as an order, so that a replay needs none of it.</para>
/// </remarks>
internal sealed class ArrivalGate
{
    /// <summary>Time in which a source with a backlog must give its first record for others to wait for it.</summary>
    public const int StartSeconds = 10;

    /// <summary>Gaps of a source that make it idle.</summary>
    public const int IdleGaps = 3;

    /// <summary>How often those that wait look whether somebody became idle.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly MergingOptions _options;
    private readonly long _driftMs;
    private readonly long _begun;
    private readonly List<Lane> _lanes = [];
    private TaskCompletionSource _moved = New();
    private long _passed = long.MinValue;
    private long _lastPassed;
    private int _holding;

    public ArrivalGate(MergingOptions options, TimeProvider clock)
    {
        _options = options;
        Clock = clock;
        _driftMs = options.DriftSeconds * 1000L;
        _begun = _lastPassed = clock.GetTimestamp();
    }

    /// <summary>Times everything here.</summary>
    public TimeProvider Clock { get; }

    /// <summary>
    /// True when nothing has passed for <see cref="MergingOptions.QuietSeconds"/>, something has before, and nobody waits or may have a backlog that it cannot reach.
    /// </summary>
    public bool IsQuiet
    {
        get
        {
            lock (_gate)
            {
                return _options.QuietSeconds > 0 && _passed > long.MinValue && _holding == 0
                    && Clock.GetElapsedTime(_lastPassed).TotalSeconds >= _options.QuietSeconds
                    && _lanes.TrueForAll(lane => !lane.Source.MayLag || lane.Source.Watch.State.Phase is not (SourcePhase.Idle or SourcePhase.Connecting or SourcePhase.Waiting));
            }
        }
    }

    /// <summary>Adds a source; before it is read.</summary>
    public Lane Add(ILiveSource source)
    {
        Lane lane = new(source);
        lock (_gate)
            _lanes.Add(lane);
        return lane;
    }

    /// <summary>Waits until the batch may go on.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> came first.</exception>
    public async ValueTask PassAsync(Lane lane, RawBatch batch, CancellationToken stop)
    {
        long time = NewestOf(batch);
        bool waits = false;
        while (!TryPass(lane, time, ref waits, out Task moved))
        {
            using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(moved, Task.Delay(s_look, Clock, enough.Token));
            await enough.CancelAsync();
            if (!stop.IsCancellationRequested)
                continue;
            lock (_gate)
                _holding--;
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Tells that stream time went on with the clock.</summary>
    public void PassQuiet(long time)
    {
        lock (_gate)
            _passed = Math.Max(_passed, time);
    }

    /// <param name="lane">Source of the batch.</param>
    /// <param name="time">Newest time in it.</param>
    /// <param name="waits">True once it waits.</param>
    /// <param name="moved">Completes when somebody moves.</param>
    private bool TryPass(Lane lane, long time, ref bool waits, out Task moved)
    {
        lock (_gate)
        {
            if (!waits)
            {
                lane.Offer(time, Clock);
                Signal();
            }

            bool mustWait = time > 0 && _lanes.Exists(other => other != lane && Holds(other, time));
            if (mustWait && !IsOutOfPatience(lane))
            {
                if (!waits)
                {
                    _holding++;
                    lane.Source.Watch.Count("held");
                }

                waits = true;
                moved = _moved.Task;
                return false;
            }

            if (waits)
                _holding--;
            // Held again and again for one reason is one wait; it ends when nothing holds it.
            if (!mustWait)
                lane.HeldSince = null;
            Let(time);
            moved = Task.CompletedTask;
            return true;
        }
    }

    private void Let(long time)
    {
        if (time > 0)
            _passed = Math.Max(_passed, time);
        _lastPassed = Clock.GetTimestamp();
    }

    private void Signal()
    {
        if (_holding == 0)
            return;
        _moved.TrySetResult();
        _moved = New();
    }

    private bool Holds(Lane other, long time)
    {
        if (!other.Source.MayLag || other.Source.Watch.State.Phase is SourcePhase.Refused or SourcePhase.Ended)
            return false;
        if (other.Watermark == 0)
            return Clock.GetElapsedTime(_begun).TotalSeconds < StartSeconds;
        bool isActive = Clock.GetElapsedTime(other.LastOffered) < other.IdleAfter(_options);
        bool canBeInTime = _passed == long.MinValue || other.Watermark >= _passed - (2 * _driftMs);
        return isActive && canBeInTime && other.Watermark < time - _driftMs;
    }

    private bool IsOutOfPatience(Lane lane)
    {
        lane.HeldSince ??= Clock.GetTimestamp();
        TimeSpan patience = TimeSpan.FromSeconds(_options.PatienceSeconds);
        if (lane.Source.Patience is { } own && own < patience)
            patience = own;
        return Clock.GetElapsedTime(lane.HeldSince.Value) >= patience;
    }

    private static long NewestOf(RawBatch batch)
    {
        long newest = 0;
        foreach (ref readonly RawRecord record in batch.Records)
            newest = Math.Max(newest, record.ReceivedAt);
        return newest;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the gate knows of a source.</summary>
    internal sealed class Lane(ILiveSource source)
    {
        /// <summary>Share of the newest gap in the mean gap.</summary>
        private const double NewestShare = 0.1;

        private double _gapSeconds;

        public ILiveSource Source { get; } = source;

        /// <summary>Newest time offered, unix milliseconds; 0 before the first.</summary>
        public long Watermark { get; private set; }

        /// <summary>When it last had something, by the clock's timestamp; 0 before the first.</summary>
        public long LastOffered { get; private set; }

        /// <summary>Since when it is held, by the clock's timestamp.</summary>
        public long? HeldSince { get; set; }

        /// <summary>How long it may give nothing without being idle.</summary>
        public TimeSpan IdleAfter(MergingOptions options) => TimeSpan.FromSeconds(Math.Max(options.IdleSeconds, IdleGaps * _gapSeconds));

        public void Offer(long time, TimeProvider clock)
        {
            Watermark = Math.Max(Watermark, time);
            if (LastOffered != 0)
                _gapSeconds += NewestShare * (clock.GetElapsedTime(LastOffered).TotalSeconds - _gapSeconds);
            LastOffered = clock.GetTimestamp();
        }
    }
}
