using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RtmPipeline.Delivery;

namespace RtmPipeline.Dashboard.Board;

/// <summary>One alert as it came.</summary>
/// <param name="Incident">The incident, which may be gone from the board.</param>
/// <param name="Revision">Its line.</param>
/// <param name="Brand">Id of the brand.</param>
/// <param name="Label">The topic's name.</param>
/// <param name="Summary">One or two sentences.</param>
/// <param name="ActBefore">As the alert said it, RFC 3339; null in a digest.</param>
internal sealed record BoardAlert(string Incident, BoardRevision Revision, string Brand, string Label, string Summary, string? ActBefore);

/// <summary>Something that changed on the board.</summary>
/// <param name="Number">Counts from 1 since the program began.</param>
/// <param name="Incident">The incident that changed; null for a digest.</param>
/// <param name="Alert">The alert that came with it; null for none.</param>
internal sealed record BoardChange(long Number, string? Incident, BoardAlert? Alert);

/// <summary>
/// Incidents and alerts as a consumer of the streams sees them. It knows nothing but entries, so it shows what everybody who reads the streams was told. For use from several threads.
/// </summary>
/// <param name="run">Tells this run of the program from others: numbers of changes count anew in each.</param>
internal sealed class IncidentBoard(string run)
{
    /// <summary>Incidents kept; beyond them those that ended longest ago go first.</summary>
    public const int MaxIncidents = 2_000;

    /// <summary>Newest alerts kept.</summary>
    public const int MaxAlerts = 2_000;

    /// <summary>Newest changes kept, for those who missed some.</summary>
    public const int MaxChanges = 2_000;

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    private readonly Lock _gate = new();
    private readonly Dictionary<string, BoardIncident> _incidents = new(StringComparer.Ordinal);
    private readonly Queue<BoardAlert> _alerts = [];
    private readonly Queue<BoardChange> _changes = [];
    private TaskCompletionSource _changed = NewSignal();
    private long _number;

    /// <summary>Entries that could not be read; they are not ours.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Why the streams cannot be read; null while they can.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Stream time of the newest entry, unix milliseconds; 0 before the first.</summary>
    public long StreamTime { get; private set; }

    /// <summary>Number of the newest change; 0 before the first.</summary>
    public long Newest
    {
        get
        {
            lock (_gate)
                return _number;
        }
    }

    /// <summary>Notes that the streams cannot be read for now.</summary>
    public void Missed(string reason)
    {
        lock (_gate)
            Trouble = reason;
    }

    /// <summary>Id of a change, for a reader to go on behind it.</summary>
    public string IdOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{run}-{number}");

    /// <summary>The number of a change of this run; null where an id is of another.</summary>
    public long? NumberOf(string id) =>
        id.StartsWith($"{run}-", StringComparison.Ordinal) && long.TryParse(id.AsSpan(run.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>Takes the next entry of a stream.</summary>
    public void Take(TailEntry entry)
    {
        lock (_gate)
        {
            Trouble = null;
            if (DataOf(entry) is not { } data || !long.TryParse(entry.Text("t"), out long time))
            {
                Unreadable++;
                return;
            }

            StreamTime = Math.Max(StreamTime, time);
            bool isTaken = entry.Type switch
            {
                OutputTypes.Digest => TakeDigest(entry, time, data),
                OutputTypes.Retraction when data["posts"] is JsonArray posts => Forget(data, posts),
                OutputTypes.Opportunity or OutputTypes.Alert or OutputTypes.Retraction => TakeRevision(entry, time, data),
                _ => false,
            };
            if (!isTaken)
                Unreadable++;
        }
    }

    /// <summary>Writes incidents, the best first.</summary>
    /// <param name="json">An array is begun.</param>
    /// <param name="wanted">Which.</param>
    /// <param name="most">How many at most.</param>
    public void WriteIncidents(Utf8JsonWriter json, Predicate<BoardIncident> wanted, int most)
    {
        lock (_gate)
        {
            foreach (BoardIncident incident in _incidents.Values.Where(incident => wanted(incident)).OrderByDescending(incident => incident.IsLive).ThenByDescending(incident => incident.Score).ThenBy(incident => incident.Id, StringComparer.Ordinal).Take(most))
                incident.Write(json);
        }
    }

    /// <summary>Writes one incident.</summary>
    /// <returns>False when it is not here.</returns>
    public bool TryWrite(string id, Utf8JsonWriter json)
    {
        lock (_gate)
        {
            if (!_incidents.TryGetValue(id, out BoardIncident? incident))
                return false;
            incident.Write(json);
            return true;
        }
    }

    /// <summary>How an incident stands; null when it is not here.</summary>
    public BoardSight? SightOf(string id)
    {
        lock (_gate)
            return _incidents.TryGetValue(id, out BoardIncident? incident) ? incident.Sight : null;
    }

    /// <summary>Alerts, the newest first.</summary>
    public IReadOnlyList<BoardAlert> Alerts(Predicate<BoardAlert> wanted, int most)
    {
        lock (_gate)
            return [.. _alerts.Reverse().Where(alert => wanted(alert)).Take(most)];
    }

    /// <summary>Changes after a number, in their order; null when some of them are not known any more.</summary>
    public IReadOnlyList<BoardChange>? ChangesAfter(long number)
    {
        lock (_gate)
        {
            if (number > _number || (number < _number && number + 1 < _changes.Peek().Number))
                return null;
            return [.. _changes.Where(change => change.Number > number)];
        }
    }

    /// <summary>Done at the next change.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    private bool TakeRevision(TailEntry entry, long time, JsonObject data)
    {
        if (Text(data, "incident") is not { } id || Text(data, "brand") is not { } brand || Text(data, "phase") is not { } phase || Number(data, "rev") is not { } number)
            return false;
        BoardRevision revision = new(
            entry.EntryId, entry.Stream, (int)number, Text(data, "kind"), phase, time, Number(data, "score") ?? 0, Number(data, "severity") ?? 0, Number(data["velocity"] as JsonObject, "per_minute") ?? 0);
        if (!_incidents.TryGetValue(id, out BoardIncident? incident))
            _incidents[id] = incident = new BoardIncident { Id = id, Brand = brand };
        if (!incident.Take(revision, data))
            return true;
        BoardAlert? alert = entry.Stream == OutputStream.Alerts ? new(id, revision, brand, incident.Label, incident.Summary, Text(data, "act_before")) : null;
        Change(id, alert);
        MakeRoom();
        return true;
    }

    private bool TakeDigest(TailEntry entry, long time, JsonObject data)
    {
        if (Text(data, "brand") is not { } brand)
            return false;
        Change(null, new BoardAlert(string.Empty, new BoardRevision(entry.EntryId, entry.Stream, 0, "digest", "digest", time, 0, 0, 0), brand, string.Empty, Text(data, "summary") ?? string.Empty, null));
        return true;
    }

    private bool Forget(JsonObject data, JsonArray posts)
    {
        if (Text(data, "incident") is not { } id)
            return false;
        if (!_incidents.TryGetValue(id, out BoardIncident? incident))
            return true;
        incident.Forget(posts.Select(JsonText.Of).OfType<string>().ToHashSet(StringComparer.Ordinal));
        Change(id, null);
        return true;
    }

    private void Change(string? incident, BoardAlert? alert)
    {
        Keep(_changes, new BoardChange(++_number, incident, alert), MaxChanges);
        if (alert is not null)
            Keep(_alerts, alert, MaxAlerts);
        TaskCompletionSource changed = _changed;
        _changed = NewSignal();
        changed.SetResult();
    }

    private void MakeRoom()
    {
        if (_incidents.Count <= MaxIncidents)
            return;
        BoardIncident least = _incidents.Values.MinBy(static incident => (incident.IsLive, incident.UpdatedAt, incident.Id))!;
        _incidents.Remove(least.Id);
    }

    private static JsonObject? DataOf(TailEntry entry)
    {
        try
        {
            return entry.Text("data") is { } text && JsonNode.Parse(text, documentOptions: s_strict) is JsonObject whole && whole.Remove("data", out JsonNode? data) ? data as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject data, string name) => JsonText.Of(data[name]);

    private static double? Number(JsonObject? data, string name) => data?[name] is JsonValue value && value.TryGetValue(out double number) ? number : null;

    private static void Keep<T>(Queue<T> queue, T item, int most)
    {
        if (queue.Count == most)
            queue.Dequeue();
        queue.Enqueue(item);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
