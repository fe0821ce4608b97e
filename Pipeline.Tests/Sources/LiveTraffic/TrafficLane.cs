using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace RtmPipeline.Tests.Sources.LiveTraffic;

/// <summary>
/// One source's traffic: numbered posts at an even rate in the form of its network, with faults now and then, and what has arrived of them. What could not be sent because
/// of a fault is sent later, as its network would have it.
/// </summary>
/// <param name="name">Name of the source in the configuration.</param>
/// <param name="perSecond">Posts a second.</param>
/// <param name="faults">When there is a fault, and which.</param>
internal abstract class TrafficLane(string name, double perSecond, FaultPlan faults)
{
    /// <summary>How often what is due is sent.</summary>
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly List<long> _writtenAt = [];
    private readonly List<byte> _arrivals = [];
    private readonly int[] _lags = new int[MaxLagMs + 1];
    private long _begun = Stopwatch.GetTimestamp();
    private long _lastArrival = Stopwatch.GetTimestamp();
    private TimeSpan _longestGap;
    private TimeSpan _longestUnexplained;

    /// <summary>Longest lag that is told apart, milliseconds.</summary>
    private const int MaxLagMs = 600_000;

    public string Name { get; } = name;

    public FaultPlan Faults { get; } = faults;

    /// <summary>Posts written so far.</summary>
    public long Written { get; private set; }

    /// <summary>Posts that had to be sent twice, as their sender could not know better.</summary>
    public long Repeated { get; private set; }

    /// <summary>Posts of which none has arrived.</summary>
    public long Missing => Written - Arrived;

    /// <summary>Posts that have arrived.</summary>
    public long Arrived { get; private set; }

    /// <summary>Those of the arrived that the graph counts as posts.</summary>
    public virtual long Posts => Arrived;

    /// <summary>Arrivals beyond the first.</summary>
    public long Doubled { get; private set; }

    /// <summary>The longest time in which nothing arrived.</summary>
    public TimeSpan LongestGap => _longestGap;

    /// <summary>The longest of those that no fault explains, neither one of this source nor one of all.</summary>
    public TimeSpan LongestUnexplained => _longestUnexplained;

    /// <summary>Faults that every source feels.</summary>
    public FaultPlan? CommonFaults { get; set; }

    /// <summary>True when a record holds many posts, and comes again with those it had before.</summary>
    public virtual bool IsDocument => false;

    /// <summary>True for what dead letters show of where a record of this source comes from: its name, or a part of it.</summary>
    public virtual bool Owns(string from) => from.Split(':', '/').Contains(Name, StringComparer.Ordinal);

    /// <summary>What stands before a post's number in a record.</summary>
    protected abstract byte[] Marker { get; }

    /// <summary>What is added to a number.</summary>
    protected virtual long Base => 0;

    /// <summary>Its section of the configuration.</summary>
    public abstract Dictionary<string, object> Section { get; }

    /// <summary>Environment of the program, for secrets.</summary>
    public virtual IEnumerable<(string Name, string Value)> Secrets => [];

    /// <summary>From here on posts are due, and silence counts.</summary>
    public void Begin()
    {
        lock (_gate)
            _begun = _lastArrival = Stopwatch.GetTimestamp();
    }

    /// <summary>Writes and sends until it is stopped, and then what it still owes.</summary>
    public abstract Task RunAsync(CancellationToken stop);

    /// <summary>Notes the posts of a record that the journal has.</summary>
    public void Arrive(ReadOnlySpan<byte> record)
    {
        long now = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            NoteSilence(_lastArrival, now);
            _lastArrival = now;
            do
            {
                int at = record.IndexOf(Marker);
                if (at < 0)
                    return;
                record = record[(at + Marker.Length)..];
                Note(NumberAt(record), now);
            }
            while (IsDocument);
        }
    }

    /// <summary>The lag that a share of the posts stayed below, from being written to being in the journal, milliseconds.</summary>
    public int Lag(double share)
    {
        lock (_gate)
        {
            long left = (long)(Arrived * share);
            for (int lag = 0; lag < MaxLagMs; lag++)
            {
                left -= _lags[lag];
                if (left < 0)
                    return lag;
            }

            return MaxLagMs;
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-8} {Written,10:#,0} {Arrived,10:#,0} {Missing,7:#,0} {Doubled,8:#,0} {Repeated,8:#,0} {Lag(0.5),7:#,0} {Lag(0.99),8:#,0} {LongestGap.TotalSeconds,7:0.0} {LongestUnexplained.TotalSeconds,7:0.0}  {Faults}");

    /// <summary>A table's head for <see cref="ToString"/>.</summary>
    public static string Head => "source         sent    arrived    lost  doubled repeated  p50 ms   p99 ms   gap s  calm s  faults, their number and the longest silence after each";

    /// <summary>Takes the next number.</summary>
    protected long Write()
    {
        lock (_gate)
        {
            _writtenAt.Add(Stopwatch.GetTimestamp());
            _arrivals.Add(0);
            return Base + Written++;
        }
    }

    protected void Repeat(long posts)
    {
        lock (_gate)
            Repeated += posts;
    }

    /// <summary>Posts that are due by now and not written.</summary>
    protected int Due() => DueOf(perSecond, Written);

    /// <summary>Those of a part of the traffic with a rate of its own.</summary>
    protected int DueOf(double rate, long written) => (int)Math.Max(0, Math.Min(20_000, (long)(Stopwatch.GetElapsedTime(_begun).TotalSeconds * rate) - written));

    /// <summary>Waits for the next time to send.</summary>
    /// <returns>False once it is stopped.</returns>
    protected static async Task<bool> StepAsync(CancellationToken stop, CancellationToken gone = default)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stop, gone);
        await Task.Delay(s_step, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested;
    }

    /// <summary>A time without anything, which is what the fault is about.</summary>
    protected static Task PauseAsync(double seconds, CancellationToken stop) =>
        Task.Delay(TimeSpan.FromSeconds(seconds), stop).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    protected static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private void NoteSilence(long from, long to)
    {
        TimeSpan silence = Stopwatch.GetElapsedTime(from, to);
        if (silence > _longestGap)
            _longestGap = silence;
        if (!Faults.Explains(from, to) && CommonFaults?.Explains(from, to) is not true && silence > _longestUnexplained)
            _longestUnexplained = silence;
    }

    private static long NumberAt(ReadOnlySpan<byte> digits)
    {
        long number = 0;
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
                break;
            number = (number * 10) + digit - '0';
        }

        return number;
    }

    private void Note(long number, long now)
    {
        int index = (int)(number - Base);
        if (index < 0 || index >= _arrivals.Count)
            throw new InvalidDataException($"{Name} gave a post {number} that nobody wrote");
        if (_arrivals[index] == 0)
        {
            Arrived++;
            _lags[(int)Math.Min(MaxLagMs, Stopwatch.GetElapsedTime(_writtenAt[index], now).TotalMilliseconds)]++;
        }
        else if (!IsDocument)
        {
            Doubled++;
        }

        _arrivals[index] = 1;
    }
}
