using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Posts.Text;

internal sealed class TermLabelTests
{
    [TestCase("#SuperBowls", TopicKind.Hashtag, "#SuperBowls", "#superbowl", TestName = "Hashtag")]
    [TestCase("$Aapl", TopicKind.Cashtag, "$Aapl", "$aapl", TestName = "Cashtag")]
    [TestCase("@NASA", TopicKind.Mention, "@NASA", "@nasa", TestName = "Mention")]
    [TestCase("@club/fans", TopicKind.Mention, "@club", "@club", TestName = "A list mentions its owner")]
    [TestCase("Apagón", TopicKind.Word, "Apagón", "word:apagon", TestName = "Word")]
    [TestCase("O’Brien", TopicKind.Word, "O’Brien", "word:obrien", TestName = "Word with an apostrophe")]
    [TestCase("Power \t OUTAGE", TopicKind.Pair, "Power OUTAGE", "pair:power outage", TestName = "Pair")]
    [TestCase("battle of the bands", TopicKind.Pair, "battle of the bands", "pair:battle bands", TestName = "Pair with stop words inside")]
    [TestCase("#SuperBowl", TopicKind.Pair, "SuperBowl", "pair:super bowl", TestName = "Pair inside a hashtag")]
    [TestCase("#JumboJet1stFlight", TopicKind.Pair, "JumboJet", "pair:jumbo jet", TestName = "First pair of a longer hashtag")]
    [TestCase("https://www.example.org/a?id=1#x", TopicKind.Link, "example.org/a", "link:example.org/a?id=1", TestName = "Link")]
    public void Names_OfATerm_AreThoseOfItsKind(string text, TopicKind kind, string label, string stableKey)
    {
        TextFacts facts = TextFacts.Of(text);
        Post post = PostOf(text, facts);
        Term term = facts.Terms.First(candidate => candidate.Kind == kind);
        Assert.That((TermLabel.Of(post, term), TermLabel.StableKey(post, term)), Is.EqualTo((label, stableKey)));
    }

    [TestCase("")]
    [TestCase("#")]
    [TestCase("word:")]
    [TestCase("pair:power")]
    [TestCase("pair:power ")]
    [TestCase("pair: outage")]
    [TestCase("blackout")]
    public void TryKeyOf_WhatIsNoStableKey_Refuses(string text) => Assert.That(TermLabel.TryKeyOf(text, out _), Is.False);

    [Test]
    public void TryKeyOf_StableKeyOfAnyTerm_IsTheKeyOfTheTerm() =>
        HostileTexts.ForAll(text =>
        {
            TextFacts facts = TextFacts.Of(text);
            Post post = PostOf(text, facts);
            foreach (Term term in facts.Terms)
            {
                string stableKey = TermLabel.StableKey(post, term);
                Assert.That(TermLabel.TryKeyOf(stableKey, out ulong key) && key == term.Key, Is.True, $"{term} {stableKey}");
            }
        });

    internal static Post PostOf(string text, TextFacts facts) =>
        new() { Id = "plain:1", Source = "plain", PostedAt = 0, Text = text, Terms = facts.Terms, Links = facts.Links };
}
