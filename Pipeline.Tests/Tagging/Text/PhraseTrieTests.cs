using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tests.Tagging.Text;

public sealed class PhraseTrieTests
{
    private static IEnumerable<TestCaseData> Finds()
    {
        yield return Case("WholeWord", "milk", "warm milk please", "milk");
        yield return Case("NotPartOfAWord", "milk", "milkshake");
        yield return Case("OtherCaseAndAccents", "arándano", "ARANDANO pie", "ARANDANO");
        yield return Case("Phrase", "super bowl", "the Super  Bowl night", "Super  Bowl");
        yield return Case("PhraseOverAHyphen", "half time", "the half-time show", "half-time");
        yield return Case("PhraseNotOverAFullStop", "super bowl", "It was super. Bowl me over");
        yield return Case("PhraseNotOverAnotherWord", "super bowl", "super big bowl");
        yield return Case("PhraseAsHashtag", "super bowl", "go #SuperBowl", "#SuperBowl", "SuperBowl");
        yield return Case("PhraseAsLowerHashtag", "super bowl", "go #superbowl!", "#superbowl", "superbowl");
        yield return Case("PhraseWithinAHashtag", "super bowl", "#SuperBowlNight", "SuperBowl");
        yield return Case("PhraseAsOneWord", "super bowl", "superbowl time", "superbowl");
        yield return Case("ShortPhraseAsOneWord_IsAnotherWord", "it a", "ITA plane");
        yield return Case("ShortPhraseAsAHashtag", "it a", "#ita", "#ita");
        yield return Case("Twice", "milk", "milk, milk", "milk", "milk");
        yield return Case("PhraseBegunTwice", "a a b", "a a a b", "a a b");
        yield return Case("NotInAnAddress", "milk", "https://milk.example/milk");
        yield return Case("NotInAMention", "milk", "@milk");
    }

    [TestCaseSource(nameof(Finds))]
    public void Entry_IsFoundIn(string entry, string text, string[] expected)
    {
        PhraseTrieBuilder builder = new();
        builder.Add(entry);
        Assert.That(Find(builder.Build(), text).Select(match => text[match.Start..match.End]), Is.EqualTo(expected));
    }

    [Test]
    public void Handle_MatchesMentionsOnly()
    {
        PhraseTrieBuilder builder = new();
        builder.AddHandle("Crispo_Cookies");
        PhraseTrie trie = builder.Build();
        Assert.That(Find(trie, "ask @crispo_COOKIES."), Has.Length.EqualTo(1));
        Assert.That(Find(trie, "ask crispo_cookies or @crispo_cookies2"), Is.Empty);
    }

    [Test]
    public void EntriesThatFoldToTheSameWords_AreOne()
    {
        PhraseTrieBuilder builder = new();
        Assert.That(builder.Add("Café Olé"), Is.EqualTo(builder.Add("cafe-ole")));
        Assert.That(builder.Build().Phrases, Is.EqualTo(1));
    }

    [TestCase("")]
    [TestCase("!!!")]
    [TestCase("1 2 3 4 5 6 7 8 9 10 11 12 13")]
    public void EntryWithoutWordsOrWithTooMany_IsRefused(string entry) =>
        Assert.That(() => new PhraseTrieBuilder().Add(entry), Throws.ArgumentException);

    [TestCase("12 people found dead", true)]
    [TestCase("dead: 12", true)]
    [TestCase("dead dead dead dead", false)]
    [TestCase("12 a b c d dead", false)]
    [TestCase("dead in 2019", false)]
    [TestCase("dead a b 12", false)]
    public void CountNearAMatch_IsNoticed(string text, bool expected)
    {
        PhraseTrieBuilder builder = new();
        builder.Add("dead");
        Assert.That(Find(builder.Build(), text)[0].HasCount, Is.EqualTo(expected));
    }

    [Test]
    public void MoreMatchesThanRoom_KeepsTheFirst()
    {
        PhraseTrieBuilder builder = new();
        builder.Add("go");
        PhraseMatch[] room = new PhraseMatch[3];
        Assert.That(builder.Build().Find("go go go go go", room), Is.EqualTo(3));
        Assert.That(room.Select(match => match.Start), Is.EqualTo(new[] { 0, 3, 6 }));
    }

    /// <summary>Over words of one letter, where no joined forms come in, a search at every position must find the same.</summary>
    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Trie_FindsWhatASearchAtEveryPositionFinds()
    {
        Gen<string[]> words = Gen.Elements("a", "b", "c").NonEmptyListOf().Select(list => list.Take(5).ToArray());
        Gen<(string[][] Entries, string[] Text)> cases =
            from entries in words.ListOf()
            from text in Gen.Elements("a", "b", "c", "d").ListOf()
            select (entries.Take(8).ToArray(), text.ToArray());
        return Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            PhraseTrieBuilder builder = new();
            Dictionary<string, int> numbers = [];
            foreach (string[] entry in sample.Entries)
                numbers[string.Join(' ', entry)] = builder.Add(string.Join(' ', entry));
            IEnumerable<(int, int)> expected =
                from start in Enumerable.Range(0, sample.Text.Length)
                from pair in numbers
                let length = (pair.Key.Length + 1) / 2
                where start + length <= sample.Text.Length && string.Join(' ', sample.Text[start..(start + length)]) == pair.Key
                select (pair.Value, start * 2);
            string text = string.Join(' ', sample.Text);
            PhraseMatch[] room = new PhraseMatch[4096];
            int found = builder.Build().Find(text, room);
            return room[..found].Select(match => (match.Phrase, match.Start)).Order().SequenceEqual(expected.Order());
        });
    }

    private static TestCaseData Case(string name, string entry, string text, params string[] expected) =>
        new TestCaseData(entry, text, expected).SetName($"Entry_{name}");

    private static PhraseMatch[] Find(PhraseTrie trie, string text)
    {
        PhraseMatch[] room = new PhraseMatch[PhraseTrie.MaxMatches];
        return room[..trie.Find(text, room)];
    }
}
