using NUnit.Framework;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Safety;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tests.Tagging.Safety;

public sealed class SafetyRulesTests
{
    private const float Just = 0.001f;

    private static readonly PhraseTrie s_trie;
    private static readonly SafetyTagger s_tagger;

    static SafetyRulesTests()
    {
        PhraseTrieBuilder phrases = new();
        s_tagger = new SafetyTagger(phrases);
        s_trie = phrases.Build();
    }

    private readonly struct TwoWords : IModelWords
    {
        public string[] Of(SafetyModel model) => [model.ToString(), "words"];

        public float TragedyBesideFigures(scoped ReadOnlySpan<SafetyHit> hits, float tragedy) => tragedy;
    }

    [TestCase("we are still waiting for word", SafetyRules.TragedyThreshold - Just, SafetyLevel.None)]
    [TestCase("we are still waiting for word", SafetyRules.TragedyThreshold, SafetyLevel.Medium)]
    [TestCase("we are still waiting for word", SafetyRules.HighTragedyThreshold, SafetyLevel.High)]
    [TestCase("the ambulance is here", SafetyRules.TragedyWithWordsThreshold - Just, SafetyLevel.Low)]
    [TestCase("the ambulance is here", SafetyRules.TragedyWithWordsThreshold, SafetyLevel.Medium)]
    [TestCase("two victims and the ambulance is here", SafetyRules.TragedyWithWordsThreshold, SafetyLevel.High)]
    [TestCase("this cake is to die for", SafetyRules.DoubtfulTragedyThreshold - Just, SafetyLevel.None)]
    [TestCase("this cake is to die for", SafetyRules.DoubtfulTragedyThreshold, SafetyLevel.High)]
    public void Tragedy_RaisesFromItsThresholdOn(string text, float tragedy, object level) =>
        Assert.That((object)Judge(text, new SafetyScores(0, 0, tragedy, true)).Level, Is.EqualTo(level));

    [TestCase("nothing here", SafetyRules.OffenceThreshold - Just, SafetyLevel.None)]
    [TestCase("nothing here", SafetyRules.OffenceThreshold, SafetyLevel.Low)]
    [TestCase("what a shitty day", SafetyRules.OffenceThreshold - Just, SafetyLevel.Low)]
    [TestCase("what a shitty day", SafetyRules.OffenceThreshold, SafetyLevel.Medium)]
    [TestCase("a bigot lives here", SafetyRules.OffenceThreshold, SafetyLevel.Medium)]
    public void Offence_RaisesFromItsThresholdOn(string text, float offence, object level) =>
        Assert.That((object)Judge(text, new SafetyScores(offence, 0, 0, true)).Level, Is.EqualTo(level));

    [TestCase("nothing here", SafetyRules.HateThreshold - Just, SafetyLevel.None)]
    [TestCase("nothing here", SafetyRules.HateThreshold, SafetyLevel.High)]
    [TestCase("a bigot lives here", SafetyRules.HateWithWordsThreshold - Just, SafetyLevel.None)]
    [TestCase("a bigot lives here", SafetyRules.HateWithWordsThreshold, SafetyLevel.High)]
    public void Hate_RaisesFromItsThresholdOn(string text, float hate, object level) =>
        Assert.That((object)Judge(text, new SafetyScores(0, hate, 0, true)).Level, Is.EqualTo(level));

    [TestCase(0.94f, 0.99f, 0.94f)]
    public void ForeignLanguage_NeedsMoreOfAModel(float tragedy, float hate, float offence) =>
        Assert.That(Judge("nothing here", new SafetyScores(offence, hate, tragedy, false)).Level, Is.EqualTo(SafetyLevel.None));

    [TestCase("nothing here", 4, SafetyLevel.None)]
    [TestCase("nothing here", 5, SafetyLevel.High)]
    [TestCase("earthquake", 1, SafetyLevel.High)]
    public void TragedyModel_InAFewWords_NeedsAWordOfTheLexicon(string text, int words, object level) =>
        Assert.That((object)Judge(text, new SafetyScores(0, 0, 0.99f, true, words)).Level, Is.EqualTo(level));

    [Test]
    public void LexiconAndModel_AreIndependentWitnesses() =>
        Assert.That(Judge("earthquake in the hills", new SafetyScores(0, 0, 0.8f, true)).Probability, Is.EqualTo(0.98f).Within(1e-5));

    [Test]
    public void LowScore_TakesNothingFromTheLexicon() =>
        Assert.That(Judge("12 dead on the motorway", new SafetyScores(0, 0, 0.01f, true)).Level, Is.EqualTo(SafetyLevel.High));

    [Test]
    public void ReliefAfterAModelsTragedy_LowersIt() =>
        Assert.That(Judge("earthquake, no injuries", new SafetyScores(0, 0, 0.8f, true)).Level, Is.EqualTo(SafetyLevel.Low));

    [Test]
    public void VerdictOfAModelAlone_GivesTheModelsWords() =>
        Assert.That(JudgeWithWords("nothing here", new SafetyScores(0, 0, 0.8f, true)).Because, Is.EqualTo(new[] { "Tragedy", "words" }));

    [Test]
    public void VerdictWithWordsOfTheLexicon_GivesThose() =>
        Assert.That(JudgeWithWords("earthquake in the hills", new SafetyScores(0, 0, 0.8f, true)).Because, Is.EqualTo(new[] { "earthquake" }));

    [Test]
    public void QuietScores_CostNoMemory()
    {
        SafetyScores scores = new(0.3f, 0.3f, 0.3f, true);
        JudgeWithWords("we walked the dog", scores);
        long before = GC.GetAllocatedBytesForCurrentThread();
        SafetyTag tag = JudgeWithWords("we walked the dog", scores);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(tag, Is.SameAs(SafetyTag.None));
    }

    private static SafetyTag Judge(string text, SafetyScores scores)
    {
        Span<PhraseMatch> room = stackalloc PhraseMatch[PhraseTrie.MaxMatches];
        return s_tagger.Judge(room[..s_trie.Find(text, room)], scores);
    }

    private static SafetyTag JudgeWithWords(string text, SafetyScores scores)
    {
        Span<PhraseMatch> room = stackalloc PhraseMatch[PhraseTrie.MaxMatches];
        return s_tagger.Judge(room[..s_trie.Find(text, room)], scores, default(TwoWords));
    }
}
