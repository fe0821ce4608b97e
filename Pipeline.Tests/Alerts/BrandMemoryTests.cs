using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Tagging.Brands;
using static RtmPipeline.Tests.Alerts.IncidentRun;

namespace RtmPipeline.Tests.Alerts;

/// <summary>What the incidents remember of each brand, where brands come, go and change places.</summary>
[Parallelizable]
internal sealed class BrandMemoryTests
{
    private static readonly BrandProfile s_snack = Snack with { Content = 1 };
    private static readonly BrandProfile s_air = Snack with { Id = "air", Name = "Air", Content = 2 };
    private static readonly BrandProfile s_bank = Snack with { Id = "bank", Name = "Bank", Content = 3 };

    [Test]
    public void Cap_BrandChangesPlaces_KeepsItsCount()
    {
        IncidentRun run = new(new AlertOptions { DailyCap = 1 }, s_snack, s_air);
        run.See(0, ForBrand(1, 2, Event(90)));
        run.Adopt(1, s_air with { Content = 9 }, s_bank, s_snack);
        run.See(2, ForBrand(0, 3, Event(90, founder: "#two")), ForBrand(1, 3, Event(90, founder: "#two")), ForBrand(2, 3, Event(90, founder: "#two")));

        Assert.That(run.Alerts.Select(r => r.Brand), Is.EqualTo(["air", "bank", "snack"]), "the edited brand had its alert");
        Assert.That(run.Waiting, Is.EqualTo(1));
    }

    [Test]
    public void Cap_BrandGoesAndComesBack_CountsAnew()
    {
        IncidentRun run = new(new AlertOptions { DailyCap = 1 }, s_snack, s_air);
        run.See(0, ForBrand(1, 2, Event(90)));
        run.Adopt(1, s_snack);
        run.Adopt(2, s_air, s_snack);
        run.See(3, ForBrand(0, 2, Event(90, founder: "#two")));

        Assert.That(run.Alerts.Count(r => r.Phase == IncidentPhase.Raised), Is.EqualTo(2));
    }

    [Test]
    public void Held_BrandsChangePlaces_AreToldToTheirOwn()
    {
        IncidentRun run = new(new AlertOptions { DailyCap = 0 }, s_snack, s_air);
        run.See(0, ForBrand(0, 2, Event(80, founder: "#crumbs")), ForBrand(1, 2, Event(80, founder: "#wings")));
        run.Adopt(1, s_bank, s_air, s_snack);
        run.See(2, ForBrand(1, 3, Event(80, founder: "#wings")), ForBrand(2, 3, Event(80, founder: "#crumbs")));
        run.See(360);

        Assert.That(run.Digests.Select(d => (d.Brand, d.Count, d.HeldBack[0].Label)), Is.EqualTo([("air", 1, "#wings"), ("snack", 1, "#crumbs")]), "each once");
        Assert.That(run.Digests[0].Summary, Does.Contain("Air"));
    }

    [Test]
    public void Held_SentAfterTheChange_IsInNoDigest()
    {
        IncidentRun run = new(new AlertOptions { DailyCap = 0 }, s_snack, s_air);
        run.See(0, ForBrand(1, 2, Event(80, severity: 5)));
        run.Adopt(1, s_air, s_snack);
        run.See(2, ForBrand(0, 2, Event(80, severity: 8)));
        run.See(360);

        Assert.That(run.Alerts.Select(r => (r.Brand, r.Phase)), Is.EqualTo([("air", IncidentPhase.Escalated)]));
        Assert.That(run.Digests, Is.Empty);
    }

    [Test]
    public void Held_BrandIsGone_AreToldToNobody()
    {
        IncidentRun run = new(new AlertOptions { DailyCap = 0 }, s_snack, s_air);
        run.See(0, ForBrand(0, 2, Event(80)), ForBrand(1, 2, Event(80)));
        run.Adopt(1, s_air);
        run.See(360);

        Assert.That(run.Digests.Select(d => d.Brand), Is.EqualTo(["air"]));
    }

    [Test]
    public void Rest_BrandChangesPlaces_GoesOn()
    {
        IncidentRun run = new(null, s_snack, s_air);
        run.See(0, ForBrand(1, 2, Event(80)));
        run.See(10, ForBrand(1, 2, Event(80) with { IsOver = true }));
        run.Adopt(11, s_air, s_snack);
        int before = run.Out.Count;
        run.See(20, ForBrand(0, 2, Event(80)));

        Assert.That(run.Out, Has.Count.EqualTo(before));
    }

    [Test]
    public void Revise_BrandChangesPlaces_IsFramedForIt()
    {
        IncidentRun run = new(null, s_snack, s_air);
        run.See(0, ForBrand(1, 2, Event(80)));
        run.Adopt(1, s_bank, s_snack, s_air);
        IReadOnlyList<IncidentRevision> said = run.See(2, ForBrand(2, 3, Event(80) with { Kind = RtmPipeline.Opportunities.OpportunityKind.Against }));

        Assert.That(said.Select(r => (r.Brand, r.Phase)), Has.All.EqualTo(("air", IncidentPhase.Retracted)).And.Exactly(2).Items);
        Assert.That(said[0].Summary, Does.Contain("Air"));
    }
}
