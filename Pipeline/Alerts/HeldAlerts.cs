using RtmPipeline.Alerts.Framing;
using RtmPipeline.Opportunities;
using RtmPipeline.State;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Alerts;

/// <summary>
/// Alerts that were held back, until the digest of their window. Each is noted once for each cause; one that is sent after all, or taken back, goes out again.
/// </summary>
internal sealed class HeldAlerts(AlertOptions options, IReadOnlyList<BrandProfile> brands)
{
    /// <summary>Most entries listed in a digest, so that it stays a few ten kilobytes; the rest is counted.</summary>
    public const int MaxListed = 100;

    /// <summary>Held alerts kept for one digest of a brand; beyond them the least severe is counted and not listed.</summary>
    private const int MaxKept = 1_000;

    private IReadOnlyList<BrandProfile> _brands = brands;
    private Waiting[] _waiting = [.. brands.Select(_ => new Waiting())];
    private readonly Dictionary<(IncidentKey Key, HoldBackReason Because), (long Wave, long At)> _noted = [];
    private long _windowEnd = long.MinValue;

    private static readonly Comparer<(IncidentKey Key, HoldBackReason Because)> s_byKey = Comparer<(IncidentKey Key, HoldBackReason Because)>.Create(static (a, b) =>
        IncidentKey.Compare(a.Key, b.Key) is var order && order != 0 ? order : a.Because.CompareTo(b.Because));

    private sealed class Waiting
    {
        public List<(IncidentKey Key, HeldAlert Alert)> Alerts { get; } = [];

        /// <summary>Held back as well, and not kept.</summary>
        public int Surplus { get; set; }

        public void Save(StateWriter to)
        {
            to.Int(Surplus);
            StateLists.Save(Alerts, to, static (waiting, to) =>
            {
                waiting.Key.Save(to);
                to.Text(waiting.Alert.Incident);
                to.Byte((byte)waiting.Alert.Kind);
                to.Text(waiting.Alert.Label);
                to.Double(waiting.Alert.Score);
                to.Double(waiting.Alert.Severity);
                to.Long(waiting.Alert.HeldAt);
                to.Byte((byte)waiting.Alert.Because);
            });
        }

        public void Load(StateReader from, int brands)
        {
            Surplus = from.Int();
            Alerts.AddRange(StateLists.Load(from, IncidentKey.LeastBytes, from =>
            (
                IncidentKey.Load(from, brands),
                new HeldAlert(
                    from.Text(), from.OneOf<AlertKind>(from.Byte()), from.NotNullText(), from.Double(), from.Double(), from.Long(), from.OneOf<HoldBackReason>(from.Byte())))));
        }

        public void Move(Func<IncidentKey, IncidentKey> key)
        {
            for (int i = 0; i < Alerts.Count; i++)
                Alerts[i] = (key(Alerts[i].Key), Alerts[i].Alert);
        }
    }

    /// <summary>Alerts that wait for their digest.</summary>
    public int Count => _waiting.Sum(w => w.Alerts.Count + w.Surplus);

    private long WindowMs => options.DigestHours * 3_600_000L;

    /// <summary>Notes an alert that was held back, unless it was for the same cause.</summary>
    /// <param name="key">Event, brand and kind.</param>
    /// <param name="alert">As it stands.</param>
    /// <param name="wave">Tells one cause of the same reason from the next: the same wave is noted once.</param>
    public void Note(in IncidentKey key, HeldAlert alert, long wave)
    {
        if (_noted.TryGetValue((key, alert.Because), out (long Wave, long At) known) && known.Wave == wave)
            return;
        if (_noted.Count >= options.MaxIncidents)
            ForgetNoted();
        _noted[(key, alert.Because)] = (wave, alert.HeldAt);
        Waiting waiting = _waiting[key.Brand];
        waiting.Alerts.Add((key, alert));
        if (waiting.Alerts.Count <= MaxKept)
            return;
        waiting.Alerts.Remove(waiting.Alerts.MinBy(w => (w.Alert.Severity, w.Alert.Score, -w.Alert.HeldAt)));
        waiting.Surplus++;
    }

    /// <summary>An alert of the event was sent: nothing of it waits any more.</summary>
    public void Drop(IncidentKey key) => _waiting[key.Brand].Alerts.RemoveAll(w => w.Key == key);

    /// <summary>The incident was taken back, so that its alert is missed by nobody.</summary>
    public void Drop(IncidentKey key, string incident) =>
        _waiting[key.Brand].Alerts.RemoveAll(w => w.Key == key && w.Alert.Incident == incident);

    /// <summary>The event was raised after all; what the cap held back of it stays held back.</summary>
    public void DropUnraised(IncidentKey key) =>
        _waiting[key.Brand].Alerts.RemoveAll(w => w.Key == key && w.Alert.Because != HoldBackReason.DailyCap);

    /// <summary>The event is another one now; what waits for that already stands for both.</summary>
    public void Move(IncidentKey was, IncidentKey to)
    {
        List<(IncidentKey Key, HeldAlert Alert)> alerts = _waiting[was.Brand].Alerts;
        if (alerts.Exists(w => w.Key == to))
            alerts.RemoveAll(w => w.Key == was);
        for (int i = 0; i < alerts.Count; i++)
        {
            if (alerts[i].Key == was)
                alerts[i] = (to, alerts[i].Alert);
        }
    }

    /// <summary>Goes over to other brands: what waits for one that is gone is told to nobody.</summary>
    public void Adopt(BrandChange change)
    {
        Waiting[] before = _waiting;
        _brands = change.Profiles;
        _waiting = [.. Enumerable.Range(0, _brands.Count).Select(brand => change.PlaceBefore(brand) is >= 0 and var place ? before[place] : new Waiting())];
        foreach (Waiting waiting in _waiting)
            waiting.Move(key => key with { Brand = change.PlaceAfter(key.Brand) });
        List<((IncidentKey Key, HoldBackReason Because) Key, (long Wave, long At) Value)> noted = [.. _noted.Select(static n => (n.Key, n.Value))];
        _noted.Clear();
        foreach (((IncidentKey key, HoldBackReason because), (long Wave, long At) value) in noted)
        {
            if (change.PlaceAfter(key.Brand) is >= 0 and var place)
                _noted[(key with { Brand = place }, because)] = value;
        }
    }

    /// <summary>Appends the digests that are due: at the first tick at or after the end of a window, by brand. It is asked before anything of the tick is noted.</summary>
    public void Digest(long now, List<AlertDigest> into)
    {
        long windowEnd = FloorOf(now);
        if (windowEnd == _windowEnd)
            return;
        _windowEnd = windowEnd;
        for (int brand = 0; brand < _waiting.Length; brand++)
        {
            Waiting waiting = _waiting[brand];
            if (waiting.Alerts.Count > 0)
                into.Add(Write(_brands[brand], waiting, windowEnd, now));
            waiting.Alerts.Clear();
            waiting.Surplus = 0;
        }
    }

    public void Save(StateWriter to)
    {
        to.Section("alerts.held");
        to.Long(_windowEnd);
        StateLists.Save(_waiting, to, static (waiting, to) => waiting.Save(to));
        to.Int(_noted.Count);
        foreach (((IncidentKey key, HoldBackReason because), (long wave, long at)) in _noted.OrderBy(static n => n.Key, s_byKey))
        {
            key.Save(to);
            to.Byte((byte)because);
            to.Long(wave);
            to.Long(at);
        }
    }

    public void Load(StateReader from)
    {
        from.Section("alerts.held");
        _windowEnd = from.Long();
        int count = from.Count();
        if (count != _waiting.Length)
            throw from.Broken($"{count} brands where {_waiting.Length} belong");
        foreach (Waiting waiting in _waiting)
            waiting.Load(from, count);
        int noted = from.Count(IncidentKey.LeastBytes);
        for (int i = 0; i < noted; i++)
        {
            if (!_noted.TryAdd((IncidentKey.Load(from, count), from.OneOf<HoldBackReason>(from.Byte())), (from.Long(), from.Long())))
                throw from.Broken("an alert is noted twice");
        }
    }

    private AlertDigest Write(BrandProfile brand, Waiting waiting, long windowEnd, long now)
    {
        HeldAlert[] alerts =
        [
            .. waiting.Alerts.Select(w => w.Alert).OrderByDescending(a => a.Severity).ThenByDescending(a => a.Score).ThenBy(a => a.HeldAt)
                .ThenBy(a => a.Label, StringComparer.Ordinal),
        ];
        long from = FloorOf(alerts.Min(a => a.HeldAt));
        int count = alerts.Length + waiting.Surplus;
        return new AlertDigest
        {
            Brand = brand.Id,
            Time = now,
            From = from,
            To = windowEnd,
            HeldBack = alerts.Length > MaxListed ? alerts[..MaxListed] : alerts,
            Count = count,
            Summary = Say(brand, alerts, waiting.Surplus, windowEnd - from),
        };
    }

    /// <summary>What was not kept is counted with the opportunities: they alone are so many.</summary>
    private static string Say(BrandProfile brand, HeldAlert[] alerts, int surplus, long ms)
    {
        int Of(AlertKind kind) => alerts.Count(alert => alert.Kind == kind);
        var facts = new DigestFacts(
            brand.Name, TimeSpan.FromMilliseconds(ms), Of(AlertKind.Opportunity) + surplus, Of(AlertKind.Threat), Of(AlertKind.Hold), Of(AlertKind.Reinforce), SafeLabel.Of(alerts[0].Label));
        return SummaryText.Digest(facts, FramingVoice.Of(brand));
    }

    private long FloorOf(long time) => time - (time % WindowMs);

    /// <summary>What was noted longest ago goes; at worst it is told again.</summary>
    private void ForgetNoted()
    {
        var oldest = _noted.OrderBy(n => n.Value.At).ThenBy(n => n.Key.Key.OnsetAt).ThenBy(n => n.Key.Key.Founder, StringComparer.Ordinal)
            .ThenBy(n => n.Key.Key.Brand).ThenBy(n => n.Key.Key.Kind).ThenBy(n => n.Key.Because).First().Key;
        _noted.Remove(oldest);
    }
}
