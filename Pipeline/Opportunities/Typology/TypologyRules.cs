using RtmPipeline.Opportunities.Communities;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities.Typology;

/// <summary>Tells which type of real-time marketing a wave offers a brand, by rules.</summary>
/// <remarks>
/// The types are those that the literature on real-time marketing tells apart: expected or not, led by the brand or by an event, for consumers or for
/// journalists ("newsjacking", Scott 2011: between the breaking news and the moment when journalists look for more). The limits below are
/// judgement, not fitted to anything.
/// <list type="bullet">
/// <item>expected: the topic began at an hour at which it usually is large (<see cref="TopicSnapshot.AtUsualHour"/>), or its label or an alias is a planned name (<see cref="PlannedNames"/>);</item>
/// <item>led by the brand: an own account is among the first posts, or at least half of those, or of all posts, name it;</item>
/// <item>for journalists: news has had it for <see cref="FreshMinutes"/> at most, from <see cref="FewOutlets"/> outlets at most, and people speak of it more and more.
/// Before the first news item there is nothing for a journalist to add to, so it is for consumers.</item>
/// </list>
/// </remarks>
internal static class TypologyRules
{
    /// <summary>Minutes after its first item during which news is fresh: what breaks is followed up within two hours or tomorrow.</summary>
    public const int FreshMinutes = 120;

    /// <summary>Outlets up to which a journalist still finds something to add.</summary>
    public const int FewOutlets = 3;

    /// <summary>Share of posts that makes a wave the brand's.</summary>
    public const double NamedShare = 0.5;

    /// <summary>Share of the last ten minutes' posts from which a language, place, community or source counts as one where it grows; and how much it may have lost.</summary>
    public const double MinShare = 0.1;
    private const double MaxLoss = 0.05;

    /// <summary>Of each kind.</summary>
    private const int MaxPlaces = 3;

    /// <param name="opportunity">The event as the brand sees it.</param>
    /// <param name="brand">Its profile.</param>
    /// <param name="own">The accounts of all brands.</param>
    /// <param name="now">Stream time.</param>
    public static WaveType Of(Opportunity opportunity, BrandProfile brand, OwnAccounts own, long now)
    {
        List<WaveReason> because = [];
        bool isExpected = IsExpected(opportunity, brand, because);
        WaveLead lead = LeadOf(opportunity, own, because);
        WaveAudience audience = AudienceOf(opportunity, now, because);
        return new WaveType(isExpected, lead, Where(opportunity.Summary.Crowd, now), audience, [.. because]);
    }

    private static bool IsExpected(Opportunity opportunity, BrandProfile brand, List<WaveReason> because)
    {
        bool isUsual = opportunity.Lead.AtUsualHour;
        bool isPlanned = PlannedNames.Contain(brand, opportunity);
        if (isUsual)
            because.Add(WaveReason.UsualHour);
        if (isPlanned)
            because.Add(WaveReason.Planned);
        if (!isUsual && !isPlanned)
            because.Add(WaveReason.Unforeseen);
        return isUsual || isPlanned;
    }

    private static WaveLead LeadOf(Opportunity opportunity, OwnAccounts own, List<WaveReason> because)
    {
        EventCrowd crowd = opportunity.Summary.Crowd;
        int before = because.Count;
        if (crowd.Start.IsBy(own, opportunity.Brand))
            because.Add(WaveReason.OwnAccountFirst);
        if (crowd.Start.NamedShare(opportunity.Brand) >= NamedShare)
            because.Add(WaveReason.NamedFirst);
        if (crowd.Reasons.NamedShare(opportunity.Brand) >= NamedShare)
            because.Add(WaveReason.NamedByMost);
        if (because.Count > before)
            return WaveLead.Brand;
        because.Add(WaveReason.NotAboutTheBrand);
        return WaveLead.Event;
    }

    private static WaveAudience AudienceOf(Opportunity opportunity, long now, List<WaveReason> because)
    {
        EventSummary summary = opportunity.Summary;
        bool isRising = opportunity.Lead.Phase < TrendPhase.Peaking;
        bool isFresh = false;
        bool areFew = false;
        if (summary.NewsFirstAt is { } newsAt)
        {
            isFresh = now - newsAt <= FreshMinutes * 60_000L;
            areFew = summary.Crowd.Outlets.Top(FewOutlets + 1).Length <= FewOutlets;
            because.Add(isFresh ? WaveReason.FreshNews : WaveReason.OldNews);
            because.Add(areFew ? WaveReason.FewOutlets : WaveReason.ManyOutlets);
        }
        else
        {
            because.Add(WaveReason.NoNewsYet);
        }

        because.Add(isRising ? WaveReason.Rising : WaveReason.NotRising);
        return isFresh && areFew && isRising ? WaveAudience.Journalists : WaveAudience.Consumers;
    }

    private static WavePlace[] Where(EventCrowd crowd, long now) =>
    [
        .. Grown(WavePlaceKind.Language, crowd.Languages.Read(now, MaxPlaces).Where(l => l.Name != "und")),
        .. Grown(WavePlaceKind.Place, crowd.Places.Read(now, MaxPlaces)),
        .. Grown(WavePlaceKind.Community, crowd.Communities.Read(now, MaxPlaces).Where(c => c.Kind != CommunityKind.Language).Select(c => c.Shares)),
        .. Grown(WavePlaceKind.Source, crowd.Sources.Read(now, MaxPlaces)),
    ];

    private static IEnumerable<WavePlace> Grown(WavePlaceKind kind, IEnumerable<ShareReading> shares) =>
        shares.Where(s => s.RecentShare >= MinShare && s.Growth >= -MaxLoss).Select(s => new WavePlace(kind, s.Name, s.RecentShare, s.Growth));
}
