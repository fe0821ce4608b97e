using NUnit.Framework;
using RtmPipeline.Posts.News;

namespace RtmPipeline.Tests.Posts.News;

[TestFixture]
internal sealed class HtmlTextTests
{
    [TestCase("Rain at noon", "Rain at noon", TestName = "{m}(plain)")]
    [TestCase("  Rain \n\t at   noon ", "Rain at noon", TestName = "{m}(white space)")]
    [TestCase("<p>Rain &amp; wind</p><p>Sun</p>", "Rain & wind\nSun", TestName = "{m}(paragraphs)")]
    [TestCase("Rain<br>Wind<br/>Sun", "Rain\nWind\nSun", TestName = "{m}(line breaks)")]
    [TestCase("<ul><li>Rain</li><li>Wind</li></ul>after", "Rain\nWind\nafter", TestName = "{m}(list)")]
    [TestCase("Ra<b>i</b>n <i>now</i>", "Rain now", TestName = "{m}(inline tags)")]
    [TestCase("<table><tr><td>Rain</td><td>Wind</td></tr></table>", "Rain Wind", TestName = "{m}(cells)")]
    [TestCase("&amp;lt;b&amp;gt; &lt;b&gt;", "&lt;b&gt; <b>", TestName = "{m}(entities are decoded once)")]
    [TestCase("caf&eacute;&nbsp;ol&#233; &#x1F327;", "café olé \U0001F327", TestName = "{m}(entities)")]
    [TestCase("1 < 2 and 2 > 1, <3 &c. &bogus;", "1 < 2 and 2 > 1, <3 &c. &bogus;", TestName = "{m}(signs that are no markup)")]
    [TestCase("a<script>if (a<b) { x('</p>') }</script>b<style>p{}</style>c", "abc", TestName = "{m}(scripts and styles)")]
    [TestCase("a<noscript><img src=x></noscript>b<svg><text>no</text></svg>c", "abc", TestName = "{m}(elements that are not shown)")]
    [TestCase("a<script src='x'/>b<iframe src='y' />c", "abc", TestName = "{m}(closed as XML does)")]
    [TestCase("a<!-- no --><![CDATA[no]]>b", "ab", TestName = "{m}(comments)")]
    [TestCase("a<span class=\"x invisible\">no<span>no</span></span>b", "ab", TestName = "{m}(invisible span)")]
    [TestCase("a&#55296;b&#0;c&#1;d\u0002e", "a\uFFFDb\uFFFDcde", TestName = "{m}(characters that are none)")]
    [TestCase("text <p class=\"cut", "text", TestName = "{m}(cut tag)")]
    [TestCase("</p></div>stray", "stray", TestName = "{m}(stray end tags)")]
    [TestCase("", "", TestName = "{m}(empty)")]
    public void Markup_BecomesTextForPeople(string html, string expected) => Assert.That(HtmlText.Convert(html, []), Is.EqualTo(expected));

    // Strings in attributes are kept as UTF-8, which has no halves.
    private static readonly TestCaseData[] s_halves =
    [
        new TestCaseData("half \ud800", "half \uFFFD").SetName("HalfOfASurrogatePair_IsReplaced(high, at the end)"),
        new TestCaseData("<b>half \udc00</b> pair", "half \uFFFD pair").SetName("HalfOfASurrogatePair_IsReplaced(low, in markup)"),
        new TestCaseData("whole \ud83c\udf27&amp;", "whole \ud83c\udf27&").SetName("HalfOfASurrogatePair_IsReplaced(not a whole one)"),
    ];

    [TestCaseSource(nameof(s_halves))]
    public void HalfOfASurrogatePair_IsReplaced(string html, string expected) => Assert.That(HtmlText.Convert(html, []), Is.EqualTo(expected));

    [Test]
    public void CleanText_IsReturnedAsItIs()
    {
        const string Clean = "Nothing to do here, señora";
        Assert.That(HtmlText.Convert(Clean, []), Is.SameAs(Clean));
    }

    [Test]
    public void LinkTargets_AreCollectedInOrder_WithEntitiesDecoded()
    {
        List<string> links = [];
        HtmlText.Convert("<a href='https://a.example/?x=1&amp;y=2'>a</a> <a href=' http://b.example/ '>b</a> <a href='/c'>c</a> <a href='javascript:d'>d</a>", links);
        Assert.That(links, Is.EqualTo(new[] { "https://a.example/?x=1&y=2", "http://b.example/" }));
    }

    [Test]
    public void ShortenedAddressOfMastodon_BecomesTheAddress()
    {
        List<string> links = [];
        const string Html = """
            <p>Read <a href="https://tides.example/tables/august" rel="nofollow"><span class="invisible">https://</span><span class="ellipsis">tides.example/tables/</span><span class="invisible">august</span></a> now</p>
            """;
        Assert.That(HtmlText.Convert(Html, links), Is.EqualTo("Read https://tides.example/tables/august now"));
        Assert.That(links, Is.EqualTo(new[] { "https://tides.example/tables/august" }));
    }

    [Test]
    public void HashtagsAndMentionsOfMastodon_AreTextAndNoLinks()
    {
        List<string> links = [];
        const string Html = """
            <p><span class="h-card"><a href="https://social.example/@mara" class="u-url mention">@<span>mara</span></a></span> <a href="https://social.example/tags/tide" class="mention hashtag" rel="tag">#<span>tide</span></a></p>
            """;
        Assert.That(HtmlText.Convert(Html, links), Is.EqualTo("@mara #tide"));
        Assert.That(links, Is.Empty);
    }

    [Test]
    public void MoreLinksThanTheLimit_AreLeftOut()
    {
        List<string> links = [];
        HtmlText.Convert(string.Concat(Enumerable.Range(0, 100).Select(i => $"<a href='https://a.example/{i}'>x</a>")), links);
        Assert.That(links, Has.Count.EqualTo(HtmlText.MaxLinks));
    }

    [TestCase("<div>", TestName = "{m}(block)")]
    [TestCase("<span class=invisible>", TestName = "{m}(invisible)")]
    [TestCase("<a href=https://a.example/x>", TestName = "{m}(anchor)")]
    [TestCase("<p a=1 ", TestName = "{m}(attributes)")]
    [TestCase("&amp", TestName = "{m}(entities)")]
    [TestCase("<!--", TestName = "{m}(comments)")]
    [CancelAfter(20_000)]
    public void HostileRepetition_IsReadToTheLimit(string part)
    {
        string html = "begin" + string.Concat(Enumerable.Repeat(part, 200_000));
        Assert.That(HtmlText.Convert(html, []), Does.StartWith("begin"));
    }

    [Test]
    public void AnyMutation_IsConverted([Range(1, 20)] int seed)
    {
        Random random = new(seed);
        const string Html = "<p>Rain &amp; <a href=\"https://a.example/x\"><span class=\"invisible\">https://</span>a</a><br/><script>x</script>&#x1F327;</p>";
        const string Parts = "<>&;#/\"'= ax1!-\ud83c\udf27\u0000";
        for (int i = 0; i < 500; i++)
        {
            char[] html = Html.ToCharArray();
            for (int k = random.Next(1, 12); k > 0; k--)
                html[random.Next(html.Length)] = Parts[random.Next(Parts.Length)];
            string text = HtmlText.Convert(new string(html), []);
            Assert.That(text.Where((c, at) => c != '\n' && char.IsControl(c)), Is.Empty);
        }
    }
}
