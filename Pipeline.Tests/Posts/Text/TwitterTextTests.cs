using NUnit.Framework;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Posts.Text;

internal sealed class TwitterTextTests
{
    [TestCase("lights out at #game with @anna on example.org/a?b=c, buy $ABC", "Hashtag #game|Mention @anna|Url example.org/a?b=c|Cashtag $ABC", TestName = "All kinds in one text")]
    [TestCase("@club/fans-01 and @club", "List @club/fans-01|Mention @club", TestName = "A list is not a mention")]
    [TestCase("see https://example.org/#part #tag", "Url https://example.org/#part|Hashtag #tag", TestName = "No hashtag inside an address")]
    [TestCase("https://example.org/@anna/", "Url https://example.org/@anna/", TestName = "No mention inside an address")]
    [TestCase("＃ｇａｍｅ ＠anna", "Hashtag ＃ｇａｍｅ|Mention ＠anna", TestName = "Full-width signs")]
    [TestCase("#あfoo.com", "Hashtag #あfoo", TestName = "Where two overlap the first stays")]
    [TestCase("$OIL.com and $TOOLONGER and b$C", "Cashtag $OIL", TestName = "A symbol is short and no address")]
    [TestCase("write to anna@example.org", "", TestName = "No entity in an e-mail address")]
    [TestCase("it ended.Then we left", "", TestName = "A missing space makes no address")]
    [TestCase("signed.off", "", TestName = "A former top-level domain needs a protocol")]
    [TestCase("http://signed.off", "Url http://signed.off", TestName = "A former top-level domain with a protocol")]
    [TestCase("http://bücher.example.org/ä", "Url http://bücher.example.org/ä", TestName = "Umlauts in host and path")]
    [TestCase("http://пример.рф/путь", "Url http://пример.рф/путь", TestName = "Cyrillic host and path")]
    [TestCase("(example.org/a_(b_(c)_d))", "Url example.org/a_(b_(c)_d)", TestName = "Parentheses balance two deep")]
    [TestCase("example.org/a_(b_(c_(d)))", "Url example.org/a_", TestName = "Parentheses three deep end the address")]
    [TestCase("example.org:8080/x. End", "Url example.org:8080/x", TestName = "A port belongs to the address, a full stop does not")]
    [TestCase("#️⃣ and #⃣ are keys", "", TestName = "A keycap is no hashtag")]
    public void FindEntities_OfAText_FindsThemInOrder(string text, string expected) => Assert.That(Entities(text), Is.EqualTo(expected));

    [TestCase("@anna you too", "anna")]
    [TestCase("\u202A @anna", "anna")]
    [TestCase("so @anna", null)]
    [TestCase("", null)]
    [TestCase("@", null)]
    public void FindReply_OfAText_IsTheFirstMentionBeforeAnyWord(string text, string? expected) => Assert.That(TwitterText.FindReply(text), Is.EqualTo(expected));

    [TestCase(63, true)]
    [TestCase(64, false)]
    public void FindEntities_HostLabelOfLength_IsAnAddressUpTo63(int length, bool found) =>
        Assert.That(Entities($"http://{new string('a', length)}.org").Length > 0, Is.EqualTo(found));

    [TestCase(4096, true)]
    [TestCase(4097, false)]
    public void FindEntities_AddressOfLength_IsFoundUpTo4096(int length, bool found) =>
        Assert.That(Entities("http://a.org/".PadRight(length, 'p')).Length > 0, Is.EqualTo(found));

    [Test]
    public void FindEntities_OfAnyText_LieInsideInOrderWithoutOverlap() =>
        HostileTexts.ForAll(text =>
        {
            List<TextEntity> entities = [];
            TwitterText.FindEntities(text, entities);
            int end = 0;
            foreach (TextEntity entity in entities)
            {
                Assert.That(entity.Start, Is.GreaterThanOrEqualTo(end));
                Assert.That(entity.Length, Is.GreaterThan(1));
                end = entity.End;
            }
            Assert.That(end, Is.LessThanOrEqualTo(text.Length));
        });

    // Counted work, not time: each character may be looked at closely a few times for each of the steps of an address, whatever stands around it.
    [TestCaseSource(typeof(HostileTexts), nameof(HostileTexts.Longest))]
    public void FindEntities_OfAHostileText_DoesWorkLinearInItsLength(string text)
    {
        SpanList<TextEntity> found = new(stackalloc TextEntity[4]);
        long work = TwitterText.FindEntitiesOfAllNetworks(text, ref found);
        found.Dispose();
        Assert.That(work, Is.LessThanOrEqualTo(8L * text.Length));
    }

    private static string Entities(string text)
    {
        List<TextEntity> entities = [];
        TwitterText.FindEntities(text, entities);
        return string.Join('|', entities.Select(e => $"{e.Kind} {text.Substring(e.Start, e.Length)}"));
    }
}
