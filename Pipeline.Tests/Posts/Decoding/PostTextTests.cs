using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;

namespace RtmPipeline.Tests.Posts.Decoding;

internal sealed class PostTextTests
{
    [TestCase("plain words", "plain words")]
    [TestCase(@"a\nb\t\""c\"" \\ \/", "a\nb\t\"c\" \\ /")]
    [TestCase(@"\u00e9t\u00e9", "été")]
    [TestCase(@"\ud83d\udc22!", "🐢!")]
    [TestCase(@"\ud83d!", "\uFFFD!")]
    [TestCase(@"\udc22\ud83d", "\uFFFD\uFFFD")]
    [TestCase(@"\ud83d\u0041", "\uFFFDA")]
    [TestCase(@"a\u0000b", "ab")]
    [TestCase("żółw 🐢", "żółw 🐢")]
    public void JsonString_WithAnyEscapes_IsReadWithoutThrowing(string json, string expected) =>
        Assert.That(PostText.Unescaped(Encoding.UTF8.GetBytes(json)), Is.EqualTo(expected));

    [Test]
    public void JsonString_WithBrokenUtf8_HasReplacementCharacters()
    {
        byte[] bytes = [(byte)'a', 0xFF, (byte)'b', 0xE2, 0x82];
        string read = PostText.Read(bytes, new RawText(0, bytes.Length, RawKind.Plain));
        Assert.That(read, Is.EqualTo("a\uFFFDb\uFFFD"));
    }

    [TestCase("fish &amp; chips", "fish & chips")]
    [TestCase("1 &lt; 2 &gt; 0", "1 < 2 > 0")]
    [TestCase("&quot;so&quot; &apos;it&apos; &#39;is&#39;", "\"so\" 'it' 'is'")]
    [TestCase("&amp;lt;", "&lt;", TestName = "Entities_EncodedTwice_AreDecodedOnce")]
    [TestCase("&#128034;&#x1F422;", "🐢🐢")]
    [TestCase("AT&T & co; &;&&amp", "AT&T & co; &;&&amp")]
    [TestCase("&nosuch; &#xD800; &#1114112; &#0; &#1; &#x; &#;", "&nosuch; &#xD800; &#1114112; &#0; &#1; &#x; &#;")]
    [TestCase("a&#10;b", "a\nb")]
    public void Entities_InAText_AreDecoded(string json, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        Assert.That(PostText.Read(bytes, new RawText(0, bytes.Length, RawKind.Plain), TextCoding.Entities), Is.EqualTo(expected));
    }

    [Test]
    public void Text_BeyondTheLimit_IsCutBeforeABrokenPair()
    {
        string text = new string('a', PostLimits.MaxTextLength - 1) + "🐢🐢";
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        string read = PostText.Read(bytes, new RawText(0, bytes.Length, RawKind.Plain));
        Assert.That(read, Is.EqualTo(new string('a', PostLimits.MaxTextLength - 1)));
    }

    [Test]
    public void Name_LongerThanTheLimit_IsRefused()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(new string('n', PostText.MaxNameLength + 1));
        Assert.That(PostText.Name(bytes, new RawText(0, bytes.Length, RawKind.Plain)), Is.Null);
    }
}
