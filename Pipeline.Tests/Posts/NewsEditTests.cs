using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Posts;

/// <summary>News items come again with each fetch of their feed, and say nothing of whether they changed.</summary>
[TestFixture]
internal sealed class NewsEditTests
{
    private static readonly PostBuilder s_item = new() { Id = "feed:quay.example:1", Kind = PostKind.News, Text = "Ferry stops", Topics = ["Ferry"] };
    private static readonly PostBuilder s_changed = s_item with { Text = "Ferry runs again" };

    [Test]
    public void Item_ThatComesAgainUnchanged_IsADuplicate()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_item, s_item, s_item with { PostedAt = PostBuilder.Evening + 60_000 });

        Assert.That((run.Posts.Count, run.Counts.Duplicates, run.Counts.Edits), Is.EqualTo((1, 2L, 0L)));
    }

    [Test]
    public void Item_ThatComesAgainWithAnotherText_TakesThePlaceOfTheOneBefore()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_item, s_changed);

        Assert.That((run.Last.Action, run.Last.IsEdit, run.Last.Replaces, run.Last.CountedAt), Is.EqualTo((PostAction.Edit, true, true, run.Posts[0].CountedAt)));
        Assert.That((run.Counts.Posts, run.Counts.Edits, run.Counts.Duplicates), Is.EqualTo((4L, 1L, 0L)));
    }

    [Test]
    public void Items_WhoseServersGiveTwoTextsInTurn_AreEditedOnce()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_item, s_changed, s_item, s_changed, s_item);

        Assert.That((run.Posts.Count, run.Counts.Edits, run.Counts.Duplicates, run.Last.Text), Is.EqualTo((2, 1L, 3L, "Ferry runs again")));
    }

    [Test]
    public void Item_ThatWasTooOldToCount_DoesNotCountWhenItChanges()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_item with { PostedAt = PostBuilder.Evening - (2 * 3_600_000) }, s_changed);

        Assert.That(run.Posts.Select(p => p.IsCounted), Is.EqualTo([false, false]));
    }

    [Test]
    public void Item_ThatIsDeleted_StaysAwayWhenItChanges()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_item, s_item with { Action = PostAction.Delete }, s_changed);

        Assert.That((run.Posts.Count, run.Counts.Deleted, run.Counts.Edits), Is.EqualTo((2, 1L, 0L)));
    }

    [Test]
    public void Post_ThatIsNoNews_IsADuplicateWhateverItsText()
    {
        SequencerRun run = new SequencerRun().Started().Take(s_item with { Kind = PostKind.Post }, s_changed with { Kind = PostKind.Post });

        Assert.That((run.Posts.Count, run.Counts.Duplicates, run.Counts.Edits), Is.EqualTo((1, 1L, 0L)));
    }

    [Test]
    public void FeedFetchedTwice_GivesNewsOnce_AndTheChangedHeadlineAsAnEdit()
    {
        PostSequencer sequencer = new(new PostOptions { DuplicateIds = 1_000, CopySignatures = 64 }, TimeSpan.FromSeconds(1));
        PostBatch batch = new(0);
        foreach (string headline in (ReadOnlySpan<string>)["Ferry stops", "Ferry stops", "Ferry runs again"])
        {
            string feed = $"<rss><channel><title>Quay</title><item><title>{headline}</title><guid>1</guid><pubDate>Fri, 14 Aug 2026 09:00:00 GMT</pubDate></item>"
                + "<item><title>Gulls win</title><guid>2</guid><pubDate>Fri, 14 Aug 2026 08:59:00 GMT</pubDate></item></channel></rss>";
            RawRecord[] records = [new() { Form = RecordForm.Xml, Bytes = System.Text.Encoding.UTF8.GetBytes(feed), Position = new RecordPosition("https://quay.example/rss", 0, 0), ReceivedAt = 1_786_708_800_000 }];
            foreach (DecodedItem item in new PostDecoder().Decode(new RawBatch(records, 1, null)).Items)
                sequencer.Take(in item, batch);
        }

        sequencer.Finish(batch);
        Assert.That(batch.Posts.Select(p => (p.Action, p.Text)), Is.EqualTo(new[]
        {
            (PostAction.Create, "Gulls win"), (PostAction.Create, "Ferry stops"), (PostAction.Edit, "Ferry runs again"),
        }));
        Assert.That((sequencer.Counts.Duplicates, sequencer.Counts.Edits), Is.EqualTo((3L, 1L)));
    }
}
