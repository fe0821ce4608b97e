using NUnit.Framework;
using RtmPipeline.Commands.Evaluate;
using RtmPipeline.Commands.Evaluate.Alerts;
using RtmPipeline.Posts;
using RtmPipeline.Sources.Files;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Evaluate.Alerts;

internal sealed class BackgroundPostsTests
{
    private const double Day = 1440;

    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    /// <summary>A post every hour for so many days, with a label of its own.</summary>
    private Task<BackgroundPosts> ReadAsync(double days, RecordLabel? label = null, int room = 10_000) =>
        BackgroundPosts.ReadAsync(
            _folder.Write("chatter.jsonl", Enumerable.Range(0, (int)(days * 24)).Select(hour =>
                $$"""{"id":"{{hour}}","t":"{{DateTimeOffset.FromUnixTimeMilliseconds(Told.At(hour * 60)):O}}","text":"hour {{hour}}","author":"ann","lang":"en","label":"{{(hour % 2 == 0 ? "even" : "odd")}}"}""")),
            FileLimits.Default, label, room, CancellationToken.None);

    private static async Task<List<Post>> Between(BackgroundPosts background, double from, double to) =>
        await EventIdsTests.PostsOf(background.Between(Told.At(from), Told.At(to)));

    [TestCase(0.3, 1)]
    [TestCase(1.9, 2)]
    [TestCase(5.0, 5)]
    [TestCase(6.9, 7)]
    [TestCase(11.0, 7)]
    [TestCase(14.0, 14)]
    public async Task OneRepeat_TakesWholeWeeks_ElseWholeDays(double days, int expected)
    {
        Assert.That((await ReadAsync(days)).PeriodMs, Is.EqualTo(expected * 86_400_000L));
    }

    [Test]
    public async Task Posts_MoveByWholeWeeks_SoThatDayAndHourStay()
    {
        double from = (Day * 100) + 333;
        List<Post> posts = await Between(await ReadAsync(7), from, from + (Day * 20));
        Assert.That(posts, Has.Count.EqualTo(20 * 24));
        Assert.That(posts[0].PostedAt, Is.GreaterThanOrEqualTo(Told.At(from)).And.LessThan(Told.At(from + 60)));
        Assert.That(posts.Select(post => post.PostedAt), Is.Ordered.Ascending);
        foreach (Post post in posts)
        {
            int hour = int.Parse(post.Text.Split(' ')[1]);
            Assert.That((post.PostedAt - Told.At(hour * 60)) % (7 * 86_400_000L), Is.Zero);
        }
    }

    [Test]
    public async Task ShorterRecording_MovesByWholeDays()
    {
        List<Post> posts = await Between(await ReadAsync(2), Day * 50, Day * 53);
        Assert.That(posts.Select(post => (post.PostedAt - Told.At(int.Parse(post.Text.Split(' ')[1]) * 60)) % 86_400_000L), Is.All.Zero);
        Assert.That(posts, Has.Count.EqualTo((3 * 24) + 1));
    }

    [Test]
    public async Task RepeatedPosts_HaveNewIds_AndKeepTextAuthorAndLanguage()
    {
        List<Post> posts = await Between(await ReadAsync(1), 0, Day * 4);
        Assert.That(posts.Select(post => post.Id), Is.Unique);
        Assert.That(posts.Select(post => (post.Author, post.Language)), Is.All.EqualTo(("ann", "en")));
        Assert.That(posts.Count(post => post.Text == "hour 3"), Is.EqualTo(4));
    }

    [Test]
    public async Task EarlierEvent_IsCoveredToo()
    {
        List<Post> posts = await Between(await ReadAsync(7), Day * -400, Day * -399);
        Assert.That(posts, Has.Count.EqualTo(25));
    }

    [Test]
    public async Task OnlyRecordsWithTheLabel_AreTaken()
    {
        BackgroundPosts even = await ReadAsync(7, new RecordLabel("label", "even"));
        Assert.That(even.Count, Is.EqualTo(84));
        Assert.That(() => ReadAsync(7, new RecordLabel("label", "none")), Throws.TypeOf<UnusableFileException>().With.Message.EqualTo("has no post with label=none"));
    }

    [Test]
    public void TooManyPosts_AreRefused()
    {
        Assert.That(() => ReadAsync(7, room: 100), Throws.TypeOf<UnusableFileException>().With.Message.Contains("at most 1,000,000"));
    }
}
