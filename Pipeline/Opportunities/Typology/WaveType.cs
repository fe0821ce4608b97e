namespace RtmPipeline.Opportunities.Typology;

/// <summary>What sets a wave going.</summary>
internal enum WaveLead : byte
{
    /// <summary>Something happens in the world.</summary>
    Event,

    /// <summary>The brand itself: its own post, or people who speak of it.</summary>
    Brand,
}

/// <summary>Whom an answer to a wave speaks to.</summary>
internal enum WaveAudience : byte
{
    /// <summary>People who talk about it: the brand rides the wave.</summary>
    Consumers,

    /// <summary>Journalists who are about to write about it: fresh news, few outlets yet.</summary>
    Journalists,
}

/// <summary>Why a wave is of its type.</summary>
internal enum WaveReason : byte
{
    /// <summary>It began at the topic's usual hour.</summary>
    UsualHour,

    /// <summary>It is about something the profile plans.</summary>
    Planned,

    /// <summary>Neither its hour nor a plan foretold it.</summary>
    Unforeseen,

    /// <summary>An account of the brand is among the first.</summary>
    OwnAccountFirst,

    /// <summary>Most of the first posts name the brand.</summary>
    NamedFirst,

    /// <summary>Most of all posts name the brand.</summary>
    NamedByMost,

    /// <summary>The brand is not what began it.</summary>
    NotAboutTheBrand,

    /// <summary>News has not had it.</summary>
    NoNewsYet,

    /// <summary>News had it a short while ago.</summary>
    FreshNews,

    /// <summary>News had it long ago.</summary>
    OldNews,

    /// <summary>Few outlets have it.</summary>
    FewOutlets,

    /// <summary>Many outlets have it.</summary>
    ManyOutlets,

    /// <summary>People speak of it more and more.</summary>
    Rising,

    /// <summary>The talk no longer grows.</summary>
    NotRising,
}

/// <summary>Kinds of places in which a wave grows.</summary>
internal enum WavePlaceKind : byte
{
    Language,
    Place,
    Community,
    Source,
}

/// <param name="Kind">What it is.</param>
/// <param name="Name">Code of the language, name of the place or source, or id of the community.</param>
/// <param name="Share">Share of the posts of the last ten minutes.</param>
/// <param name="Growth">That share less the share before.</param>
internal readonly record struct WavePlace(WavePlaceKind Kind, string Name, double Share, double Growth);

/// <summary>The type of real-time marketing that a wave offers a brand.</summary>
/// <param name="IsExpected">True when it came at its hour, or was planned.</param>
/// <param name="Lead">What set it going.</param>
/// <param name="Where">Where it grows now: languages, places, communities and sources, in this order, each by share.</param>
/// <param name="Audience">Whom an answer speaks to.</param>
/// <param name="Because">Why, in the order of these questions.</param>
internal sealed record WaveType(bool IsExpected, WaveLead Lead, WavePlace[] Where, WaveAudience Audience, WaveReason[] Because)
{
    /// <summary>What is said of a wave of which nothing is known.</summary>
    public static WaveType Unknown { get; } = new(false, WaveLead.Event, [], WaveAudience.Consumers, []);
}
