using NUnit.Framework;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.News;
using RtmPipeline.Sources.News.Fetching;
using RtmPipeline.Sources.News.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.News;

/// <summary>What is known of feeds over restarts: never more than was accepted, never more than may be kept, and nothing that the disk made of it.</summary>
internal sealed class FeedStateTests : FeedFixture
{
    [Test]
    public async Task Items_HandedOnAndNotAccepted_AreReadAgainAfterARestartAndTheAcceptedOnesNot()
    {
        Server.Give("/a", FeedRun.Rss(FeedRun.Item(1)), "\"1\"");
        await using (FeedRun first = Run("/a"))
        {
            await first.SettleAsync();
            first.Source.Remember();
        }

        Server.Give("/a", FeedRun.Rss(FeedRun.Item(2), FeedRun.Item(1)), "\"2\"");
        Host.Clock.Advance(TimeSpan.FromHours(2));
        await using (FeedRun crashed = RunWithoutAcceptance("/a"))
        {
            await Eventually.IsTrue(() => crashed.Posts.Count > 0, "the item is handed on");
            crashed.Source.Remember();
        }

        await using FeedRun last = Run("/a");
        await last.SettleAsync();
        Assert.That(last.Posts.Select(static post => post.Title), Is.EqualTo(new[] { "News 2" }));
        Assert.That(Server.To("/a").Select(static request => request.Header("If-None-Match")), Is.EqualTo(new[] { null, "\"1\"", "\"1\"" }));
    }

    [Test]
    public async Task Feed_WhoseItemsAreNotAccepted_IsNotAskedMeanwhile()
    {
        Server.Give("/a", FeedRun.Rss(FeedRun.Item(1)));
        await using FeedRun run = RunWithoutAcceptance("/a");
        await Eventually.IsTrue(() => run.Posts.Count > 0, "the item is handed on");
        Host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That((Server.Requests.Count, State(run, "/a").Status), Is.EqualTo((1, FeedStatus.New)));
    }

    [Test]
    public async Task DamagedState_OfAnyKind_IsToldAndTheFeedsBeginAnew([Range(0, 5)] int tenth)
    {
        Server.Give("/a", FeedRun.Rss(FeedRun.Item(1)), "\"1\"");
        await using (FeedRun first = Run("/a"))
        {
            await first.SettleAsync();
            first.Source.Remember();
        }

        byte[] state = [.. Host.Memory.Read("feeds")!];
        state[state.Length * tenth / 6] ^= 0x10;
        Host.Memory.Write("feeds", tenth == 5 ? state.AsSpan(0, state.Length - 7) : state);
        await using FeedRun second = Run("/a");
        await second.SettleAsync();
        Assert.That(second.Posts, Has.Count.EqualTo(1));
        Assert.That(Host.Warnings, Has.Some.Contains("what was known of the feeds cannot be read, they begin anew"));
    }

    [Test]
    public void FeedsWithLongPasts_WrittenDown_KeepTheNewestItems()
    {
        HashSet<string> listed = Fill(feeds: 200, items: 2_000, textLength: 10, out FeedBook book);
        book.Save(listed, Host.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        FeedBook read = FeedBook.Open(Host.Memory, static line => Assert.Fail(line));
        Assert.That(Host.Memory.Read("feeds"), Has.Length.LessThanOrEqualTo(SourceMemory.MaxBytes));
        Assert.That(read["feed 0"].Seen, Has.Length.GreaterThanOrEqualTo(1_000));
        Assert.That(read["feed 0"].Seen[^1].Identity, Is.EqualTo(2_000));
    }

    [Test]
    public void FeedsWithTheLongestAddresses_WrittenDown_StayWithinTheBudget()
    {
        HashSet<string> listed = Fill(feeds: 2_000, items: 150, textLength: FeedOptions.MaxAddressLength, out FeedBook book);
        for (int i = 0; i < 5_000; i++)
            book.Pause($"{i}.{new string('h', 240)}", long.MaxValue);
        book.Save(listed, Host.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        FeedBook read = FeedBook.Open(Host.Memory, static line => Assert.Fail(line));
        Assert.That(Host.Memory.Read("feeds"), Has.Length.LessThanOrEqualTo(SourceMemory.MaxBytes));
        Assert.That(read["feed 1999"].MovedTo, Has.Length.EqualTo(FeedOptions.MaxAddressLength));
    }

    [Test]
    public void Feeds_ThatAreListedNoMore_AreRememberedUpToALimit()
    {
        Fill(feeds: FeedBook.MaxUnlisted + 100, items: 1, textLength: 10, out FeedBook book);
        book.Save(new HashSet<string>(StringComparer.Ordinal) { "feed 0" }, Host.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        FeedBook read = FeedBook.Open(Host.Memory, static line => Assert.Fail(line));
        Assert.That((read["feed 0"].Status, read["feed 1"].Status, read[$"feed {FeedBook.MaxUnlisted + 99}"].Status), Is.EqualTo((FeedStatus.Good, FeedStatus.New, FeedStatus.Good)));
    }

    private HashSet<string> Fill(int feeds, int items, int textLength, out FeedBook book)
    {
        book = FeedBook.Open(Host.Memory, static line => Assert.Fail(line));
        string text = new('x', textLength);
        string validator = new('x', Math.Min(512, textLength));
        SeenItem[] seen = [.. Enumerable.Range(1, items).Select(static i => new SeenItem((ulong)i, 1, 1, 1, 1, 0))];
        long now = Host.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        for (int i = 0; i < feeds; i++)
            book[$"feed {i}"] = new FeedState { Status = FeedStatus.Good, Reason = validator, MovedTo = text, Moving = new PendingMove(text, 1, 1), Validators = new Validators(text, validator, validator), Seen = seen, PolledAt = now + i };
        return [.. Enumerable.Range(0, feeds).Select(static i => $"feed {i}")];
    }
}
