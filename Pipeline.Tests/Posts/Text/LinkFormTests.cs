using NUnit.Framework;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Posts.Text;

internal sealed class LinkFormTests
{
    [TestCase("https://www.Example.org/Page/", "example.org/Page", TestName = "Protocol, www, case of the host, trailing slash")]
    [TestCase("http://example.org", "example.org", TestName = "A bare host")]
    [TestCase("example.org/a#part", "example.org/a", TestName = "Fragment")]
    [TestCase("https://example.org:443/a", "example.org/a", TestName = "Standard port of https")]
    [TestCase("http://example.org:8080/a", "example.org:8080/a", TestName = "Another port stays")]
    [TestCase("https://example.org/a?utm_source=x&id=7&fbclid=q&gclid=r&igshid=s", "example.org/a?id=7", TestName = "Tracking parameters")]
    [TestCase("https://example.org/a?utm_source=x", "example.org/a", TestName = "Nothing but tracking parameters")]
    [TestCase("https://example.org/?b=2&a=1", "example.org?b=2&a=1", TestName = "Other parameters keep their order")]
    [TestCase("https://x.com/anna?s=20&t=abc&ref_src=twsrc", "x.com/anna", TestName = "Share parameters of X")]
    [TestCase("https://example.org/find?s=shoes&t=5", "example.org/find?s=shoes&t=5", TestName = "The same letters mean something elsewhere")]
    [TestCase("https://youtu.be/abc?si=Xyz", "youtu.be/abc", TestName = "Share parameter of a video site")]
    [TestCase("https://anna:secret@example.org/a", "example.org/a", TestName = "User and password")]
    public void Of_AnAddress_IsTheSameForEveryWayToThePage(string url, string expected) => Assert.That(LinkForm.Of(url), Is.EqualTo(expected));

    [TestCase("ftp://example.org/a", TestName = "Another protocol")]
    [TestCase("http://", TestName = "No host")]
    [TestCase("/relative", TestName = "A path alone")]
    [TestCase("", TestName = "Nothing at all")]
    public void TryWrite_WhatIsNoWebAddress_Refuses(string url) => Assert.That(LinkForm.TryWrite(url, new char[url.Length], out _), Is.False);

    [TestCase(LinkForm.MaxLength, true)]
    [TestCase(LinkForm.MaxLength + 1, false)]
    public void TryWrite_AddressOfLength_EndsAtTheLimit(int length, bool expected)
    {
        string url = "example.org/".PadRight(length, 'x');
        Assert.That(LinkForm.TryWrite(url, new char[length], out _), Is.EqualTo(expected));
    }

    [TestCase("example.org/a", true)]
    [TestCase("t.co/abc", false)]
    [TestCase("pic.twitter.com/abc", false)]
    [TestCase("x.com/anna/status/123/photo/1", false)]
    [TestCase("twitter.com/anna/status/123", false)]
    [TestCase("twitter.com/anna", true)]
    [TestCase("example.org/anna/status/123", true)]
    public void IsTopic_OfAForm_LeavesOutThePlatformsOwnPages(string form, bool expected) => Assert.That(LinkForm.IsTopic(form), Is.EqualTo(expected));

    [Test]
    public void LabelOf_AnAddressWithParameters_ShowsHostAndPath() => Assert.That(LinkForm.LabelOf("https://www.example.org/watch?v=1"), Is.EqualTo("example.org/watch"));

    [Test]
    public void Of_AnyText_IsItsOwnForm() =>
        HostileTexts.ForAll(text =>
        {
            string form = LinkForm.Of("http://example.org/" + text);
            Assert.That(LinkForm.Of(form), Is.EqualTo(form));
        });
}
