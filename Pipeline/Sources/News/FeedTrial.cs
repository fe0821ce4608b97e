using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.News.Fetching;
using RtmPipeline.Sources.News.Lists;
using RtmPipeline.Sources.News.Pages;

namespace RtmPipeline.Sources.News;

/// <summary>Fetches each feed once, and says what came. Nothing is remembered, so nothing is missed by the next poll.</summary>
internal sealed class FeedTrial(FeedOptions options, TimeProvider clock, FeedClient client, FeedList list)
{
    /// <summary>Time for all feeds together; those not asked by then are told as such.</summary>
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(50);

    public async Task<SourceTrial> RunAsync(CancellationToken hardStop)
    {
        list.Look();
        List<string> findings = [];
        if (options.Contact.Length == 0)
            findings.Add("Contact is not set: publishers cannot reach you");
        findings.AddRange(list.Findings);
        string?[] lines = new string?[list.Feeds.Count];
        bool[] isGood = new bool[list.Feeds.Count];
        using CancellationTokenSource limit = new(s_time, clock);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(hardStop, limit.Token);
        try
        {
            await Parallel.ForAsync(0, lines.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = ending.Token }, async (i, stop) =>
            {
                FeedAddress feed = list.Feeds[i];
                Fetch fetch = await client.GetAsync(new FetchRequest(feed.Uri, feed.Uri, feed.Credentials), stop);
                (isGood[i], lines[i]) = LineOf(feed, fetch);
            });
        }
        catch (OperationCanceledException) when (!hardStop.IsCancellationRequested)
        {
            // The lines of those that were not asked say so.
        }

        findings.AddRange(list.Feeds.Select((feed, i) => lines[i] ?? $"feed {feed.Shown}: not asked within {s_time.TotalSeconds:0} s"));
        if (lines.Length == 0)
            findings.Add("no feed is listed");
        return new SourceTrial(isGood.Any(static good => good), findings);
    }

    private (bool IsGood, string Line) LineOf(FeedAddress feed, Fetch fetch)
    {
        string redirected = fetch.Redirects == 0 ? string.Empty
            : $", after {fetch.Redirects} redirects {(fetch.MovedTo is null ? string.Empty : "for good ")}to {FeedAddress.ShownOf(fetch.Final)}";
        if (fetch.Outcome != FetchOutcome.Document)
            return (false, $"feed {feed.Shown}: {fetch.Reason}{redirected}");
        FeedPage page = FeedPage.Of(fetch.Body);
        if (!page.IsFeed)
            return (false, $"feed {feed.Shown}: HTTP {fetch.Status}, {page.What} came, not a feed{redirected}");
        string newest = ItemDates.Newest(page) is { } date ? $", newest {Age(clock.GetUtcNow() - date)} old" : ", no dates that can be told";
        string conditional = fetch.ETag is null && fetch.LastModified is null ? ", no conditional requests" : string.Empty;
        string kind = page.Kind == PageKind.Json ? "JSON Feed" : "RSS or Atom";
        return (true, $"feed {feed.Shown}: HTTP {fetch.Status}, {kind}, {page.Items.Count} items{newest}{conditional}{redirected}");
    }

    private static string Age(TimeSpan age) => age.TotalHours < 2 ? $"{age.TotalMinutes:0} minutes" : age.TotalDays < 2 ? $"{age.TotalHours:0} hours" : $"{age.TotalDays:0} days";
}
