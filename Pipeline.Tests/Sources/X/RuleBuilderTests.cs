using NUnit.Framework;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.X;

namespace RtmPipeline.Tests.Sources.X;

internal sealed class RuleBuilderTests
{
    private static readonly XOptions s_options = new() { BearerToken = "t" };

    [TestCase("acme", "acme")]
    [TestCase("Acme Tea", "\"Acme Tea\"")]
    [TestCase("McDonald's", "\"McDonald's\"")]
    [TestCase("AT&T", "\"AT&T\"")]
    [TestCase("-acme", "\"-acme\"")]
    [TestCase("from:acme", "\"from:acme\"")]
    [TestCase("(acme)", "\"(acme)\"")]
    [TestCase("Or", "\"Or\"")]
    [TestCase("the \"real\" acme", "\"the real acme\"")]
    [TestCase("back\\slash", "\"back slash\"")]
    [TestCase("  a \t b ", "\"a b\"")]
    [TestCase("#tea", "#tea")]
    [TestCase("@acme", "@acme")]
    [TestCase("$ACME", "$ACME")]
    [TestCase("$100", "\"$100\"")]
    [TestCase("Čaj", "Čaj")]
    [TestCase("東京", "東京")]
    [TestCase("हिन्दी", "हिन्दी")]
    [TestCase("😀", "😀")]
    [TestCase("!!!", null)]
    [TestCase("\"", null)]
    public void Name_BecomesAKeywordAPhraseOrNothing(string name, string? term) => Assert.That(RuleTerms.OfName(name), Is.EqualTo(term));

    [TestCase("Beyoncé", "Beyonce")]
    [TestCase("Citroën Ñandú", "Citroen Ñandu")]
    [TestCase("año", null)]
    [TestCase("Tea", null)]
    [TestCase("हिन्दी", null)]
    [TestCase("Йогурт", null)]
    public void Accents_OfLatinLetters_AreAskedForWithoutToo(string name, string? plain) => Assert.That(RuleTerms.WithoutAccents(name), Is.EqualTo(plain));

    [TestCase("he", "lang:iw")]
    [TestCase("id", "lang:in")]
    [TestCase("zh", "lang:zh-CN lang:zh-TW")]
    [TestCase("nb", "lang:no")]
    [TestCase("es", "lang:es")]
    [TestCase("ga", "")]
    public void Language_HasTheCodesOfX(string language, string operators) => Assert.That(string.Join(' ', RuleTerms.OfLanguage(language)), Is.EqualTo(operators));

    [Test]
    public void Brand_WithEverything_AsksForItsOwnPostsAndForWhatIsSaidOfIt()
    {
        RuleDraft draft = RuleBuilder.Build([Brand() with { Names = ["Acme", "Acme Tea"], Handles = ["acme", "@acme_help"], Hashtags = ["#acme", "TeaTime"], Languages = ["en", "es"] }], s_options);
        Assert.That(draft.Rules, Is.EqualTo(new[]
        {
            new WantedRule("from:acme OR from:acme_help", "rtm:tea:1"),
            new WantedRule("(Acme OR \"Acme Tea\" OR @acme OR @acme_help OR #acme OR #TeaTime) (lang:en OR lang:es)", "rtm:tea:2"),
        }));
        Assert.That(draft.LeftOut, Is.Empty);
    }

    [Test]
    public void Brand_OfOneNameAndLanguage_NeedsNoParentheses() =>
        Assert.That(RuleBuilder.Build([Brand() with { Names = ["Acme"], Languages = ["en"] }], s_options).Rules, Is.EqualTo(new[] { new WantedRule("Acme lang:en", "rtm:tea:1") }));

    [Test]
    public void Reposts_AreAskedFor() =>
        Assert.That(RuleBuilder.Build([Brand() with { Names = ["Acme"] }], s_options).Rules.Single().Value, Is.EqualTo("Acme"));

    [Test]
    public void SameNameTwice_IsAskedForOnce() =>
        Assert.That(RuleBuilder.Build([Brand() with { Names = ["Acme", "ACME", "acme"] }], s_options).Rules.Single().Value, Is.EqualTo("Acme"));

    [Test]
    public void SameRuleOfTwoBrands_IsThereOnce() =>
        Assert.That(RuleBuilder.Build([Brand() with { Names = ["Acme"] }, Brand("other") with { Names = ["acme"] }], s_options).Rules, Has.Count.EqualTo(1));

    [Test]
    public void WhatXCannotMatch_IsLeftOutAndTold()
    {
        RuleDraft draft = RuleBuilder.Build([Brand() with { Names = ["Acme", "!!"], Handles = ["acme.example.social"], Hashtags = ["tea-time"], Languages = ["en", "ga"] }], s_options);
        Assert.That(draft.Rules.Select(rule => rule.Value), Is.EqualTo(new[] { "Acme lang:en" }));
        Assert.That(draft.LeftOut, Is.EqualTo(new[]
        {
            "brand tea: X has no operator for the language ga",
            "brand tea: the name !! cannot be asked for at X",
            "brand tea: the handle acme.example.social cannot be asked for at X",
            "brand tea: the hashtag tea-time cannot be asked for at X",
        }));
    }

    [TestCase(64)]
    [TestCase(100)]
    [TestCase(1_024)]
    [TestCase(2_048)]
    public void LongProfile_IsSplitIntoRulesWithinTheLimitAndNothingIsLost(int longest)
    {
        string[] names = [.. Enumerable.Range(0, 400).Select(i => $"product number {i:000}")];
        RuleDraft draft = RuleBuilder.Build([Brand() with { Names = names, Languages = ["en", "it"] }], s_options with { MaxRuleLength = longest });
        Assert.That(draft.Rules.Max(rule => rule.Value.Length), Is.LessThanOrEqualTo(longest));
        Assert.That(draft.Rules.Select(rule => rule.Tag), Is.EqualTo(Enumerable.Range(1, draft.Rules.Count).Select(n => $"rtm:tea:{n}")));
        Assert.That(draft.Rules.Select(rule => rule.Value), Has.All.EndsWith(" (lang:en OR lang:it)"));
        string[] terms = [.. draft.Rules.SelectMany(rule => rule.Value[..^" (lang:en OR lang:it)".Length].Trim('(', ')').Split(" OR "))];
        Assert.That(terms, Is.EqualTo(names.Select(name => $"\"{name}\"")));
        int average = draft.Rules.Sum(rule => rule.Value.Length) / draft.Rules.Count;
        Assert.That(average, Is.GreaterThan(longest * 6 / 10), "rules are filled");
    }

    [Test]
    public void NameLongerThanARule_IsLeftOutAndTold()
    {
        RuleDraft draft = RuleBuilder.Build([Brand() with { Names = [new string('x', 65), "Acme"] }], s_options with { MaxRuleLength = 64 });
        Assert.That(draft.Rules.Single().Value, Is.EqualTo("Acme"));
        Assert.That(draft.LeftOut.Single(), Does.Contain("too long for a rule of 64"));
    }

    [Test]
    public void ExtraRules_HaveATagThatNoBrandHas() =>
        Assert.That(RuleBuilder.Build([], s_options with { ExtraRules = [" tea has:images "], RuleTag = "mine" }).Rules, Is.EqualTo(new[] { new WantedRule("tea has:images", "mine:+:1") }));

    [Test]
    public void Plan_RemovesOurOwnRulesOnlyAndKeepsWhatIsThere()
    {
        ServerRule[] present = [new("1", "tea  OR coffee", "rtm:tea:1"), new("2", "old", "rtm:tea:2"), new("3", "foreign", "theirs"), new("4", "no tag", ""), new("5", "shared", "rtmx")];
        RulePlan plan = RulePlan.Of([new("Tea OR Coffee", "rtm:tea:1"), new("new", "rtm:tea:2"), new("shared", "rtm:tea:3")], present, s_options);
        Assert.That(plan.Add.Select(rule => rule.Value), Is.EqualTo(new[] { "new" }));
        Assert.That(plan.Remove.Select(rule => rule.Id), Is.EqualTo(new[] { "2" }));
        Assert.That(plan.Shared.Select(rule => rule.Value), Is.EqualTo(new[] { "shared" }));
        Assert.That((plan.Over.Count, plan.AddsFirst), Is.EqualTo((0, true)));
    }

    [TestCase(6, 2, 0, true)]
    [TestCase(5, 2, 0, false)]
    [TestCase(4, 1, 1, false)]
    [TestCase(3, 0, 2, true)]
    public void Plan_AtTheCap_CountsTheRulesOfOthersAndRemovesFirst(int cap, int add, int over, bool addsFirst)
    {
        ServerRule[] present = [new("1", "a", "theirs"), new("2", "b", "theirs"), new("3", "c", "theirs"), new("4", "old", "rtm:tea:1")];
        RulePlan plan = RulePlan.Of([new("new 1", "rtm:tea:1"), new("new 2", "rtm:tea:2")], present, s_options with { MaxRules = cap });
        Assert.That((plan.Add.Count, plan.Over.Count), Is.EqualTo((add, over)));
        if (cap > 3)
            Assert.That(plan.AddsFirst, Is.EqualTo(addsFirst));
    }

    private static WatchedBrand Brand(string id = "tea") => new(id, [], [], [], [], [], []);
}
