using NUnit.Framework;
using RtmPipeline.Opportunities.Stories;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Opportunities.Stories;

internal sealed class NewsVocabularyTests
{
    [TestCase("earthquake", "terremoto")]
    [TestCase("blackout", "apagon")]
    [TestCase("dead", "morti")]
    [TestCase("strike", "sciopero")]
    public void Meaning_OfOneThingInTwoLanguages_IsOne(string one, string other)
    {
        Assert.That(NewsVocabulary.TryMeaning(one, out ulong first), Is.True);
        Assert.That(NewsVocabulary.TryMeaning(other, out ulong second), Is.True);
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Meaning_OfAWordOutsideNews_IsNone() => Assert.That(NewsVocabulary.TryMeaning("lute", out _), Is.False);

    [Test]
    public void Words_AreWrittenAsTheyAreLookedUp() =>
        Assert.That(NewsVocabularyWords.All.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(w => Folding.Fold(w) != w), Is.Empty);

    [Test]
    public void Stem_OfTwoEndings_IsOne() => Assert.That(NewsVocabulary.StemOf("asamblea"), Is.EqualTo(NewsVocabulary.StemOf("asambleas")));
}
