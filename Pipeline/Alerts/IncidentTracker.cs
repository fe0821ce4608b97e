using RtmPipeline.Alerts.Retractions;
using RtmPipeline.Opportunities;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Trends;

namespace RtmPipeline.Alerts;

/// <summary>
/// Decides what is published of the scored events: one incident for each event, brand and kind, raised once, revised for what matters, ended.
/// One writer; time is the tick's.
/// </summary>
/// <remarks>
/// Life of an incident, step by step:
/// 1 raised when the score (or, for a tragedy, the magnitude) first passes its threshold, while there is time to act;
/// 2 alerted when it passes the alert's, and the daily cap has a place; what is held back is told in a digest;
/// 3 updated for what matters, and not too soon after the last time;
/// 4 escalated when severity rose clearly since the last alert: this always passes, and each needs a step above the one before;
/// 5 peaked once, when the event fades; not for a wave to reinforce, which is raised because it does;
/// 6 expired when the time to act is over or the event is; retracted when it is a tragedy or turns against the brand, or its ground falls away.
/// After its end an event rests; a second wave is a new incident that names the one before. A score that hovers about a threshold raises nothing
/// twice, because an incident lives until one of these ends and falls silent for the rest.
/// Opportunities are told on both streams; threats, holds and waves to reinforce are alerts alone, since an entry of the opportunity stream asks to act.
/// </remarks>
internal sealed partial class IncidentTracker(AlertOptions options, IReadOnlyList<BrandProfile> brands)
{
    /// <summary>Threats come first: an event that is one is no opportunity for its brand at the same tick.</summary>
    private static readonly OpportunityKind[] s_order = [OpportunityKind.Threat, OpportunityKind.Against, OpportunityKind.Event, OpportunityKind.Reinforce];

    private IReadOnlyList<BrandProfile> _brands = brands;
    /// <summary>A topic with so many usual mentions a day is talked about every day.</summary>
    private const double EverydayMentions = 10;
    private const double MinutesOfDay = 1_440;

    private readonly IncidentBook _book = new(options.MaxIncidents);
    private readonly DailyCaps _caps = new();
    private readonly HeldAlerts _held = new(options, brands);
    private readonly NamedPosts _named = new(options.NamedPosts, options.NamedHours * 3_600_000L);
    private IncidentWriter _writer = new(brands, options.EvidenceTexts);
    private long _now;
    private AlertLimits[] _limits = [.. brands.Select(brand => AlertLimits.Of(options, brand))];

    /// <summary>Alerts that were held back and whose digest is not due yet.</summary>
    public int HeldBack => _held.Count;

    /// <summary>Looks at one tick and appends what is to be published.</summary>
    public void Update(in TickOpportunities tick, List<IncidentRevision> into)
    {
        _now = tick.Time;
        // An event merges into an older one, so that the youngest go first where one merges into the next.
        for (int i = tick.Opportunities.Count - 1; i >= 0; i--)
        {
            if (tick.Opportunities[i].MergedInto is { } home)
                Merge(tick.Opportunities[i], home, tick.Time, into);
        }

        foreach (OpportunityKind kind in s_order)
        {
            foreach (Opportunity opportunity in tick.Opportunities)
            {
                if (opportunity.Kind == kind && opportunity.MergedInto is null)
                    See(opportunity, tick.Time, into);
            }
        }
    }

    /// <summary>Appends the digests that are due at a tick. They stand before the revisions of the same tick.</summary>
    public void Digest(long now, List<AlertDigest> into) => _held.Digest(now, into);

    /// <summary>Takes a delete or an edit, and appends what those who read the outputs must be told of it. Call it between ticks, where it stands in the stream.</summary>
    /// <param name="change">A delete of a post or an account, or an edit.</param>
    /// <param name="now">Stream time.</param>
    /// <param name="revisions">Revisions of the batch.</param>
    /// <param name="into">Retractions of the batch.</param>
    public void Forget(Post change, long now, List<IncidentRevision> revisions, List<PostRetraction> into) =>
        new PostRetractor(_named).Forget(change, Math.Max(now, _now), revisions, into);

    /// <summary>Goes over to other brands, and appends the end of the incidents whose brand is gone.</summary>
    public void Adopt(BrandChange change, long now, List<IncidentRevision> into)
    {
        _brands = change.Profiles;
        _writer = new IncidentWriter(_brands, options.EvidenceTexts);
        _limits = [.. _brands.Select(brand => AlertLimits.Of(options, brand))];
        _caps.Adopt(change);
        _held.Adopt(change);
        int before = into.Count;
        BrandHandover.Move(_book, change, now, into);
        for (int i = before; i < into.Count; i++)
            _named.Note(into[i]);
    }

    private AlertLimits LimitsOf(int brand) => _limits[brand];

    private void See(Opportunity opportunity, long now, List<IncidentRevision> into)
    {
        IncidentKey key = IncidentKey.Of(opportunity);
        Incident? last = _book.Find(key);
        if (opportunity.Kind == OpportunityKind.Against)
            TakeBack(key, last, opportunity, now, into);
        else if (last is { IsLive: true })
            Revise(key, last, opportunity, now, into);
        else
            Consider(key, last, opportunity, now, into);
    }

    /// <summary>An event turned out to be a wave against the brand: what was offered is taken back, and the brand's threat tells of it.</summary>
    private void TakeBack(IncidentKey key, Incident? incident, Opportunity opportunity, long now, List<IncidentRevision> into)
    {
        if (incident is { IsLive: true, Kind: AlertKind.Opportunity })
            Retract(key, incident, EndReason.Threat, opportunity, now, into);
        else if (incident is { IsLive: true } && opportunity.IsOver)
            End(incident, IncidentPhase.Expired, EndReason.Over, opportunity, now, into);
    }

    private void Consider(IncidentKey key, Incident? last, Opportunity opportunity, long now, List<IncidentRevision> into)
    {
        AlertKind kind = KindOf(opportunity);
        AlertLimits limits = LimitsOf(key.Brand);
        double score = ScoreOf(kind, opportunity);
        if (opportunity.IsOver || !limits.Wants(kind) || score < limits.RaiseScoreOf(kind) || IsBarred(key, kind, opportunity))
            return;
        bool inTime = RaiseTiming.IsInTime(kind, opportunity, now, limits, options.MinRemainingShare);
        bool rests = last is not null && Refractory.Holds(last, kind, opportunity, now, options);
        if (inTime && !rests)
            Raise(key, last, kind, opportunity, now, into);
        else if (kind != AlertKind.Hold && DeservesAlert(key, kind, opportunity))
            NoteSilence(key, last, kind, opportunity, rests, inTime, now);
    }

    /// <summary>What must not be raised whatever its score.</summary>
    private bool IsBarred(IncidentKey key, AlertKind kind, Opportunity opportunity) =>
        kind == AlertKind.Hold ? !BrandAudience.Concerns(_brands[key.Brand], opportunity) : Ground.IsTakenBack(opportunity, options);

    /// <summary>A planned moment is no news to the team, nor is what rises with the hours of the day, and what is likely to be over in a minute is no reason to call it.</summary>
    private bool DeservesAlert(IncidentKey key, AlertKind kind, Opportunity opportunity) =>
        ScoreOf(kind, opportunity) >= LimitsOf(key.Brand).AlertScoreOf(kind)
        && (kind != AlertKind.Opportunity || (!opportunity.IsExpected && opportunity.Certainty >= options.MinCertainty && (IsNew(opportunity.Lead) || opportunity.Lead.GrowthLogPerHour >= options.MinVelocity)));

    private static bool IsNew(TopicSnapshot lead) => lead.BaselinePerMinute * MinutesOfDay < EverydayMentions;

    /// <summary>An event that rests is told in the digest only when it began anew since: the rest of the same wave is what the team has seen.</summary>
    private void NoteSilence(IncidentKey key, Incident? last, AlertKind kind, Opportunity opportunity, bool rests, bool inTime, long now)
    {
        if (!rests)
            _held.Note(key, Held(null, kind, opportunity, now, HoldBackReason.TooLate), wave: last?.EndedAt ?? 0);
        else if (inTime && last!.Decision is not { Verdict: DecisionVerdict.Reject } && opportunity.Lead.OnsetAt > last.EndedAt)
            _held.Note(key, Held(last.Id, kind, opportunity, now, HoldBackReason.Refractory), wave: last.EndedAt);
    }

    private void Raise(IncidentKey key, Incident? last, AlertKind kind, Opportunity opportunity, long now, List<IncidentRevision> into)
    {
        var incident = new Incident
        {
            Id = IncidentWriter.IdOf(_brands[key.Brand].Id, FounderOf(key), key.OnsetAt, now),
            Kind = kind,
            RaisedAt = now,
            Previous = last?.Id,
            // A wave to reinforce is raised because it fades: that need not be said again.
            Peaked = kind == AlertKind.Reinforce,
            ActBefore = Math.Max(now, opportunity.Lead.ActBefore),
        };
        _book.Put(key, incident);
        _held.DropUnraised(key);
        Measure(incident, opportunity);
        if (kind == AlertKind.Opportunity)
            Publish(incident, opportunity, OutputKind.Opportunity, IncidentPhase.Raised, now, into);
        if (DeservesAlert(key, kind, opportunity))
            AlertOrHoldBack(key, incident, opportunity, now, into);
    }

    private void Revise(IncidentKey key, Incident incident, Opportunity opportunity, long now, List<IncidentRevision> into)
    {
        Measure(incident, opportunity);
        MoveDeadline(incident, opportunity, now);
        if (incident.Kind == AlertKind.Opportunity && opportunity.Veto is not null)
        {
            // A tragedy was recognised after an opportunity had been raised on it: the opportunity is taken back, and the team told to hold.
            Retract(key, incident, opportunity.IsTragedy ? EndReason.Tragedy : EndReason.Unsafe, opportunity, now, into);
            Consider(key, incident, opportunity, now, into);
            return;
        }

        if (Ground.Lost(incident, opportunity, now, LimitsOf(key.Brand).RaiseScoreOf(incident.Kind), options) is { } reason)
            Retract(key, incident, reason, opportunity, now, into);
        else if (opportunity.IsOver)
            End(incident, IncidentPhase.Expired, EndReason.Over, opportunity, now, into);
        else if (RaiseTiming.HasDeadline(incident.Kind) && now >= incident.ActBefore)
            End(incident, IncidentPhase.Expired, EndReason.TooLate, opportunity, now, into);
        else
            Continue(key, incident, opportunity, now, into);
    }

    private void Continue(IncidentKey key, Incident incident, Opportunity opportunity, long now, List<IncidentRevision> into)
    {
        if (incident.IsSnoozed(now))
            return;
        bool isAccepted = incident.Decision is { Verdict: DecisionVerdict.Accept };
        if (incident.Alerted && IsStepAbove(incident.AlertedSeverity, opportunity))
            Alert(key, incident, opportunity, IncidentPhase.Escalated, now, into);
        else if (!incident.Alerted && !isAccepted && DeservesAlert(key, incident.Kind, opportunity))
            AlertOrHoldBack(key, incident, opportunity, now, into);
        if (!incident.Peaked && opportunity.Lead.Phase == TrendPhase.Fading)
        {
            incident.Peaked = true;
            PublishBoth(incident, opportunity, IncidentPhase.Peaked, now, into);
            return;
        }

        UpdateIfDue(incident, opportunity, OutputKind.Opportunity, incident.ToldOpportunity, options.UpdateSeconds, now, into);
        if (!isAccepted)
            UpdateIfDue(incident, opportunity, OutputKind.Alert, incident.ToldAlert, options.AlertUpdateSeconds, now, into);
    }

    private void UpdateIfDue(
        Incident incident, Opportunity opportunity, OutputKind output, Told? before, int seconds, long now, List<IncidentRevision> into)
    {
        if (before is null || now - before.At < seconds * 1000L)
            return;
        if (WhatMatters.HasChanged(before, incident, opportunity, output, options.UpdateScore, now))
            Publish(incident, opportunity, output, IncidentPhase.Updated, now, into);
    }

    /// <summary>The first alert of an incident: within the daily cap it is raised; one that the cap held back passes as an escalation when it became clearly more severe.</summary>
    private void AlertOrHoldBack(IncidentKey key, Incident incident, Opportunity opportunity, long now, List<IncidentRevision> into)
    {
        AlertLimits limits = LimitsOf(key.Brand);
        if (incident.HeldBack && IsStepAbove(incident.HeldSeverity, opportunity))
        {
            Alert(key, incident, opportunity, IncidentPhase.Escalated, now, into);
            return;
        }

        if (!RaiseTiming.IsInTime(incident.Kind, opportunity, now, limits, options.MinRemainingShare))
            return;
        bool isStrong = ScoreOf(incident.Kind, opportunity) >= limits.AlertScoreOf(incident.Kind) + options.ReserveScore;
        if (_caps.Admit(key.Brand, incident.Kind, limits.DailyCapOf(incident.Kind), isStrong, now))
        {
            Alert(key, incident, opportunity, IncidentPhase.Raised, now, into);
        }
        else if (!incident.HeldBack)
        {
            incident.HeldBack = true;
            incident.HeldSeverity = Rounded.Of(opportunity.Severity);
            _held.Note(key, Held(incident.Id, incident.Kind, opportunity, now, HoldBackReason.DailyCap), wave: incident.RaisedAt);
        }
    }

    private void Alert(IncidentKey key, Incident incident, Opportunity opportunity, IncidentPhase phase, long now, List<IncidentRevision> into)
    {
        incident.Alerted = true;
        incident.AlertedSeverity = Math.Max(incident.AlertedSeverity, Rounded.Of(opportunity.Severity));
        _held.Drop(key);
        Publish(incident, opportunity, OutputKind.Alert, phase, now, into);
    }

    /// <summary>
    /// The event went over to another one. One of both incidents goes on under the other event's name: a hold before an opportunity, an alerted one
    /// before a silent one, the other event's before this one's.
    /// </summary>
    private void Merge(Opportunity merged, (string Founder, long OnsetAt) home, long now, List<IncidentRevision> into)
    {
        IncidentKey was = IncidentKey.Of(merged);
        IncidentKey to = was with { Founder = home.Founder, OnsetAt = home.OnsetAt };
        _held.Move(was, to);
        if (_book.Take(was) is not { } young)
            return;
        Incident? old = _book.Find(to);
        bool youngStays = old is null || StaysBefore(young, old, now);
        Incident stays = youngStays ? young : old!;
        Incident? goes = youngStays ? old : young;
        if (goes is { IsLive: true })
            CloseMerged(goes, stays, merged, now, into);
        else if (goes is not null && youngStays)
            young.Previous ??= goes.Id;
        if (goes is not null)
            stays.Absorb(goes);
        if (stays.Alerted)
            _held.Drop(to);
        _book.Put(to, stays);
    }

    private bool StaysBefore(Incident young, Incident old, long now)
    {
        if (young.Kind != old.Kind && young.Kind == AlertKind.Hold)
            return IsHeld(young, now) || !old.IsLive;
        if (young.Kind != old.Kind)
            return !IsHeld(old, now) && (young.IsLive || !old.IsLive);
        if (young.IsLive != old.IsLive)
            return young.IsLive;
        return young.IsLive ? young.Alerted && !old.Alerted : young.EndedAt > old.EndedAt;
    }

    /// <summary>True while nothing else may be raised on a tragedy.</summary>
    private bool IsHeld(Incident hold, long now) => hold.IsLive || now - hold.EndedAt < options.RefractoryHours * 3_600_000L;

    private void CloseMerged(Incident goes, Incident stays, Opportunity merged, long now, List<IncidentRevision> into)
    {
        if (goes.Kind != stays.Kind)
        {
            End(goes, IncidentPhase.Retracted, EndReason.Tragedy, merged, now, into);
            return;
        }

        goes.MergedInto = stays.Id;
        End(goes, IncidentPhase.Expired, EndReason.Merged, merged, now, into);
    }

    private void Retract(IncidentKey key, Incident incident, EndReason reason, Opportunity opportunity, long now, List<IncidentRevision> into)
    {
        _held.Drop(key, incident.Id);
        End(incident, IncidentPhase.Retracted, reason, opportunity, now, into);
    }

    private void End(Incident incident, IncidentPhase phase, EndReason reason, Opportunity opportunity, long now, List<IncidentRevision> into)
    {
        incident.EndedBecause = reason;
        incident.EndedAt = now;
        PublishBoth(incident, opportunity, phase, now, into);
    }

    private void PublishBoth(Incident incident, Opportunity opportunity, IncidentPhase phase, long now, List<IncidentRevision> into)
    {
        if (incident.ToldOpportunity is not null)
            Publish(incident, opportunity, OutputKind.Opportunity, phase, now, into);
        if (incident.ToldAlert is not null)
            Publish(incident, opportunity, OutputKind.Alert, phase, now, into);
    }

    private void Publish(
        Incident incident, Opportunity opportunity, OutputKind output, IncidentPhase phase, long now, List<IncidentRevision> into)
    {
        incident.Revision++;
        if (output == OutputKind.Opportunity)
            incident.ToldOpportunity = WhatMatters.Now(incident, opportunity, incident.ToldOpportunity, now);
        else
            incident.ToldAlert = WhatMatters.Now(incident, opportunity, incident.ToldAlert, now);
        IncidentRevision revision = _writer.Write(incident, opportunity, output, phase, now);
        incident.LastRevision = incident.IsLive ? revision : null;
        into.Add(revision);
        _named.Note(revision, incident);
    }

    private bool IsStepAbove(double severity, Opportunity opportunity) => Rounded.Of(opportunity.Severity) >= severity + options.EscalationSeverity;

    private static void Measure(Incident incident, Opportunity opportunity)
    {
        incident.HighestSeverity = Math.Max(incident.HighestSeverity, Rounded.Of(opportunity.Severity));
        incident.PeakPerMinute = Math.Max(incident.PeakPerMinute, Refractory.PeakOf(opportunity));
    }

    /// <summary>
    /// Only an event that grows wins time, and be it so slowly that it already looks like a peak; a fading one wins none. What has no deadline lasts as long as its event.
    /// </summary>
    private static void MoveDeadline(Incident incident, Opportunity opportunity, long now)
    {
        long until = opportunity.Lead.ActBefore;
        TrendPhase phase = opportunity.Lead.Phase;
        bool grows = phase < TrendPhase.Peaking || (phase == TrendPhase.Peaking && opportunity.Lead.GrowthLogPerHour > 0);
        if (!RaiseTiming.HasDeadline(incident.Kind))
            incident.ActBefore = Math.Max(now, until);
        else if (grows)
            incident.ActBefore = until;
        else
            incident.ActBefore = Math.Min(incident.ActBefore, until);
    }

    /// <summary>Threats and waves to reinforce are incidents beside the event's own, with ids of their own.</summary>
    private static string FounderOf(IncidentKey key) => key.Kind switch
    {
        OpportunityKind.Threat => $"threat:{key.Founder}",
        OpportunityKind.Reinforce => $"reinforce:{key.Founder}",
        _ => key.Founder,
    };

    private static AlertKind KindOf(Opportunity opportunity) => opportunity.Kind switch
    {
        OpportunityKind.Threat => AlertKind.Threat,
        OpportunityKind.Reinforce => AlertKind.Reinforce,
        _ => opportunity.IsTragedy ? AlertKind.Hold : AlertKind.Opportunity,
    };

    /// <summary>A tragedy is measured by its size for the world, everything else by its score.</summary>
    private static double ScoreOf(AlertKind kind, Opportunity opportunity) =>
        Rounded.Of(kind == AlertKind.Hold ? opportunity.Magnitude : opportunity.Score);

    private static HeldAlert Held(string? incident, AlertKind kind, Opportunity opportunity, long now, HoldBackReason because) => new(
        incident, kind, opportunity.Lead.Label, Math.Round(opportunity.Score, 2), Math.Round(opportunity.Severity, 1), now, because);
}
