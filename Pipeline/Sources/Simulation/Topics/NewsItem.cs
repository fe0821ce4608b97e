using RtmPipeline.Sources.Simulation.Words;

namespace RtmPipeline.Sources.Simulation.Topics;

/// <summary>An item the news feed will carry. A feed has as many items as it has, whatever share of the posts is simulated.</summary>
/// <param name="Minute">Minutes since the scenario began.</param>
/// <param name="Topic">Topic it reports on.</param>
/// <param name="Language">Language; the topic has a script in it.</param>
/// <param name="Title">Headline.</param>
/// <param name="Body">Text.</param>
internal sealed record NewsItem(double Minute, int Topic, Language Language, Template[] Title, Template[] Body);

/// <summary>Plans the news of a scenario.</summary>
internal sealed class NewsDesk(TopicDefinition[] topics)
{
    private const ulong Seed = 0x4E3575;

    /// <summary>Minutes between two ordinary items, on average.</summary>
    private const double OrdinaryGap = 4;

    private readonly List<NewsItem> _items = [];

    /// <summary>Items in order of time.</summary>
    public NewsItem[] Items => [.. _items.OrderBy(item => item.Minute)];

    /// <summary>Adds one item a time given, going through the lines in turn.</summary>
    /// <param name="topic">Id of a topic.</param>
    /// <param name="language">Language of the lines.</param>
    /// <param name="lines">Lines of <see cref="NewsTexts"/>.</param>
    /// <param name="minutes">When.</param>
    public void Report(string topic, Language language, string lines, params ReadOnlySpan<double> minutes)
    {
        string[] texts = lines.Split('\n', StringSplitOptions.TrimEntries);
        for (int i = 0; i < minutes.Length; i++)
            _items.Add(Item(minutes[i], Array.FindIndex(topics, known => known.Id == topic), language, texts[i % texts.Length]));
    }

    /// <summary>Adds what the feed carries on any day, up to <paramref name="until"/> minutes.</summary>
    public void ReportOrdinary(double until)
    {
        SeededRandom random = new(Seed, 0);
        string[][] texts = [.. new[] { NewsTexts.OrdinaryEnglish, NewsTexts.OrdinarySpanish, NewsTexts.OrdinaryItalian }
            .Select(lines => lines.Split('\n', StringSplitOptions.TrimEntries))];
        int[][] everyday = [.. Enumerable.Range(0, Voice.Languages)
            .Select(language => Enumerable.Range(0, topics.Length)
                .Where(i => topics[i].Role == TopicRole.Everyday && topics[i].Scripts[language] is not null)
                .ToArray())];
        double minute = 0;
        while ((minute += OrdinaryGap * 2 * random.NextUnit()) < until)
        {
            Language language = new LanguageMix(0.7, 0.18, 0.12).Draw(random);
            string[] lines = texts[(int)language];
            int[] candidates = everyday[(int)language];
            _items.Add(Item(minute, candidates[random.Below(candidates.Length)], language, lines[random.Below(lines.Length)]));
        }
    }

    private static NewsItem Item(double minute, int topic, Language language, string line)
    {
        int bar = line.IndexOf('|', StringComparison.Ordinal);
        return new NewsItem(minute, topic, language, [Template.Parse(line[..bar].Trim())], [Template.Parse(line[(bar + 1)..].Trim())]);
    }
}
