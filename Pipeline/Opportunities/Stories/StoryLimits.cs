namespace RtmPipeline.Opportunities.Stories;

/// <summary>What the memory of news may hold. Beyond each limit the oldest goes, or is only counted; nothing grows with the stream.</summary>
internal sealed record StoryLimits
{
    /// <summary>Stories followed at once; beyond them the one that was silent longest ends. About 4 KB each while it has one item. <value>Default 10,000.</value></summary>
    public int Stories { get; init; } = 10_000;

    /// <summary>Silence after which a story ends, milliseconds: what comes later about the same is another story. <value>Default 24 hours.</value></summary>
    public long SilenceMs { get; init; } = 24 * 3_600_000L;

    /// <summary>Items of one story that are kept, to be compared, counted back and deleted; later ones are only counted. <value>Default 200.</value></summary>
    public int ItemsPerStory { get; init; } = 200;

    /// <summary>Publishers of one story told apart; later ones are not counted. <value>Default 200.</value></summary>
    public int PublishersPerStory { get; init; } = 200;

    /// <summary>Terms of a story's items, and of posts that link to them, by which events find it; the first ones stay. <value>Default 256.</value></summary>
    public int TermsPerStory { get; init; } = 256;

    /// <summary>Newest stories that are found by one word; a word of more stories than this tells them apart no more. <value>Default 128.</value></summary>
    public int StoriesPerWord { get; init; } = 128;

    /// <summary>Items whose words are counted before the older half of the counts is forgotten. <value>Default 20,000.</value></summary>
    public int CountedItems { get; init; } = 20_000;

    /// <summary>Distinct words counted in one half of the counts; then the halves turn, however few items there were. <value>Default 200,000.</value></summary>
    public int CountedWords { get; init; } = 200_000;
}
