using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Framing;

namespace RtmPipeline.Tests.Alerts.Framing;

/// <summary>Facts at the edges, each by a name that the tables of sentences use.</summary>
internal static class EdgeFacts
{
    private static readonly FramingFacts s_raised = SampleFacts.Of();

    private static readonly Dictionary<string, FramingFacts> s_all = new(StringComparer.Ordinal)
    {
        ["one person"] = s_raised with { People = 1, PerMinute = 0.6, TimesUsual = 1.1, Mood = Mood.Untold, MoreExpected = 2 },
        ["never heard of"] = s_raised with { IsUsuallyUnheard = true, TimesUsual = 101 },
        ["just now"] = s_raised with { Since = s_raised.Now - 20_000 },
        ["two hours"] = s_raised with { Since = s_raised.Now - SampleFacts.Minutes(120), People = 4_046 },
        ["over midnight"] = s_raised with { Now = SampleFacts.At(3, 15, 0, 2), Since = SampleFacts.At(3, 14, 23, 58), Until = SampleFacts.At(3, 15, 1, 10) },
        ["since yesterday"] = s_raised with { Now = SampleFacts.At(3, 15, 9, 0), Since = SampleFacts.At(3, 14, 22, 40), Until = SampleFacts.At(3, 16, 1, 0) },
        ["the brand itself"] = s_raised with { Reasons = [new FramingReason(ReasonKind.Name, "Crispo")] },
        ["a product"] = s_raised with { Reasons = [new FramingReason(ReasonKind.Product, "Crispo Minis")] },
        ["two people"] = s_raised with { Reasons = [new FramingReason(ReasonKind.Person, "Nora Valcanti"), new FramingReason(ReasonKind.Person, "Ivo Berti")] },
        ["a competitor"] = s_raised with { Reasons = [new FramingReason(ReasonKind.Competitor, "Bontelle")] },
        ["two words"] = s_raised with { Reasons = [new FramingReason(ReasonKind.Field, "stadium"), new FramingReason(ReasonKind.Field, "milk")] },
        ["its own word"] = s_raised with { Label = "halftime", Reasons = [new FramingReason(ReasonKind.Field, "half-time")] },
        ["a theme"] = s_raised with { Reasons = [new FramingReason(ReasonKind.Theme, "American Football")] },
        ["no reason"] = s_raised with { Reasons = [] },
        ["in the news"] = s_raised with { NewsFirstAt = s_raised.Now - SampleFacts.Minutes(20) },
        ["fresh news"] = s_raised with { NewsFirstAt = s_raised.Now - SampleFacts.Minutes(20), SpeaksToJournalists = true },
        ["another language"] = s_raised with { Languages = ["fr"] },
        ["two languages"] = s_raised with { Languages = ["pt", "it"] },
        ["mixed mood"] = s_raised with { Mood = Mood.Mixed },
        ["a hashtag"] = s_raised with { Label = "#blackout" },
        ["climbing since long"] = s_raised with { Since = s_raised.Now - SampleFacts.Minutes(300), Momentum = Momentum.Steady },
        ["holding steady"] = SampleFacts.Of(phase: IncidentPhase.Updated) with { Momentum = Momentum.Steady },
        ["slowing down"] = SampleFacts.Of(phase: IncidentPhase.Updated) with { Momentum = Momentum.Falling },
        ["late but loud"] = SampleFacts.Of(phase: IncidentPhase.Expired) with { IsOver = false, Momentum = Momentum.Steady, PerMinute = 193 },
        ["died to nothing"] = SampleFacts.Of(phase: IncidentPhase.Expired) with { PerMinute = 0.02 },
        ["taken back as unsafe"] = SampleFacts.Of(phase: IncidentPhase.Retracted) with { Sensitive = "Terrorism" },
        ["hold without a name"] = SampleFacts.Of(AlertKind.Hold) with { Sensitive = "" },
        ["millions"] = s_raised with { People = 1_234_567, PerMinute = 231_500, MoreExpected = 2_400_000 },
    };

    public static IEnumerable<(string Name, FramingFacts Facts)> All() => s_all.Select(e => (e.Key, e.Value));

    public static FramingFacts Of(string name) => s_all[name];

    public static DigestFacts[] Digests() =>
    [
        new("Crispo", TimeSpan.FromHours(6), 5, 1, 0, 0, "lights out"),
        new("Crispo", TimeSpan.FromHours(1), 0, 0, 0, 1, "#blackout"),
        new("Crispo", TimeSpan.FromHours(24), 0, 0, 0, 0, null),
    ];
}
