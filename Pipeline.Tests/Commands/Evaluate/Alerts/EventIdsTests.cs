using NUnit.Framework;
using RtmPipeline.Commands.Evaluate;
using RtmPipeline.Commands.Evaluate.Alerts;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Evaluate.Alerts;

internal sealed class EventIdsTests
{
    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    /// <summary>An id of X that holds a time, and a number to tell it from others.</summary>
    internal static string IdAt(long unixMs, int number = 0) => (((ulong)(unixMs - 1_288_834_974_657) << 22) | (uint)number).ToString();

    internal static async Task<List<Post>> PostsOf(IRecordSource source)
    {
        List<Post> posts = [];
        await foreach (RawBatch batch in source.ReadAsync(7, CancellationToken.None))
            posts.AddRange(new PostDecoder().Decode(batch).Items.Select(item => item.Post!));
        return posts;
    }

    [TestCase("2013_Russia_meteor.ids.txt.gz", "Russia meteor", "#RussiaMeteor")]
    [TestCase("data/2012_Costa-Rica_earthquake.txt", "Costa Rica earthquake", "#CostaRicaEarthquake")]
    [TestCase("blackout", "blackout", "#Blackout")]
    [TestCase("2013.txt", "2013", "#2013")]
    public void FileName_NamesTheEvent(string file, string name, string hashtag)
    {
        Assert.That((EventIds.NameOf(file), EventIds.HashtagOf(name)), Is.EqualTo((name, hashtag)));
    }

    [Test]
    public async Task EachId_BecomesAPostOfItsTime_ThatNamesTheEvent()
    {
        string[] ids = [.. Enumerable.Range(0, 50).Select(i => IdAt(Told.At(i), i)).Reverse()];
        var rejections = new Rejections("x", TextWriter.Null);
        EventIds list = EventIds.Read(_folder.Write("2024_Big_storm.txt", ids), rejections);
        List<Post> posts = await PostsOf(list.PostsAbout("Big storm"));
        Assert.That((list.Count, list.FirstAt, list.LastAt, rejections.Count), Is.EqualTo((50, Told.At(0), Told.At(49), 0)));
        Assert.That(posts.Select(post => post.PostedAt), Is.EqualTo(Enumerable.Range(0, 50).Select(i => Told.At(i))));
        Assert.That(posts.Select(post => post.Id), Is.EqualTo(ids.Reverse().Select(id => $"x:{id}")));
        SurfaceForm[] names = [SurfaceForm.Of("Big storm"), SurfaceForm.Of("#BigStorm")];
        Assert.That(posts.Select(post => post.Text), Has.All.Matches<string?>(text => names.Any(name => name.IsIn(SurfaceForm.SpacedOf(text ?? "")))));
        Assert.That(posts.Select(post => post.Text).Distinct().Count(), Is.GreaterThan(3));
        Assert.That(posts.Select(post => (post.AuthorKey, post.Signature.IsDefault)), Is.All.EqualTo((0ul, true)), "no author, and too short to be a copy");
        Assert.That(list.Volume().Total, Is.EqualTo(50));
    }

    [Test]
    public async Task NameOfThreeWords_StandsAlone_SoThatPostsAreNoCopies()
    {
        EventIds list = EventIds.Read(_folder.Write("a.txt", Enumerable.Range(0, 20).Select(i => IdAt(Told.At(i), i))), new Rejections("x", TextWriter.Null));
        Assert.That((await PostsOf(list.PostsAbout("Spain train crash"))).Select(post => post.Signature.IsDefault), Is.All.True);
    }

    [Test]
    public void LinesThatAreNoIds_AreRejectedWithTheirLine_AndTheRestIsTaken()
    {
        using StringWriter errors = new();
        var rejections = new Rejections("ids.txt", errors);
        string id = IdAt(Told.Noon);
        EventIds list = EventIds.Read(_folder.Write("ids.txt", [id, "hello", "", id]), rejections);
        Assert.That(list.Count, Is.EqualTo(1));
        Assert.That(errors.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[]
        {
            "rtm: ids.txt:2: \"hello\" is no post id with a time in it", $"rtm: ids.txt:4: the id {id} stands here a second time",
        }));
    }

    [Test]
    public void ListWithoutAUsableId_IsRefused()
    {
        string file = _folder.Write("ids.txt", ["hello"]);
        Assert.That(() => EventIds.Read(file, new Rejections("x", TextWriter.Null)), Throws.TypeOf<UnusableFileException>().With.Message.EqualTo("has no usable id"));
    }
}
