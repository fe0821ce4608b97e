using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Opportunities;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.Delivery;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Alerts;

[Parallelizable]
internal sealed class BrandHandoverTests
{
    private const long Start = SampleTopics.Start;
    private static readonly BrandProfile s_snack = new() { Id = "snack", Name = "Snack", Content = 1 };
    private static readonly BrandProfile s_air = new() { Id = "air", Name = "Air", Content = 2, Voice = new BrandVoice { Language = "it" } };
    private readonly List<IncidentRevision> _out = [];
    private IncidentTracker _tracker = null!;

    [SetUp]
    public void Begin()
    {
        _out.Clear();
        _tracker = new IncidentTracker(new AlertOptions(), [s_snack, s_air]);
    }

    [Test]
    public void Adopt_RemovedBrand_TakesItsIncidentBackOnBothStreams()
    {
        See(Start, brand: 1, score: 80);
        int before = _out.Count;
        _tracker.Adopt(Change([s_snack]), Start + 5_000, _out);

        List<IncidentRevision> ended = _out[before..];
        Assert.That(ended.Select(r => (r.Output, r.Phase, r.Brand, r.Time)), Is.EqualTo(new[]
        {
            (OutputKind.Opportunity, IncidentPhase.Retracted, "air", Start + 5_000),
            (OutputKind.Alert, IncidentPhase.Retracted, "air", Start + 5_000),
        }));
        Assert.That(ended.Select(r => r.Revision), Is.EqualTo(new[] { before + 1, before + 2 }));
        Assert.That(ended[0].Incident, Is.EqualTo(_out[0].Incident));
        Assert.That(ended[0].Summary, Is.EqualTo("Il profilo di Air è stato rimosso: non serve più fare nulla."));
        for (int i = 0; i < _out.Count; i++)
            Assert.That(OutputChecks.Faults(OutputEntries.Of(_out[i], i + 1)), Is.Empty);
    }

    [TestCase("en", "The profile of Air was removed: do not act on this any more.")]
    [TestCase("es", "El perfil de Air se ha retirado: no hay que hacer nada más con esto.")]
    public void Adopt_RemovedBrand_IsToldInItsLanguage(string language, string expected)
    {
        BrandProfile air = s_air with { Voice = new BrandVoice { Language = language } };
        _tracker = new IncidentTracker(new AlertOptions(), [s_snack, air]);
        See(Start, brand: 1, score: 80);
        BrandSet first = BrandSet.First([s_snack, air]);
        _tracker.Adopt(new BrandChange(first, first.Next([s_snack])), Start + 5_000, _out);
        Assert.That(_out[^1].Summary, Is.EqualTo(expected));
    }

    [Test]
    public void Adopt_RemovedBrandThatWasOnlyToldToHold_EndsThatAlone()
    {
        See(Start, brand: 1, score: 0, veto: "Terrorism");
        _tracker.Adopt(Change([s_snack]), Start + 5_000, _out);
        Assert.That(_out.Select(r => (r.Output, r.Phase)), Is.EqualTo(new[] { (OutputKind.Alert, IncidentPhase.Raised), (OutputKind.Alert, IncidentPhase.Retracted) }));
    }

    [Test]
    public void Adopt_RemovedBrandWithoutAnAlert_EndsTheOpportunityAlone()
    {
        See(Start, brand: 1, score: 50);
        _tracker.Adopt(Change([s_snack]), Start + 5_000, _out);
        Assert.That(_out.Select(r => (r.Output, r.Phase)), Is.EqualTo(new[] { (OutputKind.Opportunity, IncidentPhase.Raised), (OutputKind.Opportunity, IncidentPhase.Retracted) }));
    }

    [Test]
    public void Adopt_RemovedBrandWhoseIncidentHasEnded_SaysNothingMore()
    {
        See(Start, brand: 1, score: 80);
        See(Start + 1_000, brand: 1, score: 10, over: true);
        int before = _out.Count;
        _tracker.Adopt(Change([s_snack]), Start + 5_000, _out);
        Assert.That(_out, Has.Count.EqualTo(before));
    }

    [Test]
    public void Adopt_BrandInAnotherPlaceAndEdited_GoesOnWithItsIncident()
    {
        See(Start, brand: 1, score: 80);
        int before = _out.Count;
        _tracker.Adopt(Change([s_air with { Name = "Air Two", Content = 9 }, s_snack]), Start + 5_000, _out);
        See(Start + 6_000, brand: 0, score: 80, over: true);

        Assert.That(_out.Skip(before).Select(r => (r.Incident, r.Phase)), Is.EqualTo(new[]
        {
            (_out[0].Incident, IncidentPhase.Expired), (_out[0].Incident, IncidentPhase.Expired),
        }));
    }

    [Test]
    public void Adopt_BrandThatComesBack_IsToldAnew()
    {
        See(Start, brand: 1, score: 80);
        BrandSet first = BrandSet.First([s_snack, s_air]);
        BrandSet second = first.Next([s_snack]);
        _tracker.Adopt(new BrandChange(first, second), Start + 5_000, _out);
        int before = _out.Count;
        _tracker.Adopt(new BrandChange(second, second.Next([s_snack, s_air])), Start + 6_000, _out);
        See(Start + 7_000, brand: 1, score: 80);

        Assert.That(_out.Skip(before).Select(r => r.Phase), Is.EqualTo(new[] { IncidentPhase.Raised, IncidentPhase.Raised }));
        Assert.That(_out[^1].Incident, Is.Not.EqualTo(_out[0].Incident));
    }

    private static BrandChange Change(BrandProfile[] to)
    {
        BrandSet first = BrandSet.First([s_snack, s_air]);
        return new BrandChange(first, first.Next(to));
    }

    private void See(long now, int brand, double score, bool over = false, string? veto = null)
    {
        EventSummary summary = new(2);
        for (int i = 0; i < 10; i++)
            summary.Add(SampleTopics.Post(i), veto is null ? SampleTopics.Tags(0.5f, 0.5f) : SampleTopics.Tragedy(0.5f, 0.5f));
        Opportunity seen = new()
        {
            EventFounder = "#dark",
            EventOnsetAt = Start,
            Brand = brand,
            Score = score,
            Factors = [new Factor("reach", 1, score, score)],
            Magnitude = 80,
            Severity = 5,
            Veto = veto,
            IsTragedy = veto is not null,
            Relevance = 0.5,
            Lead = SampleTopics.Topic(1, "#dark"),
            Topics = [new EventTopic(SampleTopics.Topic(1, "#dark"), isName: true)],
            IsOver = over,
            Summary = summary,
        };
        _tracker.Update(new TickOpportunities(now, [seen]), _out);
    }
}
