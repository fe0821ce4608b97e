using RtmPipeline.Posts;
using RtmPipeline.State;

namespace RtmPipeline.Alerts;

/// <summary>One event as one brand was told of it: what was said last, and where its life stands. Plain data.</summary>
internal sealed class Incident
{
    public required string Id { get; init; }

    public required AlertKind Kind { get; init; }

    public required long RaisedAt { get; init; }

    /// <summary>The incident that the same event had before; null for the first.</summary>
    public string? Previous { get; set; }

    /// <summary>The incident that goes on where this one ended as the same event; null otherwise.</summary>
    public string? MergedInto { get; set; }

    /// <summary>Most names of <see cref="_merged"/>; the oldest goes.</summary>
    public const int MaxMerged = 8;

    /// <summary>Incidents of the same kind that ended in this one: a team may still decide on them.</summary>
    private readonly List<string> _merged = [];

    public int Revision { get; set; }

    /// <summary>True once an alert went out.</summary>
    public bool Alerted { get; set; }

    /// <summary>True once its alert was held back by the cap, and the severity it then had: a clear rise above it passes.</summary>
    public bool HeldBack { get; set; }

    public double HeldSeverity { get; set; }

    public bool Peaked { get; set; }

    /// <summary>Null while it lives.</summary>
    public EndReason? EndedBecause { get; set; }

    public long EndedAt { get; set; }

    /// <summary>Highest severity an alert has told of: the rung of the ladder that the next escalation must leave behind.</summary>
    public double AlertedSeverity { get; set; }

    /// <summary>Highest severity seen, and highest rate of a topic: what a second wave must outdo.</summary>
    public double HighestSeverity { get; set; }

    public double PeakPerMinute { get; set; }

    /// <summary>Time by which to act, as it stands: it moves ahead only while the event grows.</summary>
    public long ActBefore { get; set; }

    /// <summary>What the opportunity stream was told last; null while nothing.</summary>
    public Told? ToldOpportunity { get; set; }

    /// <summary>What the alert stream was told last; null while nothing.</summary>
    public Told? ToldAlert { get; set; }

    /// <summary>What the team decided last; null while nothing.</summary>
    public Decision? Decision { get; set; }

    /// <summary>True while the team wants to hear nothing of it.</summary>
    public bool IsSnoozed(long now) => Decision is { Verdict: DecisionVerdict.Snooze } decision && now < decision.Until;

    /// <summary>As last published; its end needs it when the brand is gone. Null once it ended.</summary>
    public IncidentRevision? LastRevision { get; set; }

    public bool IsLive => EndedBecause is null;

    /// <summary>True for its id, and for those of the incidents that ended in it.</summary>
    public bool IsNamed(string id) => Id == id || _merged.Contains(id);

    /// <summary>Bytes that an incident takes in a state, at least.</summary>
    public const int LeastBytes = 64;

    public void Save(StateWriter to)
    {
        to.Text(Id);
        to.Byte((byte)Kind);
        to.Long(RaisedAt);
        to.Text(Previous);
        to.Text(MergedInto);
        to.Int(Revision);
        to.Bool(Alerted);
        to.Bool(HeldBack);
        to.Double(HeldSeverity);
        to.Bool(Peaked);
        to.Int(EndedBecause is { } reason ? (int)reason : -1);
        to.Long(EndedAt);
        to.Double(AlertedSeverity);
        to.Double(HighestSeverity);
        to.Double(PeakPerMinute);
        to.Long(ActBefore);
        Told.Save(ToldOpportunity, to);
        Told.Save(ToldAlert, to);
        DecisionState.Save(Decision, to);
        StateLists.Save(_merged, to, static (id, state) => state.Text(id));
        to.Bool(LastRevision is not null);
        if (LastRevision is { } last)
            RevisionState.Save(last, to);
    }

    public static Incident Load(StateReader from)
    {
        var incident = new Incident { Id = from.NotNullText(), Kind = from.OneOf<AlertKind>(from.Byte()), RaisedAt = from.Long() };
        incident.Previous = from.Text();
        incident.MergedInto = from.Text();
        incident.Revision = from.Int();
        incident.Alerted = from.Bool();
        incident.HeldBack = from.Bool();
        incident.HeldSeverity = from.Double();
        incident.Peaked = from.Bool();
        int reason = from.Int();
        incident.EndedBecause = reason == -1 ? null : from.OneOf<EndReason>(reason);
        incident.EndedAt = from.Long();
        incident.AlertedSeverity = from.Double();
        incident.HighestSeverity = from.Double();
        incident.PeakPerMinute = from.Double();
        incident.ActBefore = from.Long();
        incident.ToldOpportunity = Told.Load(from);
        incident.ToldAlert = Told.Load(from);
        incident.Decision = DecisionState.Load(from);
        incident._merged.AddRange(StateLists.Load(from, 1, static state => state.NotNullText()));
        if (incident._merged.Count > MaxMerged)
            throw from.Broken($"{incident._merged.Count} incidents ended in one where {MaxMerged} are named");
        incident.LastRevision = from.Bool() ? RevisionState.Load(from) : null;
        return incident;
    }

    /// <summary>Takes over what another incident of the same event has reached, so that nothing of it is news again, and if it is of the same kind what was decided on it.</summary>
    public void Absorb(Incident other)
    {
        AlertedSeverity = Math.Max(AlertedSeverity, other.AlertedSeverity);
        HighestSeverity = Math.Max(HighestSeverity, other.HighestSeverity);
        PeakPerMinute = Math.Max(PeakPerMinute, other.PeakPerMinute);
        if (other.Kind != Kind)
            return;
        if (other.Decision is { Verdict: not DecisionVerdict.Reject })
            Decision ??= other.Decision;
        _merged.AddRange([.. other._merged, other.Id]);
        _merged.RemoveRange(0, Math.Max(0, _merged.Count - MaxMerged));
    }
}
