using System.Globalization;
using RtmPipeline.Opportunities.Stories;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Opportunities.Stories;

/// <summary>Reads <see cref="InventedStories"/> and judges what was made of them.</summary>
internal static class InventedNews
{
    /// <summary>An item and the story it is of.</summary>
    internal sealed record Known(string Story, Post Post, PostTags Tags);

    /// <summary>Items in the order of their times.</summary>
    public static IReadOnlyList<Known> Read(string lines, NewsPosts news) =>
    [
        .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split('|'))
            .OrderBy(p => int.Parse(p[1], CultureInfo.InvariantCulture))
            .Select(p => (Story: p[0], Post: news.Item(int.Parse(p[1], CultureInfo.InvariantCulture), p[2], p[3], p[4], p[5])))
            .Select(i => new Known(i.Story, i.Post, news.TagsOf(i.Post))),
    ];

    /// <summary>Share of the pairs put together that are one story, and share of the pairs of one story that were put together.</summary>
    public static (double Precision, double Recall) Judge(IReadOnlyList<Known> items)
    {
        StoryTracker tracker = new();
        Story?[] found = [.. items.Select(i => tracker.Observe(i.Post, i.Tags))];
        int together = 0, right = 0, known = 0;
        for (int i = 0; i < items.Count; i++)
        {
            for (int j = i + 1; j < items.Count; j++)
            {
                bool isOne = items[i].Story == items[j].Story;
                bool isFound = found[i] == found[j];
                known += isOne ? 1 : 0;
                together += isFound ? 1 : 0;
                right += isOne && isFound ? 1 : 0;
            }
        }

        return ((double)right / together, (double)right / known);
    }
}
