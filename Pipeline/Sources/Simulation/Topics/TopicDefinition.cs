using RtmPipeline.Sources.Simulation.Words;

namespace RtmPipeline.Sources.Simulation.Topics;

/// <summary>What a topic is in truth.</summary>
internal enum TopicRole : byte
{
    /// <summary>Ordinary chatter.</summary>
    Everyday,

    /// <summary>Comes every day at its hour.</summary>
    Recurring,

    /// <summary>Part of a planned event, big or not.</summary>
    Expected,

    /// <summary>Grows over hours.</summary>
    Slow,

    /// <summary>A paid campaign, promoted at a steady rate.</summary>
    Advert,

    /// <summary>Something nobody planned, which a brand may join.</summary>
    Event,

    /// <summary>A fake trend made by a network of young accounts.</summary>
    Bots,

    /// <summary>People died; no brand has a place here.</summary>
    Tragedy,

    /// <summary>A brand's own post and its cascade.</summary>
    BrandPost,
}

/// <summary>Who writes, and in which rhythm.</summary>
internal enum Crowd : byte
{
    /// <summary>Everybody, at random times.</summary>
    Public,

    /// <summary>The bot network, at machine intervals.</summary>
    Bots,

    /// <summary>The brand writes one post, the public answers it.</summary>
    BrandAudience,
}

/// <summary>Shares of the three languages; they sum to 1.</summary>
internal readonly record struct LanguageMix(double English, double Spanish, double Italian)
{
    public double Of(Language language) => language switch
    {
        Language.English => English,
        Language.Spanish => Spanish,
        _ => Italian,
    };

    public Language Draw(SeededRandom random)
    {
        double at = random.NextUnit();
        return at < English ? Language.English : at < English + Spanish ? Language.Spanish : Language.Italian;
    }
}

/// <summary>A hashtag or phrase by which people name a topic.</summary>
/// <param name="Index">Place in <see cref="TopicDefinition.Surfaces"/>.</param>
/// <param name="Text">As it is mostly written; a hashtag has its sign.</param>
/// <param name="Lower">All lower case.</param>
internal readonly record struct Surface(int Index, Fragment Text, Fragment Lower);

/// <summary>How one language writes about a topic.</summary>
internal sealed record TopicScript
{
    public required Template[] Templates { get; init; }

    public required Template[] Replies { get; init; }

    public required Template[] Quotes { get; init; }

    /// <summary>What most new texts go on with, so that two people who say the same do not write the same; empty where they should.</summary>
    public required Template[] Tails { get; init; }

    /// <summary>Commonest first; empty when the language has none.</summary>
    public required Surface[] Hashtags { get; init; }

    public required Surface[] Phrases { get; init; }

    /// <summary>Words of the topic's subject; null when it has none of its own.</summary>
    public WordList? Subject { get; init; }
}

/// <summary>One topic of a scenario: who writes what about it, and how much at which time.</summary>
internal sealed record TopicDefinition
{
    /// <summary>Most surfaces of a topic: they are flags of one 64-bit word.</summary>
    public const int MaxSurfaces = 64;

    /// <summary>Name in the truth: lower-case words and '-'.</summary>
    public required string Id { get; init; }

    public required TopicRole Role { get; init; }

    /// <summary>Posts a minute at full scale, before <see cref="Weight"/>. Topics may share one curve.</summary>
    public required Curve Curve { get; init; }

    public double Weight { get; init; } = 1;

    public required LanguageMix Mix { get; init; }

    /// <summary>By <see cref="Language"/>; null where the topic has no posts in it.</summary>
    public required TopicScript?[] Scripts { get; init; }

    /// <summary>Hashtags (with '#') and phrases, distinct without regard to case.</summary>
    public required string[] Surfaces { get; init; }

    public Crowd Crowd { get; init; } = Crowd.Public;

    /// <summary>Shares of posts that repost, answer or quote one of the topic's own.</summary>
    public double RepostShare { get; init; } = 0.24;

    public double ReplyShare { get; init; } = 0.14;

    public double QuoteShare { get; init; } = 0.04;

    /// <summary>Shape of the gamma factor on each minute's mean: counts are negative binomial with variance m + m² / shape. At least 1.</summary>
    public double NoiseShape { get; init; } = 900;

    /// <summary>Standard deviation of a slow drift of the logarithm of the mean; 0 for none.</summary>
    public double Drift { get; init; }

    /// <summary>Id of the greater event this topic belongs to, whose hashtags stand in some of its posts.</summary>
    public string? Companion { get; init; }

    /// <summary>Share of texts that end with the companion's hashtag.</summary>
    public double CompanionShare { get; init; }
}
