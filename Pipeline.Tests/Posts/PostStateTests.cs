using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Sources;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Posts;

internal sealed class PostStateTests
{
    /// <summary>A post in which no field has its usual value.</summary>
    private static Post Full()
    {
        TextSignature signature = default;
        for (int i = 0; i < TextSignature.Slots; i++)
            signature[i] = (uint)i + 1;
        return new Post
        {
            Id = "x:1",
            AlternateId = "x:2",
            Action = PostAction.Edit,
            Kind = PostKind.Quote,
            Source = "x",
            PostedAt = 1,
            Text = "Snow and 🌨 again \uD83D",
            Title = "Snow",
            Language = "en",
            Author = "ann",
            AuthorKey = ulong.MaxValue,
            AuthorFollowers = 2,
            AuthorCreatedAt = 3,
            AuthorPosts = 4,
            RepostOf = "x:3",
            ReplyTo = "x:4",
            QuoteOf = "x:5",
            Url = "https://example.org/1",
            Version = 2,
            Likes = 5,
            Reposts = 6,
            Replies = 7,
            Views = 8,
            Links = ["https://example.org/2"],
            Terms = [new Term(9, TopicKind.Word, 0, 4), new Term(ulong.MaxValue, TopicKind.Link, 0, 0)],
            Signature = signature,
            IsCopy = true,
            IsCounted = true,
            IsBackdated = true,
            CountedAt = 10,
            ClaimedAt = 11,
            ReceivedAt = 12,
            Place = new RecordPlace(new RecordPosition("in", 13, 14), 15),
            EarlierVersion = new PostBuilder { Id = "x:1", Text = "first" }.Build(),
            TakenBack = [new PostBuilder { Id = "x:6", Text = "gone" }.Build()],
            IsTakenBack = true,
        };
    }

    private static Post[] Again(bool isSequencer, params Post[] posts)
    {
        var to = new StateWriter();
        var writer = new PostWriter(to, isSequencer);
        foreach (Post post in posts)
            writer.Write(post);
        writer.Write(null);
        var from = new StateReader(to.ToArray());
        var reader = new PostReader(from);
        Post[] read = [.. posts.Select(_ => reader.ReadOne())];
        Assert.That(reader.Read(), Is.Null);
        Assert.That(from.IsAtEnd, Is.True);
        return read;
    }

    [Test]
    public void Post_WithEveryFieldSet_IsTheSame()
    {
        Post post = Full();

        Post[] read = Again(isSequencer: true, post);

        SameState.Check(new[] { post }, read);
        Assert.That(read[0].IsTakenBack, Is.True);
    }

    [Test]
    public void Post_WithNothingSet_IsTheSame()
    {
        Post post = new() { Id = "plain:1", Source = "plain", PostedAt = 0 };

        SameState.Check(new[] { post }, Again(isSequencer: false, post));
    }

    [Test]
    public void Mark_OfTheSequencer_IsNotWrittenByOtherStages() => Assert.That(Again(isSequencer: false, Full())[0].IsTakenBack, Is.False);

    [Test]
    public void Post_MetTwice_StaysOne()
    {
        Post first = new PostBuilder { Id = "x:1", Text = "first" }.Build();
        Post edit = new PostBuilder { Id = "x:1", Text = "second", Version = 2 }.Build();
        Post delete = new PostBuilder { Id = "x:1", Action = PostAction.Delete }.Build();
        edit.EarlierVersion = first;
        delete.TakenBack = [first];

        Post[] read = Again(isSequencer: true, delete, edit, first, edit);

        SameState.Check(new[] { delete, edit, first, edit }, read);
        Assert.That(read[1].EarlierVersion, Is.SameAs(read[2]));
    }

    [Test]
    public void Text_LentToReposts_StaysOne()
    {
        Post original = Full();
        Post[] reposts = [.. Enumerable.Range(0, 100).Select(i => new PostBuilder { Id = $"x:{i}", Kind = PostKind.Repost }.Build().WithTextOf(original))];
        Post alike = new PostBuilder { Id = "x:alike", Text = original.Text }.Build();

        Post[] all = [original, .. reposts, alike];
        Post[] read = Again(isSequencer: true, all);

        SameState.Check(all, read);
        Assert.That(read.Skip(1).Take(100).Select(p => p.Text), Is.All.SameAs(read[0].Text));
        Assert.That(read.Skip(1).Take(100).Select(p => p.Terms), Is.All.SameAs(read[0].Terms));
        Assert.That(read[^1].Terms, Is.Empty);
    }

    [Test]
    public void Posts_ThatHangOnEachOtherWithoutEnd_AreAFault()
    {
        Post post = new PostBuilder { Id = "x:0" }.Build();
        for (int i = 1; i <= PostState.MaxDepth; i++)
        {
            Post next = new PostBuilder { Id = $"x:{i}" }.Build();
            next.TakenBack = [post];
            post = next;
        }

        Assert.That(() => new PostWriter(new StateWriter()).Write(post), Throws.InvalidOperationException);
    }

    [Test]
    public void Post_CutAnywhere_IsAFaultOfFormat()
    {
        var to = new StateWriter();
        new PostWriter(to).Write(Full());
        byte[] whole = to.ToArray();
        for (int length = 0; length < whole.Length; length++)
            Assert.That(() => new PostReader(new StateReader(whole.AsMemory(0, length))).Read(), Throws.TypeOf<StateFormatException>(), $"{length} bytes");
    }

    [Test]
    public void Post_WithAnyBitFlipped_IsReadOrAFaultOfFormat()
    {
        var to = new StateWriter();
        new PostWriter(to).Write(Full());
        byte[] whole = to.ToArray();
        int read = 0;
        for (int bit = 0; bit < whole.Length * 8; bit++)
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                new PostReader(new StateReader(flipped)).Read();
                read++;
            }
            catch (StateFormatException fault)
            {
                Assert.That(fault.Message, Does.StartWith("state broken in '"));
            }
        }

        Assert.That(read, Is.GreaterThan(100));
    }
}
