using System.Text.Json;
using System.Text.Json.Nodes;
using RtmPipeline.Delivery;

namespace RtmPipeline.Dashboard.Board;

/// <summary>One revision of an incident, without its document.</summary>
/// <param name="EntryId">Id of its entry in the stream.</param>
/// <param name="Stream">The stream it stands in.</param>
/// <param name="Revision">Counts the outputs of the incident, over both streams.</param>
/// <param name="Kind">What an alert asks; null for an entry of the opportunity stream.</param>
/// <param name="Phase">As <c>raised</c>.</param>
/// <param name="Time">Stream time, unix milliseconds.</param>
/// <param name="Score">0–100.</param>
/// <param name="Severity">0–10.</param>
/// <param name="PerMinute">Mentions a minute then.</param>
internal sealed record BoardRevision(string EntryId, OutputStream Stream, int Revision, string? Kind, string Phase, long Time, double Score, double Severity, double PerMinute);

/// <summary>How an incident stood when somebody looked.</summary>
/// <param name="Brand">Id of the brand.</param>
/// <param name="Kind">What an alert on it asks.</param>
/// <param name="Phase">As <c>raised</c>.</param>
/// <param name="Revision">Number of the newest revision.</param>
/// <param name="Score">0–100.</param>
/// <param name="MergedInto">The incident that goes on in its place; null for none.</param>
internal sealed record BoardSight(string Brand, string Kind, string Phase, int Revision, double Score, string? MergedInto);

/// <summary>
/// An incident as its entries have told of it so far: the newest document, and a line for each revision. Bounded; to be used under the lock of its board.
/// </summary>
internal sealed class BoardIncident
{
    /// <summary>Revisions kept; beyond them the second oldest goes, so that the beginning stays.</summary>
    public const int MaxRevisions = 200;

    private static readonly string[] s_posts = ["evidence", "carriers"];

    private readonly List<BoardRevision> _revisions = [];
    private JsonObject _document = [];
    private int _newest;

    public required string Id { get; init; }

    public required string Brand { get; init; }

    /// <summary>Revisions in their order.</summary>
    public IReadOnlyList<BoardRevision> Revisions => _revisions;

    /// <summary>What an alert on it asks, or asked last; <c>opportunity</c> where there was none.</summary>
    public string Kind { get; private set; } = "opportunity";

    public string Phase { get; private set; } = string.Empty;

    public double Score { get; private set; }

    public long UpdatedAt { get; private set; }

    /// <summary>False once it expired or was taken back.</summary>
    public bool IsLive => Phase is not ("expired" or "retracted");

    /// <summary>Takes a revision; one that was seen before changes nothing.</summary>
    /// <param name="revision">Its line.</param>
    /// <param name="document">The data of its event.</param>
    /// <returns>False when it was here already.</returns>
    public bool Take(BoardRevision revision, JsonObject document)
    {
        int at = _revisions.FindIndex(known => known.Revision >= revision.Revision);
        if (at >= 0 && _revisions[at].Revision == revision.Revision)
            return false;
        _revisions.Insert(at < 0 ? _revisions.Count : at, revision);
        if (_revisions.Count > MaxRevisions)
            _revisions.RemoveAt(1);
        if (revision.Kind is not null)
            Kind = revision.Kind;
        if (revision.Revision < _newest)
            return true;
        _newest = revision.Revision;
        _document = document;
        (Phase, Score, UpdatedAt) = (revision.Phase, revision.Score, revision.Time);
        return true;
    }

    /// <summary>Forgets posts that were deleted. Of an incident that is over all are forgotten: nothing will be written in their place.</summary>
    public void Forget(IReadOnlySet<string> posts)
    {
        foreach (string name in s_posts)
        {
            if (_document[name] is not JsonArray list)
                continue;
            for (int i = list.Count - 1; i >= 0; i--)
            {
                if (!IsLive || (list[i] is JsonObject post && JsonText.Of(post["id"]) is { } id && posts.Contains(id)))
                    list.RemoveAt(i);
            }
        }
    }

    /// <summary>Writes it whole.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("incident", Id);
        json.WriteString("brand", Brand);
        json.WriteString("kind", Kind);
        json.WriteString("phase", Phase);
        json.WriteBoolean("live", IsLive);
        json.WriteNumber("score", Score);
        json.WriteString("updated_at", WireNumbers.Rfc3339(UpdatedAt));
        json.WriteStartArray("revisions");
        foreach (BoardRevision revision in _revisions)
            Write(json, revision);
        json.WriteEndArray();
        json.WritePropertyName("document");
        _document.WriteTo(json);
        json.WriteEndObject();
    }

    /// <summary>How it stands.</summary>
    public BoardSight Sight => new(Brand, Kind, Phase, _newest, Score, JsonText.Of(_document["merged_into"]));

    /// <summary>The topic's name, as people write it.</summary>
    public string Label => JsonText.Of((_document["topic"] as JsonObject)?["label"]) ?? string.Empty;

    /// <summary>One or two sentences of the newest revision.</summary>
    public string Summary => JsonText.Of(_document["summary"]) ?? string.Empty;

    private static void Write(Utf8JsonWriter json, BoardRevision revision)
    {
        json.WriteStartObject();
        json.WriteString("entry", revision.EntryId);
        json.WriteString("stream", revision.Stream.Name());
        json.WriteNumber("rev", revision.Revision);
        if (revision.Kind is not null)
            json.WriteString("kind", revision.Kind);
        json.WriteString("phase", revision.Phase);
        json.WriteString("t", WireNumbers.Rfc3339(revision.Time));
        json.WriteNumber("score", revision.Score);
        json.WriteNumber("severity", revision.Severity);
        json.WriteNumber("per_minute", revision.PerMinute);
        json.WriteEndObject();
    }
}
