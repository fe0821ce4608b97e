using NUnit.Framework;

namespace RtmPipeline.Tests.Posts.Decoding;

/// <summary>How many posts an author ever made, in the formats that say it.</summary>
internal sealed class AuthorPostsTests
{
    private static readonly TestCaseData[] s_formats =
    [
        new TestCaseData(Fixtures.XStream, "tweet_count").SetName("X_V2_SaysPostsOfTheAuthor"),
        new TestCaseData(Fixtures.Tweet, "statuses_count").SetName("X_V1_SaysPostsOfTheAuthor"),
        new TestCaseData(Fixtures.Status, "statuses_count").SetName("Mastodon_SaysPostsOfTheAuthor"),
    ];

    [TestCaseSource(nameof(s_formats))]
    public void Format(string json, string name)
    {
        string told = json.Replace("\"followers_count\":", $"\"{name}\":7,\"followers_count\":", StringComparison.Ordinal);

        Assert.That((Decoded.Post(told).AuthorPosts, Decoded.Post(json).AuthorPosts), Is.EqualTo((7L, -1L)));
    }
}
