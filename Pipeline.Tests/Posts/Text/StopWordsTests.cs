using NUnit.Framework;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Posts.Text;

internal sealed class StopWordsTests
{
    [TestCase("the")]
    [TestCase("dont")]
    [TestCase("rt")]
    [TestCase("amp")]
    [TestCase("También")]
    [TestCase("JAJAJA")]
    [TestCase("perché")]
    [TestCase("ahahah")]
    public void Contains_FunctionWordOrChatter_IsTrue(string word) => Assert.That(StopWords.Contains(Folding.Hash(word)), Is.True);

    [TestCase("blackout")]
    [TestCase("cookie")]
    [TestCase("apagón")]
    [TestCase("terremoto")]
    [TestCase("new")]
    [TestCase("")]
    public void Contains_ContentWord_IsFalse(string word) => Assert.That(StopWords.Contains(Folding.Hash(word)), Is.False);

    [TestCase("dell", true)]
    [TestCase("l", true)]
    [TestCase("o", false)]
    [TestCase("anna", false)]
    public void IsElided_WordBeforeAnApostrophe_KnowsArticles(string word, bool expected) => Assert.That(StopWords.IsElided(Folding.Hash(word)), Is.EqualTo(expected));

    [TestCase(StopWordLists.English)]
    [TestCase(StopWordLists.Spanish)]
    [TestCase(StopWordLists.Italian)]
    public void Contains_EachWordOfALanguage_IsTrue(string list)
    {
        string[] words = list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.That(words.Where(word => !StopWords.Contains(Folding.Hash(word.Replace("'", "")))), Is.Empty);
    }

    [Test]
    public void Total_OfAllLanguages_FillsAThirdOfTheTableAtMost() => Assert.That(StopWords.Total, Is.InRange(1000, StopWords.TableLength / 3));
}
