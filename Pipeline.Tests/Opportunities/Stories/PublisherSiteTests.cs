using NUnit.Framework;
using RtmPipeline.Opportunities.Stories;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.Opportunities.Stories;

internal sealed class PublisherSiteTests
{
    [TestCase("https://www.example.com/a", "news", "Some feed", "example.com")]
    [TestCase("https://deportes.example.com/a", "news", "Some feed", "example.com")]
    [TestCase("https://news.example.co.uk/a?b=c", "news", "Some feed", "example.co.uk")]
    [TestCase("https://www.example.com.mx/a", "news", null, "example.com.mx")]
    [TestCase("https://x.com/paper/status/1", "x", "paper", "paper")]
    [TestCase("https://news.google.com/articles/1", "news", "Example Times", "Example Times")]
    [TestCase(null, "news", "Example Times", "Example Times")]
    [TestCase(null, "el_ejemplo", "somebody", "el_ejemplo")]
    [TestCase(null, "news", null, "news")]
    [TestCase("https://192.0.2.7/a", "news", null, "192.0.2.7")]
    public void Of_Item_IsItsSiteOrSource(string? url, string source, string? author, string publisher) =>
        Assert.That(PublisherSite.Of(new Post { Id = "1", Source = source, PostedAt = 1, Url = url, Author = author }), Is.EqualTo(publisher));
}
