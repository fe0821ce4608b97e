using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Opportunities.Stories;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Opportunities.Stories;

/// <summary>How well stories are found. The first set chose the thresholds; the second, and nights of other seeds than the one that was looked at, judge them.</summary>
internal sealed class InventedStoriesTests
{
    private readonly NewsPosts _news = new();

    [Test]
    public async Task Stories_OfTheSetThatChose_AreFound()
    {
        (double precision, double recall) = InventedNews.Judge(InventedNews.Read(InventedStories.Choosing, _news));
        await TestContext.Out.WriteLineAsync($"pair precision {precision:0.000}, pair recall {recall:0.000}");
        Assert.That(precision, Is.GreaterThanOrEqualTo(0.95));
        Assert.That(recall, Is.GreaterThanOrEqualTo(0.85));
    }

    [Test]
    public async Task Stories_OfTheSetThatJudges_AreFound()
    {
        (double precision, double recall) = InventedNews.Judge(InventedNews.Read(InventedStories.Judging, _news));
        await TestContext.Out.WriteLineAsync($"pair precision {precision:0.000}, pair recall {recall:0.000}");
        Assert.That(precision, Is.GreaterThanOrEqualTo(0.9));
        Assert.That(recall, Is.GreaterThanOrEqualTo(0.8));
    }

    [TestCase(2UL)]
    [TestCase(3UL)]
    [TestCase(4UL)]
    public void Stories_OfASimulatedNight_HoldTheBlackoutAndTheAccidentInAllTheirLanguages(ulong seed)
    {
        StoryTracker tracker = new();
        List<(Story Story, string Text, string Language)> items = [];
        foreach (string line in SimulatedNight.Lines(seed, 0.0001))
        {
            if (!line.Contains("\"kind\":\"news\"", StringComparison.Ordinal))
                continue;
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement item = json.RootElement;
            DateTimeOffset time = item.GetProperty("time").GetDateTimeOffset();
            var post = _news.Item(
                (time.ToUnixTimeMilliseconds() - NewsPosts.Start) / 60_000.0, new Uri(item.GetProperty("url").GetString()!).Host, item.GetProperty("lang").GetString()!,
                item.GetProperty("title").GetString()!, item.GetProperty("text").GetString()!);
            items.Add((tracker.Observe(post, _news.TagsOf(post))!, post.Text, post.Language!));
        }

        var accident = items.Where(i => i.Text.Contains("kettle ridge", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.That(accident.Select(i => i.Story).Distinct().Count(), Is.EqualTo(1), "stories of the accident");
        Assert.That(accident.Select(i => i.Language).Distinct(), Is.EquivalentTo(["en", "es"]));
        var stopped = items.Where(i => i.Text.Contains("third quarter", StringComparison.Ordinal) || i.Text.Contains("tercer cuarto", StringComparison.Ordinal) || i.Text.Contains("terzo quarto", StringComparison.Ordinal)).ToList();
        Assert.That(stopped.Select(i => i.Language).Distinct(), Is.EquivalentTo(["en", "es", "it"]));
        Assert.That(stopped.Select(i => i.Story).Distinct().Count(), Is.EqualTo(1), "stories of the stopped game");
        Assert.That(items.Max(i => i.Story.Items.Count), Is.LessThanOrEqualTo(10), "ordinary news that says the same of other places is no story");
    }
}
