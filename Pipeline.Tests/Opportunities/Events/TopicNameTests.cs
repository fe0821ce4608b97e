using NUnit.Framework;
using RtmPipeline.Opportunities.Events;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Opportunities.Events;

internal sealed class TopicNameTests
{
    [TestCase("#poweroutage", "pair:power outage", TestName = "IsKinOf_TagAndPhrase_AreOneName")]
    [TestCase("#superbowlblackout", "word:blackout", TestName = "IsKinOf_TagThatEndsWithTheName_IsKin")]
    [TestCase("pair:kettle ridge", "word:kettle", TestName = "IsKinOf_WordOfAPair_IsKin")]
    [TestCase("word:apagon", "word:blackout", TestName = "IsKinOf_TranslationOfTheEvent_IsKin")]
    [TestCase("#terremotomessina", "word:earthquake", TestName = "IsKinOf_TranslationWithinATag_IsKin")]
    [TestCase("word:inondazione", "word:inondazioni", TestName = "IsKinOf_PluralOfAWord_IsKin")]
    [TestCase("word:alluvione", "word:inundacion", TestName = "IsKinOf_SameThingInTwoLanguages_IsKin")]
    public void IsKinOf_RelatedNames_AreKinBothWays(string first, string second)
    {
        Assert.That(Name(first).IsKinOf(Name(second)), Is.True);
        Assert.That(Name(second).IsKinOf(Name(first)), Is.True);
    }

    [TestCase("#vote2020", "#vote2024", TestName = "IsKinOf_OtherYear_IsNoKin")]
    [TestCase("#group1", "#group10", TestName = "IsKinOf_LongerNumber_IsNoKin")]
    [TestCase("word:blackout", "word:goal", TestName = "IsKinOf_OtherEvent_IsNoKin")]
    [TestCase("word:blast", "word:blackout", TestName = "IsKinOf_SameBeginning_IsNoKin")]
    [TestCase("word:rest", "#restaurantweek", TestName = "IsKinOf_ShortPart_IsNoKin")]
    [TestCase("@goal", "word:gol", TestName = "IsKinOf_AccountNamedLikeAnEvent_IsNoKin")]
    public void IsKinOf_OtherNames_AreNoKin(string first, string second)
    {
        Assert.That(Name(first).IsKinOf(Name(second)), Is.False);
        Assert.That(Name(second).IsKinOf(Name(first)), Is.False);
    }

    private static TopicName Name(string stableKey) => new(SampleTopics.Topic(1, stableKey) with
    {
        Kind = stableKey[0] switch
        {
            '#' => TopicKind.Hashtag,
            '@' => TopicKind.Mention,
            'p' => TopicKind.Pair,
            _ => TopicKind.Word,
        },
    });
}
