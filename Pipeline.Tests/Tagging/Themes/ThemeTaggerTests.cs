using NUnit.Framework;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Safety;
using RtmPipeline.Tagging.Text;
using RtmPipeline.Tagging.Themes;

namespace RtmPipeline.Tests.Tagging.Themes;

public sealed class ThemeTaggerTests
{
    private const string Small = """
        [- Figures of speech]
        en: ball is in your court
        [533 Sports > Soccer]
        en: goal(s), corner~, whistle~
        any: striker*
        [539 Sports > Tennis]
        en: court, goal
        it: come
        [210 Food & Drink]
        en: bread, butter, corner shop
        """;

    private static readonly PostTagger s_tagger = new([]);

    [TestCaseSource(typeof(ThemeSentences), nameof(ThemeSentences.About))]
    public void Sentence_IsAboutItsTheme(string language, string text, string tier1, bool first)
    {
        ThemeTag[] themes = s_tagger.Tag(TextPost.Of(text, language)).Themes;
        string[] tops = [.. themes.Select(theme => IabTaxonomy.Shipped.Tier1Of(theme.Id).Name)];
        Assert.That(first ? tops.Take(1) : tops, Has.Member(tier1), () => Show(themes));
    }

    [TestCaseSource(typeof(ThemeSentences), nameof(ThemeSentences.NotAbout))]
    public void Sentence_IsNotAboutATemptingTheme(string language, string text, string tier1)
    {
        ThemeTag[] themes = s_tagger.Tag(TextPost.Of(text, language)).Themes;
        string[] tops = [.. themes.Select(theme => IabTaxonomy.Shipped.Tier1Of(theme.Id).Name)];
        Assert.That(tops, tier1 == "any" ? Is.Empty : Has.No.Member(tier1), () => Show(themes));
    }

    [TestCase("en", "Offside and a late equaliser, what a free kick", "Soccer")]
    [TestCase("en", "Quarterback throws a touchdown", "American Football")]
    [TestCase("en", "Straight sets on clay courts", "Tennis")]
    [TestCase("en", "Red carpet and best actress at the awards night", "Awards Shows")]
    [TestCase("en", "The rapper dropped a diss track", "Hip Hop Music")]
    [TestCase("en", "Ransomware and phishing everywhere", "Information and Network Security")]
    [TestCase("es", "Subida de tipos de cincuenta puntos básicos", "Interest Rates")]
    [TestCase("es", "Monoplaza en boxes, vuelta rápida anulada", "Auto Racing")]
    [TestCase("es", "El cohete llegó a la estación espacial", "Space and Astronomy")]
    [TestCase("it", "Maglia rosa e volata finale", "Cycling")]
    [TestCase("it", "Sondaggi e ballottaggio, affluenza alle urne", "Elections")]
    [TestCase("it", "Pasticceria aperta: cannoli e crostata", "Desserts and Baking")]
    [TestCase(null, "#WorldCup tonight", "Soccer")]
    public void DeeperTier_IsTaggedBesideTheOnesAbove(string? language, string text, string name)
    {
        ThemeTag[] themes = s_tagger.Tag(TextPost.Of(text, language)).Themes;
        Assert.That(IabTaxonomy.Shipped.TryFind(name, out IabCategory? category), Is.True);
        string[] expected = [name, .. IabTaxonomy.Shipped.Ancestors(category!).Select(above => above.Name)];
        Assert.That(themes.Select(theme => theme.Name), Is.SupersetOf(expected), () => Show(themes));
    }

    [TestCase("a corner", "")]
    [TestCase("a corner and a whistle", "Sports 0.473, Soccer 0.473")]
    [TestCase("bread", "Food & Drink 0.55")]
    [TestCase("bread bread bread", "Food & Drink 0.55")]
    [TestCase("bread butter", "Food & Drink 0.788")]
    [TestCase("a striker", "Sports 0.788, Soccer 0.788")]
    [TestCase("a striker, two goals", "Sports 0.891, Soccer 0.891")]
    [TestCase("bread goals", "Food & Drink 0.385, Sports 0.385, Soccer 0.385")]
    [TestCase("a striker with bread", "Sports 0.63, Soccer 0.63, Food & Drink 0.33")]
    [TestCase("goal", "Sports 0.55, Soccer 0.55, Tennis 0.55")]
    [TestCase("the ball is in your court", "")]
    [TestCase("the corner shop", "Food & Drink 0.55")]
    [TestCase("#Goals", "Sports 0.55, Soccer 0.55")]
    public void Evidence_GivesProbabilities(string text, string expected) => Assert.That(Show(SmallTags(text, "en")), Is.EqualTo(expected));

    [TestCase("come striker", "en", "Sports 0.788, Soccer 0.788")]
    [TestCase("come goal", "it", "Sports 0.55, Tennis 0.55")]
    [TestCase("bread", "es", "")]
    [TestCase("bread", null, "Food & Drink 0.55")]
    [TestCase("bread", "pt", "Food & Drink 0.55")]
    public void Language_LimitsTheEntries(string text, string? language, string expected) => Assert.That(Show(SmallTags(text, language)), Is.EqualTo(expected));

    [Test]
    public void TextOfManyThemes_HasAtMostSix()
    {
        ThemeTag[] themes = s_tagger.Tag(TextPost.Of("goal, touchdown, slam dunk, home run, wicket, birdie, try line, tie-break", "en")).Themes;
        Assert.That(themes, Has.Length.EqualTo(ThemeTagger.MaxThemes));
        Assert.That(themes[0].Name, Is.EqualTo("Sports"));
        Assert.That(themes.Select(theme => theme.Probability), Is.Ordered.Descending);
    }

    [Test]
    public void TextWithoutThemes_CostsNoMemory()
    {
        PhraseTrieBuilder phrases = new();
        ThemeTagger tagger = new(phrases, Small, IabTaxonomy.Shipped);
        PhraseMatch[] matches = Find(phrases.Build(), "a corner, and the ball is in your court");
        tagger.Tag(matches, "en");
        long before = GC.GetAllocatedBytesForCurrentThread();
        ThemeTag[] themes = tagger.Tag(matches, "en");
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(themes, Is.Empty);
        Assert.That(matches, Is.Not.Empty);
    }

    [Test]
    public void WordsOfThemesAndSafety_CountForBoth()
    {
        PostTags tags = s_tagger.Tag(TextPost.Of("Earthquake in the hills", "en"));
        Assert.That(tags.Safety.Level, Is.EqualTo(SafetyLevel.Medium));
        Assert.That(tags.Themes.Select(theme => theme.Name), Is.EqualTo(new[] { "Disasters" }));
    }

    [Test]
    public void TwoTaggers_GiveTheSameThemesInTheSameOrder()
    {
        PostTagger other = new([]);
        string[] texts = [.. ThemeSentences.About().Select(test => (string)test.Arguments[1]!)];
        Assert.That(texts.Select(text => Show(other.Tag(TextPost.Of(text)).Themes)), Is.EqualTo(texts.Select(text => Show(s_tagger.Tag(TextPost.Of(text)).Themes))));
    }

    [Test]
    public void LexiconAfterAnothersEntries_LeavesThemAlone()
    {
        PhraseTrieBuilder phrases = new();
        SafetyTagger safety = new(phrases);
        ThemeTagger themes = new(phrases, Small, IabTaxonomy.Shipped);
        int late = phrases.Add("entry of a later stage");
        PhraseTrie trie = phrases.Build();
        Assert.That(safety.Judge(Find(trie, "earthquake and bread")).Level, Is.EqualTo(SafetyLevel.Medium));
        Assert.That(Show(themes.Tag(Find(trie, "earthquake and bread, entry of a later stage"), "en")), Is.EqualTo("Food & Drink 0.55"));
        Assert.That(late, Is.EqualTo(trie.Phrases - 1));
    }

    [TestCase("[210 Food & Drink]\nen: bread, Bread", "Line 2 of the lexicon: 'Bread' stands in line 2 for the same category.")]
    [TestCase("[210 Food & Drink]\nany: bread\nit: bread", "Line 3 of the lexicon: 'bread' stands in line 2 for the same category.")]
    [TestCase("[210 Food & Drink]\nen: bread, !!", "Line 2 of the lexicon: '!!' has no words, or more than 12.")]
    public void EntryTheTrieCannotTake_IsRefused(string lexicon, string message) =>
        Assert.That(() => new ThemeTagger(new PhraseTrieBuilder(), lexicon, IabTaxonomy.Shipped), Throws.TypeOf<FormatException>().With.Message.EqualTo(message));

    private static ThemeTag[] SmallTags(string text, string? language)
    {
        PhraseTrieBuilder phrases = new();
        ThemeTagger tagger = new(phrases, Small, IabTaxonomy.Shipped);
        return tagger.Tag(Find(phrases.Build(), text), language);
    }

    private static PhraseMatch[] Find(PhraseTrie trie, string text)
    {
        PhraseMatch[] room = new PhraseMatch[PhraseTrie.MaxMatches];
        return room[..trie.Find(text, room)];
    }

    private static string Show(ThemeTag[] themes) => string.Join(", ", themes.Select(theme => $"{theme.Name} {theme.Probability}"));
}
