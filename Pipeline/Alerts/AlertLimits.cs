using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Alerts;

/// <summary>The limits that hold for one brand.</summary>
internal sealed record AlertLimits
{
    public required double OpportunityScore { get; init; }

    public required double AlertScore { get; init; }

    public required double HoldScore { get; init; }

    public required double ThreatScore { get; init; }

    public required double ReinforceScore { get; init; }

    public required int MinSecondsToAct { get; init; }

    public required int DailyCap { get; init; }

    public required int ThreatDailyCap { get; init; }

    public required int HoldDailyCap { get; init; }

    public required int ReinforceDailyCap { get; init; }

    /// <summary>Kinds the brand wants to hear of.</summary>
    public BrandAlerts Kinds { get; init; } = BrandAlerts.All;

    /// <summary>The limits of a brand: its own where its profile sets them, else those of the configuration.</summary>
    public static AlertLimits Of(AlertOptions options, BrandProfile brand)
    {
        BrandThresholds own = brand.Thresholds;
        return new AlertLimits
        {
            OpportunityScore = own.OpportunityScore ?? options.OpportunityScore,
            AlertScore = own.AlertScore ?? options.AlertScore,
            HoldScore = own.HoldScore ?? options.HoldScore,
            ThreatScore = own.ThreatScore ?? options.ThreatScore,
            ReinforceScore = options.ReinforceScore,
            MinSecondsToAct = own.MinSecondsToAct ?? options.MinSecondsToAct,
            DailyCap = own.DailyCap ?? options.DailyCap,
            ThreatDailyCap = own.DailyCap ?? options.ThreatDailyCap,
            HoldDailyCap = own.DailyCap ?? options.HoldDailyCap,
            ReinforceDailyCap = own.DailyCap ?? options.ReinforceDailyCap,
            Kinds = brand.Kinds,
        };
    }

    public bool Wants(AlertKind kind) => Kinds.HasFlag(kind switch
    {
        AlertKind.Threat => BrandAlerts.Threat,
        AlertKind.Hold => BrandAlerts.Hold,
        AlertKind.Reinforce => BrandAlerts.Reinforce,
        AlertKind.Calendar => BrandAlerts.Calendar,
        _ => BrandAlerts.Opportunity,
    });

    /// <summary>From which an incident of the kind begins.</summary>
    public double RaiseScoreOf(AlertKind kind) => kind == AlertKind.Opportunity ? OpportunityScore : AlertScoreOf(kind);

    /// <summary>From which an alert goes out: kinds without a stream of their own begin with it.</summary>
    public double AlertScoreOf(AlertKind kind) => kind switch
    {
        AlertKind.Opportunity => AlertScore,
        AlertKind.Threat => ThreatScore,
        AlertKind.Hold => HoldScore,
        AlertKind.Reinforce => ReinforceScore,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no event makes this kind of alert"),
    };

    public int DailyCapOf(AlertKind kind) => kind switch
    {
        AlertKind.Opportunity => DailyCap,
        AlertKind.Threat => ThreatDailyCap,
        AlertKind.Hold => HoldDailyCap,
        AlertKind.Reinforce => ReinforceDailyCap,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no event makes this kind of alert"),
    };
}
