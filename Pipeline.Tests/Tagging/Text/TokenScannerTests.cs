using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tests.Tagging.Text;

internal sealed class TokenScannerTests
{
    [TestCase("Lights out, again!", "lights out , again !", TestName = "Words and marks, in lower case")]
    [TestCase("don't l'amore", "don t l amore", TestName = "An apostrophe parts words")]
    [TestCase("perché año über", "perché año über", TestName = "Accents stay")]
    [TestCase("sooooo goooood", "soo good", TestName = "Long runs of a letter are two")]
    [TestCase("wow!!!!!!! ......", "wow !!! ...", TestName = "Long runs of a mark are three")]
    [TestCase("@anna @b_1 hi", "@ @ hi", TestName = "Mentions have no form")]
    [TestCase("see https://example.org/a?b=c#d now", "see http now", TestName = "Addresses have no form")]
    [TestCase("http", "http", TestName = "A masked address")]
    [TestCase("httpd runs", "httpd runs", TestName = "A word that begins like an address")]
    [TestCase("#SuperBowlNight rocks", "super bowl night rocks", TestName = "Hashtags come apart by case")]
    [TestCase("#super_bowl", "super bowl", TestName = "Hashtags come apart at underscores")]
    [TestCase("in 2015 at 3pm", "in 2015 at 3pm", TestName = "Numbers")]
    [TestCase("yes :-) no :( x :D ;P <3", "yes :-) no :( x :D ;P <3", TestName = "Emoticons stay whole")]
    [TestCase(":Denis", ": denis", TestName = "A colon before a word is no face")]
    [TestCase("so 👍🏽 good", "so 👍 good", TestName = "Skin tones are dropped")]
    [TestCase("❤️", "❤", TestName = "Presentation is dropped")]
    [TestCase("😂😂", "😂 😂", TestName = "Each picture is a token")]
    [TestCase("𝐁𝐨𝐥𝐝", "bold", TestName = "Ornamental letters are letters")]
    [TestCase("नमस्ते दुनिया", "नमस्ते दुनिया", TestName = "Marks belong to their word")]
    [TestCase(" \t\n ", "", TestName = "Space alone is nothing")]
    [TestCase("# @ #", "@", TestName = "Signs alone")]
    public void Text_Walked_GivesItsTokens(string text, string expected) => Assert.That(string.Join(' ', Read(text).Select(Shown)), Is.EqualTo(expected));

    [Test]
    public void Places_AreToldForWords()
    {
        List<(TokenKind Kind, string Form, TokenPlace Place)> tokens = Read("GREAT nooo #BigDay ok");

        Assert.That(tokens.Select(token => (token.Form, token.Place)), Is.EqualTo(
        [
            ("great", TokenPlace.Shouted),
            ("noo", TokenPlace.Elongated),
            ("big", TokenPlace.InHashtag),
            ("day", TokenPlace.InHashtag),
            ("ok", TokenPlace.None),
        ]));
    }

    [Test]
    public void LongWord_IsCut()
    {
        string text = string.Concat(Enumerable.Repeat("ab", 500));

        Assert.That(Read(text).Single().Form, Is.EqualTo(text[..TokenScanner.MaxTokenLength]));
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property AnyText_EndsWithTokensInOrder() =>
        Prop.ForAll(Texts().ToArbitrary(), text =>
        {
            var scanner = new TokenScanner(text, new char[TokenScanner.MaxTokenLength]);
            int before = 0;
            int steps = 0;
            while (scanner.MoveNext())
            {
                if (scanner.Start < before || scanner.End <= scanner.Start || scanner.End > text.Length || ++steps > text.Length)
                    return false;
                before = scanner.End;
            }
            return true;
        });

    private static Gen<string> Texts() =>
        Gen.Elements("a", "Z", "é", "\u0301", "#", "＃", "@", "_", "'", "’", ":", "-", ")", "D", "<", "3", "!", ".", " ", "\n", "0", "http", "https://", "www.", "\uD83D", "\uDE02", "😂", "🏽", "\uFE0F", "\u200D", "ß", "ñ", "न", "漢", "\0", "\u00AD", "𝐁", "__", "…", "ﬁ")
            .ListOf().Select(string.Concat);

    private static List<(TokenKind Kind, string Form, TokenPlace Place)> Read(string text)
    {
        List<(TokenKind, string, TokenPlace)> tokens = [];
        var scanner = new TokenScanner(text, new char[TokenScanner.MaxTokenLength]);
        while (scanner.MoveNext())
            tokens.Add((scanner.Kind, scanner.Form.ToString(), scanner.Place(isNegated: false)));
        return tokens;
    }

    private static string Shown((TokenKind Kind, string Form, TokenPlace Place) token) => token.Kind switch
    {
        TokenKind.Mention => "@",
        TokenKind.Address => "http",
        _ => token.Form.Length == 0 ? "@" : token.Form,
    };
}
