using RtmPipeline.Sources.News.Fetching;
using RtmPipeline.Sources.News.Pages;

namespace RtmPipeline.Sources.News.State;

/// <summary>How a feed is.</summary>
internal enum FeedStatus : byte
{
    /// <summary>It was not asked yet.</summary>
    New,
    Good,

    /// <summary>It said often enough that it is gone, and is not asked any more.</summary>
    Gone,
    NotFound,
    NotAllowed,
    Challenged,
    Busy,
    Unreachable,
    Refused,

    /// <summary>What came is no feed.</summary>
    NoFeed,
    Unusable,
}

/// <summary>A redirect for good that is not believed yet.</summary>
/// <param name="To">Where it leads.</param>
/// <param name="Times">Answers that agreed.</param>
/// <param name="Since">When the first did, unix milliseconds.</param>
internal sealed record PendingMove(string To, int Times, long Since);

/// <summary>What is known of one feed from poll to poll. It is replaced as a whole, once what a poll brought was accepted.</summary>
internal sealed record FeedState
{
    /// <summary>Most items known of a feed: those of its last document, where that has more than <see cref="SeenItems.MaxItems"/>.</summary>
    public const int MaxSeen = FeedPage.MaxItems;

    public FeedStatus Status { get; init; }

    /// <summary>Why, for a feed that is not good.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Polls in a row that failed.</summary>
    public int Failures { get; init; }

    /// <summary>Answers 410 in a row, and when the first came, unix milliseconds.</summary>
    public int GoneTimes { get; init; }

    public long GoneSince { get; init; }

    /// <summary>When it is asked next, unix milliseconds; 0 for as soon as possible.</summary>
    public long DueAt { get; init; }

    /// <summary>When it was asked last, unix milliseconds; 0 for never.</summary>
    public long PolledAt { get; init; }

    /// <summary>When its first document came, unix milliseconds: what is first seen later came later.</summary>
    public long TrackedSince { get; init; }

    /// <summary>The address it is asked at in the place of the configured one; null for that.</summary>
    public string? MovedTo { get; init; }

    public PendingMove? Moving { get; init; }

    public Validators? Validators { get; init; }

    /// <summary>Hash of the last document; 0 for none.</summary>
    public ulong Body { get; init; }

    public PageWishes Wishes { get; init; }

    public SeenItem[] Seen { get; init; } = [];
}
