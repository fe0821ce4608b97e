using RtmPipeline.Opportunities;
using RtmPipeline.Opportunities.Communities;
using RtmPipeline.Opportunities.Typology;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Trends;

namespace RtmPipeline.Alerts.Framing;

/// <summary>Reads the facts of an incident for one brand.</summary>
internal sealed class FactsReader(BrandProfile brand, int index)
{
    /// <summary>Texts whose sentiment is known before a mood is told.</summary>
    private const double MinFeelings = 5;

    /// <summary>Negative share from which the mood is negative, and from which it is mixed; mean from which it is positive where few are negative.</summary>
    private const double NegativeFrom = 0.5;
    private const double MixedFrom = 0.3;
    private const double PositiveFrom = 0.2;

    /// <summary>Share from which one language is that of most posts, and from which one of several is told.</summary>
    private const double MostIn = 0.6;
    private const double AlsoIn = 0.2;
    private const int MaxLanguages = 3;

    /// <summary>A topic that usually comes up less often than this an hour is unheard of.</summary>
    private const double HeardPerHour = 1;

    private readonly ProfileReasons _reasons = new(brand);
    private readonly FramingVoice _voice = FramingVoice.Of(brand);

    /// <summary>The brand's name, made safe and cut like a label: it stands in sentences too.</summary>
    private readonly string _name = SafeLabel.Of(brand.Name);

    /// <summary>The summary of an incident, in the brand's voice.</summary>
    public string Summary(Incident incident, Opportunity opportunity, WaveType type, IncidentPhase phase, long now) =>
        SummaryText.Of(Read(incident, opportunity, type, phase, now), _voice);

    public FramingFacts Read(Incident incident, Opportunity opportunity, WaveType type, IncidentPhase phase, long now)
    {
        TopicSnapshot lead = opportunity.Lead;
        EventSummary summary = opportunity.Summary;
        TopicForecast ahead = lead.WithinAnHour;
        return new FramingFacts
        {
            Kind = incident.Kind,
            Phase = phase,
            Brand = _name,
            Label = SafeLabel.Of(lead.Label),
            Now = now,
            Since = Math.Min(opportunity.EventOnsetAt, now),
            People = (long)Math.Clamp(Finite(lead.Voices), 1, Math.Max(1, summary.Posts)),
            PerMinute = Finite(lead.PerMinute),
            TimesUsual = Finite(lead.PerMinute) / Math.Max(Finite(lead.ExpectedPerMinute), 1e-6),
            IsUsuallyUnheard = Finite(lead.BaselinePerMinute) * 60 < HeardPerHour,
            PeakPerMinute = Finite(lead.PeakPerMinute),
            Momentum = MomentumOf(lead.Phase),
            Mood = MoodOf(summary),
            NegativeShare = summary.NegativeShare,
            Languages = Languages(summary),
            Reasons = brand.WatchesEverything ? [] : _reasons.Of(summary.Crowd.Reasons, index),
            Until = incident.ActBefore,
            MoreExpected = Finite(ahead.Total),
            MoreWithinMinutes = Math.Max(1, ahead.HorizonMinutes),
            NewsFirstAt = summary.NewsFirstAt,
            SpeaksToJournalists = type.Audience == WaveAudience.Journalists,
            Sensitive = opportunity.Veto ?? (incident.Kind == AlertKind.Hold ? "" : null),
            IsOver = opportunity.IsOver,
            EndedBecause = incident.EndedBecause,
            MergedInto = incident.MergedInto,
        };
    }

    public static Mood MoodOf(EventSummary summary)
    {
        if (summary.SentimentWeight < MinFeelings)
            return Mood.Untold;
        return summary.NegativeShare switch
        {
            >= NegativeFrom => Mood.Negative,
            >= MixedFrom => Mood.Mixed,
            _ => summary.SentimentMean >= PositiveFrom ? Mood.Positive : Mood.Untold,
        };
    }

    private static Momentum MomentumOf(TrendPhase phase) => phase switch
    {
        < TrendPhase.Peaking => Momentum.Rising,
        TrendPhase.Peaking => Momentum.Steady,
        _ => Momentum.Falling,
    };

    /// <summary>Nothing is told where most posts are in the language that the team reads anyway.</summary>
    private string[] Languages(EventSummary summary)
    {
        (string Name, double Weight, double Share)[] top = summary.Languages.Top(MaxLanguages);
        if (top is not [var first, ..])
            return [];
        if (first.Share >= MostIn)
            return FramingVoice.TryParse(first.Name, out FramingLanguage language) && language == _voice.Language ? [] : [first.Name];
        string[] several = [.. top.Where(l => l.Share >= AlsoIn && l.Name != "und").Select(l => l.Name)];
        return several.Length >= 2 ? several : [];
    }

    private static double Finite(double value) => double.IsFinite(value) ? Math.Max(0, value) : 0;
}
