using RtmPipeline.Sources.Live;
using RtmPipeline.State;

namespace RtmPipeline.Sources.News.State;

/// <summary>What is known of all feeds of a source, and of their hosts; kept over restarts. Read and written from several threads.</summary>
internal sealed class FeedBook
{
    /// <summary>Items known of all feeds together that are written down: 12 MB, below what <see cref="SourceMemory"/> keeps. With more, less of each feed's past is kept.</summary>
    public const int MaxSavedItems = 300_000;

    /// <summary>Feeds that are not listed any more and remembered; of more, those asked last.</summary>
    public const int MaxUnlisted = 2_000;

    /// <summary>Hosts that are left alone and remembered over a restart; of more, those for longest.</summary>
    public const int MaxPauses = 4_096;

    /// <summary>How long a feed is remembered that is not listed any more, so that one that comes back brings nothing twice.</summary>
    private const long ForgottenAfterMs = 30L * 24 * 60 * 60 * 1000;

    private const string Part = "feeds";

    private readonly Lock _gate = new();
    private readonly SourceMemory _memory;
    private readonly Dictionary<string, FeedState> _feeds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _pauses = new(StringComparer.OrdinalIgnoreCase);
    private bool _isChanged;

    private FeedBook(SourceMemory memory) => _memory = memory;

    /// <summary>Reads what was kept.</summary>
    /// <param name="memory">Where it is.</param>
    /// <param name="tell">Takes a line for the user when it cannot be used: then all feeds are new.</param>
    public static FeedBook Open(SourceMemory memory, Action<string> tell)
    {
        FeedBook book = new(memory);
        try
        {
            if (memory.Read(Part) is not { } bytes)
                return book;
            (Dictionary<string, FeedState> feeds, Dictionary<string, long> pauses) = FeedStateFormat.Load(bytes);
            foreach ((string key, FeedState state) in feeds)
                book._feeds[key] = state;
            foreach ((string host, long until) in pauses)
                book._pauses[host] = until;
        }
        catch (Exception unusable) when (unusable is IOException or StateFormatException)
        {
            tell($"what was known of the feeds cannot be read, they begin anew: {unusable.Message}");
        }

        return book;
    }

    public FeedState this[string key]
    {
        get
        {
            lock (_gate)
                return _feeds.GetValueOrDefault(key) ?? new FeedState();
        }

        set
        {
            lock (_gate)
            {
                _feeds[key] = value;
                _isChanged = true;
            }
        }
    }

    /// <summary>Leaves a host alone until a time, unix milliseconds.</summary>
    public void Pause(string host, long until)
    {
        lock (_gate)
        {
            _pauses[host] = Math.Max(until, _pauses.GetValueOrDefault(host));
            _isChanged = true;
        }
    }

    /// <summary>Until when a host wants to be left alone, unix milliseconds; 0 when it does not.</summary>
    public long PausedUntil(string host)
    {
        lock (_gate)
            return _pauses.GetValueOrDefault(host);
    }

    /// <summary>Writes down what changed.</summary>
    /// <param name="listed">Keys of the feeds that are listed.</param>
    /// <param name="now">Unix milliseconds.</param>
    /// <exception cref="IOException">The disk failed; what was kept before still is.</exception>
    public void Save(IReadOnlySet<string> listed, long now)
    {
        byte[] bytes;
        lock (_gate)
        {
            if (!_isChanged)
                return;
            Forget(listed, now);
            bytes = Fitting(listed);
            _isChanged = false;
        }

        bool isWritten = false;
        try
        {
            _memory.Write(Part, bytes);
            isWritten = true;
        }
        finally
        {
            lock (_gate)
                _isChanged |= !isWritten;
        }
    }

    private void Forget(IReadOnlySet<string> listed, long now)
    {
        foreach (string key in _feeds.Where(feed => !listed.Contains(feed.Key) && feed.Value.PolledAt < now - ForgottenAfterMs).Select(static feed => feed.Key).ToArray())
            _feeds.Remove(key);
        foreach (string key in _feeds.Where(feed => !listed.Contains(feed.Key)).OrderByDescending(static feed => feed.Value.PolledAt).Skip(MaxUnlisted).Select(static feed => feed.Key).ToArray())
            _feeds.Remove(key);
        foreach (string host in _pauses.Where(pause => pause.Value < now).Select(static pause => pause.Key).ToArray())
            _pauses.Remove(host);
        foreach (string host in _pauses.OrderByDescending(static pause => pause.Value).Skip(MaxPauses).Select(static pause => pause.Key).ToArray())
            _pauses.Remove(host);
    }

    /// <summary>
    /// As much as may be kept: less of the past where addresses and validators are long too, and at last the listed feeds without their past: 2,000 of them, each with three addresses and
    /// two validators of the greatest length, and <see cref="MaxPauses"/> are below <see cref="SourceMemory.MaxBytes"/>.
    /// </summary>
    private byte[] Fitting(IReadOnlySet<string> listed)
    {
        int history = HistoryThatFits();
        byte[] bytes = FeedStateFormat.Save(_feeds, _pauses, history);
        while (bytes.Length > SourceMemory.MaxBytes && history > 0)
            bytes = FeedStateFormat.Save(_feeds, _pauses, history /= 2);
        if (bytes.Length <= SourceMemory.MaxBytes)
            return bytes;
        Dictionary<string, FeedState> kept = _feeds.Where(feed => listed.Contains(feed.Key)).ToDictionary(StringComparer.Ordinal);
        return FeedStateFormat.Save(kept, _pauses, history);
    }

    private int HistoryThatFits()
    {
        int history = FeedState.MaxSeen;
        while (_feeds.Values.Sum(feed => (long)Math.Min(feed.Seen.Length, history)) > MaxSavedItems)
            history /= 2;
        return history;
    }
}
