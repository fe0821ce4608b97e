using System.Globalization;
using System.Text;
using System.Text.Json;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Memory;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Commands.Bench;

/// <summary>How the cost of a post grows with what there is more of: the whole graph to nowhere, one thing changed at a time.</summary>
/// <param name="records">Posts as <c>bench</c> measures with.</param>
/// <param name="posts">The same, decoded.</param>
/// <param name="settings">Of the graph.</param>
/// <param name="measurement">Measures each.</param>
internal sealed class GrowthRuns(MemorySource records, List<Post> posts, PipelineSettings settings, Measurement measurement)
{
    public const string Workers = "workers";
    public const string Topics = "topics";
    public const string Brands = "brands";
    public const string Characters = "characters";

    /// <summary>Hashtags of a post where topics grow, so that a million of them need no million posts.</summary>
    private const int TagsOfPost = 8;

    /// <summary>Posts in a second of the stream, as <c>bench</c> has them.</summary>
    private const int PostsOfSecond = 5_000;

    /// <summary>Words of a brand's field: the most frequent hashtags of the posts, some for each brand.</summary>
    private const int WordsOfField = 10;

    private static readonly int[] s_topics = [1_000, 10_000, 100_000, 1_000_000];
    private static readonly int[] s_brands = [1, 3, 10, 30, 100];
    private static readonly int[] s_characters = [100, 300, 1_000, 3_000, 10_000, PostLimits.MaxTextLength];
    private static readonly DateTimeOffset s_begin = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Measures all of it.</summary>
    public async Task<IReadOnlyList<GrowthFigure>> RunAsync(CancellationToken stop)
    {
        List<GrowthFigure> figures = [];
        foreach (int workers in Enumerable.Range(1, Environment.ProcessorCount))
            figures.Add(await OfAsync(Workers, workers, records, settings with { Topology = settings.Topology with { Workers = workers } }, stop));
        // Fewer posts than it takes to name each topic once would measure fewer topics than they say.
        foreach (int topics in s_topics.Where(count => count <= records.Count * TagsOfPost))
            figures.Add(await OfAsync(Topics, topics, WithTopics(topics), settings, stop));
        string[] words = FrequentWords();
        foreach (int brands in s_brands)
            figures.Add(await OfAsync(Brands, brands, records, settings with { Profiles = [.. Enumerable.Range(0, brands).Select(brand => ProfileOf(brand, words))] }, stop));
        foreach (int characters in posts.Count > 0 ? s_characters : [])
            figures.Add(await OfAsync(Characters, characters, WithCharacters(characters), settings, stop));
        return figures;
    }

    private async Task<GrowthFigure> OfAsync(string what, int value, MemorySource from, PipelineSettings with, CancellationToken stop)
    {
        StageFigure figure = await GraphRun.OfAsync(measurement, $"{what} {value}", from, with, static () => new NowhereDelivery(), stop);
        double perCharacter = what == Characters ? Math.Round(figure.NsPerPost / value, 2) : 0;
        return new GrowthFigure(what, value, from.Count, figure.PostsPerSecond, figure.NsPerPost, figure.BytesPerPost, perCharacter);
    }

    /// <summary>As many posts, whose hashtags go round among so many topics: no topic comes again before all the others did, which no cache likes.</summary>
    private MemorySource WithTopics(int topics)
    {
        StringBuilder text = new();
        return Written(records.Count, i =>
        {
            text.Clear().Append("What do you think of");
            for (int j = 0; j < TagsOfPost; j++)
                text.Append(CultureInfo.InvariantCulture, $" #topic{((i * TagsOfPost) + j) % topics}");
            return text.ToString();
        });
    }

    /// <summary>Posts of so many characters each, made of the texts of the posts one after another; as many characters in all as the posts have, so fewer of them.</summary>
    private MemorySource WithCharacters(int characters)
    {
        long all = posts.Sum(static post => (long)post.Text.Length);
        StringBuilder text = new();
        int next = 0;
        return Written(Math.Max(1, all / characters), _ =>
        {
            text.Clear();
            while (text.Length < characters)
                text.Append(posts[next++ % posts.Count].Text).Append(' ');
            return text.ToString(0, characters);
        });
    }

    private static MemorySource Written(long count, Func<long, string> textOf)
    {
        List<RawRecord> written = [];
        for (long i = 0; i < count; i++)
        {
            byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(
                new WrittenPost(i.ToString(CultureInfo.InvariantCulture), s_begin.AddMilliseconds(i * 1000 / PostsOfSecond), textOf(i), $"author{i % 100_000}"), BenchJson.Default.WrittenPost);
            written.Add(new RawRecord { Form = RecordForm.Json, Bytes = bytes, Position = new RecordPosition("growth", i + 1, i) });
        }

        return MemorySource.Of("growth", written);
    }

    private string[] FrequentWords() =>
    [
        .. posts.SelectMany(static post => post.Terms.Where(static term => term.Kind == TopicKind.Hashtag).Select(term => post.Text.Substring(term.Start, term.Length).TrimStart('#').ToLowerInvariant()))
            .GroupBy(static tag => tag).OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key, StringComparer.Ordinal).Select(static group => group.Key),
    ];

    private static BrandProfile ProfileOf(int brand, string[] words) => new()
    {
        Id = $"brand-{brand + 1}",
        Name = $"Brand {brand + 1}",
        Names = [$"brand{brand + 1}"],
        Field = words.Length == 0 ? [] : [.. Enumerable.Range(0, Math.Min(WordsOfField, words.Length)).Select(i => words[(brand + i) % words.Length]).Distinct()],
    };
}
