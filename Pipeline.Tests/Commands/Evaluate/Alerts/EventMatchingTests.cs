using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Commands.Evaluate.Alerts;

namespace RtmPipeline.Tests.Commands.Evaluate.Alerts;

internal sealed class EventMatchingTests
{
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(10);

    private static string? Match(IncidentRevision raised, params MeasuredEvent[] events) => new EventMatching(events, s_tolerance).Of(raised, [raised])?.Event.Id;

    [TestCase("#BlackOut", "blackout")]
    [TestCase("lights out", "#LightsOut")]
    [TestCase("#lightsout", "lights out")]
    [TestCase("Apagón", "#apagon")]
    [TestCase("stadium blackout", "blackout")]
    [TestCase("blackout", "blackout at the superdome")]
    public void Label_FitsASurface_WithoutCaseAccentsAndSigns_WholeOrInWholeWords(string label, string surface)
    {
        Assert.That(Match(Told.Revision("i", 5, label), Told.Measured("it", AlertKind.Opportunity, 0, 60, surface)), Is.EqualTo("it"));
    }

    [TestCase("black", "blackout")]
    [TestCase("blackouts", "blackout")]
    [TestCase("at", "blackout at the superdome")]
    [TestCase("…", "blackout")]
    [TestCase("blackout", "!?")]
    public void PartsOfWords_TinyWordsAndSigns_FitNothing(string label, string surface)
    {
        Assert.That(Match(Told.Revision("i", 5, label), Told.Measured("it", AlertKind.Opportunity, 0, 60, surface)), Is.Null);
    }

    [TestCase(-10.1, false)]
    [TestCase(-10, true)]
    [TestCase(70, true)]
    [TestCase(70.1, false)]
    public void Event_ComesIntoQuestion_FromItsOnsetToItsEnd_WithTheTolerance(double minute, bool matches)
    {
        Assert.That(Match(Told.Revision("i", minute, "blackout"), Told.Measured("it", AlertKind.Opportunity, 0, 60, "blackout")), Is.EqualTo(matches ? "it" : null));
    }

    [Test]
    public void Event_WithoutAnEnd_MatchesUntilTheStreamEnds()
    {
        Assert.That(Match(Told.Revision("i", 100_000, "blackout"), Told.Measured("it", AlertKind.Opportunity, 0, null, "blackout")), Is.EqualTo("it"));
    }

    [Test]
    public void EventWithoutAKnownOnset_ComesIntoQuestionFromItsFirstPost()
    {
        TrueEvent slow = new() { Id = "slow", Alert = AlertKind.Hold, Surfaces = ["haze"] };
        MeasuredEvent measured = Told.Measured(slow, Told.Volume([-60, -40, -20, .. Enumerable.Range(0, 40).Select(i => i * 0.5)]));
        Assert.That(measured.OnsetAt, Is.EqualTo(Told.At(0)));
        Assert.That((Match(Told.Revision("i", -65, "haze"), measured), Match(Told.Revision("i", -75, "haze"), measured)), Is.EqualTo(("slow", (string?)null)));
    }

    [Test]
    public void Label_GoesBeforeAliases()
    {
        IncidentRevision raised = Told.Revision("i", 5, "halftime", aliases: ["blackout", "lights out"]);
        MeasuredEvent[] events = [Told.Measured("blackout", AlertKind.Opportunity, 0, 60, "blackout", "lights out"), Told.Measured("halftime", null, 0, 60, "halftime")];
        Assert.That(Match(raised, events), Is.EqualTo("halftime"));
    }

    [Test]
    public void SameName_GoesBeforeAPartOfOne()
    {
        MeasuredEvent[] events = [Told.Measured("part", AlertKind.Opportunity, 0, 60, "bus"), Told.Measured("same", AlertKind.Hold, 0, 60, "bus crash")];
        Assert.That(Match(Told.Revision("i", 5, "bus crash"), events), Is.EqualTo("same"));
    }

    [Test]
    public void Tie_GoesToTheEventWithMostFittingSurfaces()
    {
        IncidentRevision raised = Told.Revision("i", 5, "power", aliases: ["#lightsout", "superdome"]);
        MeasuredEvent[] events = [Told.Measured("one", AlertKind.Opportunity, 0, 60, "power", "nothing"), Told.Measured("three", null, 0, 60, "power", "lights out", "superdome")];
        Assert.That(Match(raised, events), Is.EqualTo("three"));
    }

    [Test]
    public void Tie_GoesToWhatShouldBeRaised_ThenToTheNearerOnset()
    {
        MeasuredEvent chatter = Told.Measured("chatter", null, 0, 60, "storm");
        MeasuredEvent early = Told.Measured("early", AlertKind.Opportunity, -30, 60, "storm");
        MeasuredEvent late = Told.Measured("late", AlertKind.Opportunity, 4, 60, "storm");
        Assert.That(Match(Told.Revision("i", 5, "storm"), chatter, early), Is.EqualTo("early"));
        Assert.That(Match(Told.Revision("i", 5, "storm"), early, late), Is.EqualTo("late"));
    }

    [Test]
    public void NamesOfLaterRevisions_CountAsAliases()
    {
        IncidentRevision raised = Told.Revision("i", 5, "whoa");
        IncidentRevision later = Told.Revision("i", 8, "blackout", phase: IncidentPhase.Updated);
        MeasuredEvent it = Told.Measured("it", AlertKind.Opportunity, 0, 60, "blackout");
        Assert.That(new EventMatching([it], s_tolerance).Of(raised, [raised, later]), Is.SameAs(it));
    }
}
