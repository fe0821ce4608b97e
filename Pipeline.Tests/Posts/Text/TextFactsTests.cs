using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Posts.Text;

internal sealed class TextFactsTests
{
    [TestCase("the lights went out", "word:lights", TestName = "Stop words are no topics")]
    [TestCase("Power outage at the dome", "word:power word:outage pair:power_outage word:dome pair:outage_dome", TestName = "Words and pairs of a sentence")]
    [TestCase("power of the people", "word:power", TestName = "Stop words name no second word")]
    [TestCase("battle of the bands", "word:battle word:bands pair:battle_bands", TestName = "Two stop words inside a pair")]
    [TestCase("battle over all the bands", "word:battle word:bands", TestName = "Three stop words end a pair")]
    [TestCase("Blackout. Football resumes", "word:blackout word:football word:resumes pair:football_resumes", TestName = "No pair across a full stop")]
    [TestCase("blackout\nfootball", "word:blackout word:football", TestName = "No pair across a line break")]
    [TestCase("blackout @anna football", "word:blackout @anna word:football", TestName = "No pair across a mention")]
    [TestCase("up 3.5 percent", "word:percent", TestName = "Figures are no words")]
    [TestCase("L'acqua dell'arte", "word:acqua word:arte pair:acqua_arte", TestName = "Italian articles are cut off")]
    [TestCase("perché l’Italia", "word:italia", TestName = "A typographic apostrophe")]
    [TestCase("Anna's cookies don't crumble", "word:anna word:cookies pair:anna_cookies word:crumble pair:cookies_crumble", TestName = "Possessive and contraction")]
    [TestCase("el año nuevo en España", "word:españa", TestName = "Spanish stop words")]
    [TestCase("Coca-Cola", "word:coca word:cola pair:coca_cola", TestName = "A hyphen parts two words")]
    [TestCase("goal goal goal", "word:goal", TestName = "A word stands once")]
    [TestCase("東京 で 会いましょう", "word:東京 word:会いましょう", TestName = "Runs of a script without spaces")]
    [TestCase("日本語で書かれた長い文章です", "", TestName = "A sentence in a script without spaces is no word")]
    public void Of_PlainText_GivesItsWordsAndPairs(string text, string expected) => Assert.That(Keys(text), Is.EqualTo(expected));

    [TestCase("#SuperBowlXLVII", "#superbowlxlvii word:super word:bowl pair:super_bowl word:xlvii pair:bowl_xlvii", TestName = "Case shows the words")]
    [TestCase("#PrayForTexas", "#prayfortexas word:pray word:texas pair:pray_texas", TestName = "Stop words in a hashtag")]
    [TestCase("#WorldCup2022", "#worldcup2022 word:world word:cup pair:world_cup", TestName = "A year in a hashtag")]
    [TestCase("#blackout", "#blackout word:blackout", TestName = "One word")]
    [TestCase("#sb47", "#sb47", TestName = "Letters and figures are no word")]
    [TestCase("big #outage here now", "#outage word:outage", TestName = "A hashtag may be a word of the sentence")]
    [TestCase("power #outage hits town", "#outage word:power word:outage pair:power_outage word:hits pair:outage_hits word:town pair:hits_town", TestName = "It makes pairs there")]
    [TestCase("lights out stadium #blackout", "#blackout word:lights word:stadium pair:lights_stadium word:blackout", TestName = "A label behind the sentence makes no pair")]
    [TestCase("#dunk #cookie", "#dunk #cookie word:dunk word:cookie", TestName = "Labels in a row make no pairs")]
    [TestCase("#rt #news", "#rt #news word:news", TestName = "A stop word as hashtag is no word")]
    [TestCase("#\u0301 lights", "word:lights", TestName = "A hashtag of nothing but an accent is no topic")]
    [TestCase("$ABC and #abc and @abc", "$abc #abc word:abc @abc", TestName = "Kinds are kept apart")]
    public void Of_MarkedText_GivesTagsFirst(string text, string expected) => Assert.That(Keys(text), Is.EqualTo(expected));

    [TestCase("ask @anna.bsky.social now", "@anna.bsky.social", TestName = "A name that is a host")]
    [TestCase("ask @anna@example.social now", "@anna@example.social", TestName = "A name at a host")]
    [TestCase("thanks @anna.So glad", "@anna word:glad", TestName = "A missing space makes no host")]
    [TestCase("ask @anna. Now", "@anna", TestName = "A full stop behind a name")]
    [TestCase("ask @anna.notadomain", "@anna word:notadomain", TestName = "An unknown top-level domain")]
    public void Of_MentionOnAnyNetwork_GivesTheWholeHandle(string text, string expected) => Assert.That(Keys(text), Is.EqualTo(expected));

    [TestCase("#Cookies", "#cookie", TestName = "Safe plural")]
    [TestCase("#SUPERBOWL", "#SuperBowl", TestName = "Case")]
    [TestCase("#Café", "#cafe", TestName = "Accents")]
    [TestCase("#cafe\u0301", "#Café", TestName = "Accents as code points of their own")]
    [TestCase("＃ｇａｍｅ", "#game", TestName = "Full-width")]
    [TestCase("@Anna", "@anna", TestName = "Mention")]
    [TestCase("$abc", "$ABC", TestName = "Cashtag")]
    [TestCase("https://www.example.org/a/?utm_source=x", "http://example.org/a", TestName = "Link")]
    [TestCase("APAGÓN", "apagon", TestName = "Word")]
    [TestCase("Power OUTAGE", "power outage", TestName = "Pair")]
    public void Of_TwoSpellings_GivesTheSameKeys(string one, string other) =>
        Assert.That(TextFacts.Of(one).Terms.Select(term => (term.Key, term.Kind)).ToHashSet().Overlaps(TextFacts.Of(other).Terms.Select(term => (term.Key, term.Kind))), Is.True);

    [TestCase("#año", "#ano")]
    [TestCase("#news", "#new")]
    [TestCase("#texas", "#texa")]
    public void Of_TwoMeanings_GivesDifferentKeys(string one, string other) =>
        Assert.That(TextFacts.Of(one).Terms[0].Key, Is.Not.EqualTo(TextFacts.Of(other).Terms[0].Key));

    [Test]
    public void Of_SplitHashtag_GivesTheKeysOfThePhrase()
    {
        IEnumerable<ulong> phrase = TextFacts.Of("super bowl").Terms.Select(term => term.Key);
        Assert.That(TextFacts.Of("#SuperBowl").Terms.Skip(1).Select(term => term.Key), Is.EqualTo(phrase));
    }

    [TestCase("RT @bob: power outage", "word:power word:outage pair:power_outage", TestName = "Classic repost")]
    [TestCase("rt @bob power outage", "word:power word:outage pair:power_outage", TestName = "Without a colon")]
    [TestCase("RT @a: RT @b: power", "word:power", TestName = "Repost of a repost")]
    [TestCase("RT @bob: outage @eve", "word:outage @eve", TestName = "Other mentions stay")]
    [TestCase("power RT @bob: outage", "word:power @bob word:outage", TestName = "Inside a text it is a mention")]
    [TestCase("RTL @bob", "word:rtl @bob", TestName = "A word that begins with RT")]
    public void Of_RepostByHand_LeavesThePrefixOut(string text, string expected) => Assert.That(Keys(text), Is.EqualTo(expected));

    [Test]
    public void Of_ShortAddressWithExpansion_LinksToTheTarget()
    {
        TextFacts facts = TextFacts.Of("see https://t.co/abc", [new LinkExpansion("https://t.co/abc", "https://example.org/story")]);
        Assert.That(facts.Links, Is.EqualTo(new[] { "https://example.org/story" }));
        Assert.That(facts.Terms.Single(term => term.Kind == TopicKind.Link), Is.EqualTo(new Term(TextFacts.Of("example.org/story").Terms[0].Key, TopicKind.Link, 0, 0)));
    }

    [Test]
    public void Of_AddressPrintedCutShort_IsExpanded()
    {
        TextFacts facts = TextFacts.Of("see example.org/a-long…", [new LinkExpansion("example.org/a-long…", "https://example.org/a-long-story")]);
        Assert.That(facts.Links, Is.EqualTo(new[] { "https://example.org/a-long-story" }));
    }

    [Test]
    public void Of_ShortAddressWithoutExpansion_IsALinkButNoTopic()
    {
        TextFacts facts = TextFacts.Of("https://t.co/abc");
        Assert.That(facts.Links, Is.EqualTo(new[] { "https://t.co/abc" }));
        Assert.That(facts.Terms, Is.Empty);
    }

    [Test]
    public void Of_AttachedAddresses_FollowThoseOfTheTextWithoutRepeats()
    {
        TextFacts facts = TextFacts.Of("example.org/a", default, ["https://www.example.org/a/", "https://example.org/b"]);
        Assert.That(facts.Links, Is.EqualTo(new[] { "example.org/a", "https://example.org/b" }));
        Assert.That(facts.Terms.Select(term => term.Start), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void Of_MoreLinksThanKept_KeepsTheFirst()
    {
        TextFacts facts = TextFacts.Of(string.Join(' ', Enumerable.Range(0, 20).Select(i => $"example.org/{i}")));
        Assert.That(facts.Links, Has.Length.EqualTo(PostLimits.MaxLinks));
        Assert.That(facts.Links[^1], Is.EqualTo("example.org/15"));
    }

    [Test]
    public void Of_MoreTermsThanKept_PrefersTagsToWords()
    {
        string words = string.Join(' ', Enumerable.Range(0, 100).Select(i => $"topic{(char)('a' + (i / 10))}{(char)('a' + (i % 10))}"));
        TextFacts facts = TextFacts.Of(words + " #last $LAST example.org/last");
        Assert.That(facts.Terms, Has.Length.EqualTo(PostLimits.MaxTerms));
        Assert.That(facts.Terms.Take(4).Select(term => term.Kind), Is.EqualTo(new[] { TopicKind.Hashtag, TopicKind.Cashtag, TopicKind.Link, TopicKind.Word }));
    }

    [Test]
    public void Of_EmptyText_GivesNothing()
    {
        TextFacts facts = TextFacts.Of("");
        Assert.That((facts.Terms.Length, facts.Links.Length, facts.Signature.IsDefault), Is.EqualTo((0, 0, true)));
    }

    [Test]
    public void Of_Surfaces_AreSlicesOfTheText()
    {
        const string Text = "Power #SuperBowl @anna";
        IEnumerable<string> surfaces = TextFacts.Of(Text).Terms.Select(term => Text.Substring(term.Start, term.Length));
        Assert.That(surfaces, Is.EqualTo(new[] { "#SuperBowl", "Power", "Super", "Bowl", "SuperBowl", "@anna" }));
    }

    [Test]
    public void Of_AnyText_GivesTermsInsideTheTextWithinTheLimitsEachOnce() => HostileTexts.ForAll(text => CheckFacts(text, TextFacts.Of(text)));

    [TestCaseSource(typeof(HostileTexts), nameof(HostileTexts.Longest))]
    public void Of_AHostileText_GivesTermsInsideTheTextWithinTheLimitsEachOnce(string text) => CheckFacts(text, TextFacts.Of(text));

    [Test]
    public void Of_AnyTextTwice_GivesTheSame() =>
        HostileTexts.ForAll(text =>
        {
            TextFacts first = TextFacts.Of(text), second = TextFacts.Of(text);
            Assert.That(second.Terms, Is.EqualTo(first.Terms));
            Assert.That(second.Links, Is.EqualTo(first.Links));
        });

    private static void CheckFacts(string text, TextFacts facts)
    {
        Assert.That(facts.Terms, Has.Length.LessThanOrEqualTo(PostLimits.MaxTerms));
        Assert.That(facts.Links, Has.Length.LessThanOrEqualTo(PostLimits.MaxLinks));
        Assert.That(facts.Terms.Select(term => term.Key), Is.Unique.And.All.Not.Zero);
        foreach (Term term in facts.Terms)
        {
            int end = term.Kind == TopicKind.Link ? facts.Links.Length - 1 : text.Length;
            Assert.That(term.Start, Is.InRange(0, end));
            Assert.That(term.Start + term.Length, Is.InRange(term.Start, end));
        }
    }

    private static string Keys(string text)
    {
        TextFacts facts = TextFacts.Of(text);
        Post post = TermLabelTests.PostOf(text, facts);
        return string.Join(' ', facts.Terms.Select(term => TermLabel.StableKey(post, term).Replace(' ', '_')));
    }
}
