using NUnit.Framework;
using RtmPipeline.Tagging.Themes;

namespace RtmPipeline.Tests.Tagging.Themes;

public sealed class ThemeLexiconTests
{
    private static readonly IReadOnlyList<ThemeEntry> s_shipped = ThemeLexicon.Read(ThemeResources.Read(ThemeResources.Words), IabTaxonomy.Shipped);

    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Fault("[9999 Nothing]", "Line 1 of the lexicon has the id '9999', which the taxonomy has not.");
        yield return Fault("[533 Soccer]", "Line 1 of the lexicon must name category 533 'Sports > Soccer'.");
        yield return Fault("[533]", "Line 1 of the lexicon must name category 533 'Sports > Soccer'.");
        yield return Fault("[483 Sports", "Line 1 of the lexicon begins a category and has no ']'.");
        yield return Fault("[483 Sports]\n\n[483 Sports]", "Line 3 of the lexicon begins '483 Sports' a second time.");
        yield return Fault("en: goal", "Line 1 of the lexicon has words before the first category.");
        yield return Fault("  goal", "Line 1 of the lexicon goes on with a line that is not there.");
        yield return Fault("[483 Sports]\nfr: but", "Line 2 of the lexicon begins with none of en:, es:, it:, any:.");
        yield return Fault("[483 Sports]\ngoal", "Line 2 of the lexicon begins with none of en:, es:, it:, any:.");
        yield return Fault("[483 Sports]\nen: goal\nen: match", "Line 3 of the lexicon has a language its category has already.");
        yield return Fault("[483 Sports]\nen: goal,, match", "Line 2 of the lexicon has an entry without words, or with spaces about them.");
        yield return Fault("[483 Sports]\nen: *", "Line 2 of the lexicon has an entry without words, or with spaces about them.");
        yield return Fault("[483 Sports]\nen: goal *", "Line 2 of the lexicon has an entry without words, or with spaces about them.");
        yield return Fault("[483 Sports]\nen: goal**", "Line 2 of the lexicon has a sign in 'goal*' that does not belong there.");
        yield return Fault("[483 Sports]\nen: goal es: gol", "Line 2 of the lexicon has a sign in 'goal es: gol' that does not belong there.");
        yield return Fault("[483 Sports]\nen: goal(s", "Line 2 of the lexicon has brackets in 'goal(s' that do not match, or make more than 16 forms.");
        yield return Fault("[- Figures of speech]\nen: on the ball*", "Line 2 of the lexicon gives the figure of speech 'on the ball' a weight.");
        yield return Fault("[483 Sports]\nen: goal,\n  match(", "Line 2 of the lexicon has brackets in 'match(' that do not match, or make more than 16 forms.");
    }

    [TestCaseSource(nameof(Faults))]
    public void BrokenLexicon_IsRefused(string text, string message) =>
        Assert.That(() => ThemeLexicon.Read(text, IabTaxonomy.Shipped), Throws.TypeOf<FormatException>().With.Message.EqualTo(message));

    [Test]
    public void Lexicon_IsReadWithFormsWeightsAndLanguages()
    {
        IReadOnlyList<ThemeEntry> entries = ThemeLexicon.Read("# head\n[483 Sports]\nany: fifa*\nit: tifos(o|i)~,\n  pari", IabTaxonomy.Shipped);
        IabTaxonomy.Shipped.TryGet("483", out IabCategory? sports);
        Assert.That(entries, Is.EqualTo(new[]
        {
            new ThemeEntry("fifa", sports!.Index, ThemeLanguages.Any, ThemeEntry.Strong, 3),
            new ThemeEntry("tifoso", sports.Index, ThemeLanguages.Italian, ThemeEntry.Weak, 4),
            new ThemeEntry("tifosi", sports.Index, ThemeLanguages.Italian, ThemeEntry.Weak, 4),
            new ThemeEntry("pari", sports.Index, ThemeLanguages.Italian, ThemeEntry.Plain, 4),
        }));
    }

    [TestCase("goal", "goal")]
    [TestCase("goal(s)", "goal goals")]
    [TestCase("giocator(e|i)", "giocatore giocatori")]
    [TestCase("jugador(|a|es)", "jugador jugadora jugadores")]
    [TestCase("árbitr(o|a)(s)", "árbitro árbitros árbitra árbitras")]
    public void Brackets_AreWrittenOut(string entry, string expected) => Assert.That(string.Join(' ', ThemeForms.Of(entry)!), Is.EqualTo(expected));

    [TestCase("goal)")]
    [TestCase("goal(s")]
    [TestCase("go|al")]
    [TestCase("a((b))")]
    [TestCase("a(b(c)d)")]
    [TestCase("a(b)(c)(d)(e)(f)")]
    public void BracketsThatDoNotMatch_HaveNoForms(string entry) => Assert.That(ThemeForms.Of(entry), Is.Null);

    [Test]
    public void ShippedLexicon_HasNineThousandEntries() =>
        Assert.That(s_shipped.Count(entry => entry.Category != ThemeEntry.Figure), Is.GreaterThanOrEqualTo(9000));

    [Test]
    public void ShippedLexicon_HasFortyEntriesPerLanguageForEachTier1()
    {
        foreach (IabCategory tier1 in IabTaxonomy.Shipped.Tier1)
        {
            foreach (ThemeLanguages language in new[] { ThemeLanguages.English, ThemeLanguages.Spanish, ThemeLanguages.Italian })
            {
                int count = s_shipped.Count(entry => entry.Category >= 0 && entry.Languages.HasFlag(language) && IabTaxonomy.Shipped.Categories[entry.Category].Tier1 == tier1.Tier1);
                Assert.That(count, Is.GreaterThanOrEqualTo(40), $"{tier1.Name}, {language}");
            }
        }
    }

    private static TestCaseData Fault(string text, string message) => new TestCaseData(text, message).SetName($"Fault: {text.Replace("\n", " / ")}");
}
