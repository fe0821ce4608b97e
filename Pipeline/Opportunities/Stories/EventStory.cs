using RtmPipeline.Opportunities.Saving;

namespace RtmPipeline.Opportunities.Stories;

/// <summary>Who had an event first.</summary>
internal enum StoryLead : byte
{
    /// <summary>Posts rose before the first news item.</summary>
    Social,

    /// <summary>News was there before posts rose.</summary>
    News,
}

/// <summary>What news tells of an event, as it stood when it was last looked at. Immutable. Times are unix milliseconds of stream time.</summary>
internal sealed record EventStory
{
    /// <summary>The story that fits best; it stays while it fits.</summary>
    public required string Id { get; init; }

    /// <summary>All stories taken together here, the best first: news of one event in other words or languages may be several.</summary>
    public required string[] Stories { get; init; }

    /// <summary>Reports: items that are no copy of another publisher's and no later state of the same publisher's.</summary>
    public required int Items { get; init; }

    /// <summary>Outlets that carry it, those with copies included.</summary>
    public required int Publishers { get; init; }

    /// <summary>Items that repeat another publisher's text.</summary>
    public required int Copies { get; init; }

    /// <summary>Languages of the items, most items first.</summary>
    public required string[] Languages { get; init; }

    public required string FirstPublisher { get; init; }

    public required long FirstAt { get; init; }

    public required long LastAt { get; init; }

    /// <summary>Outlets that had an item within the last hour: how fresh it is.</summary>
    public required int PublishersLastHour { get; init; }

    public required StoryLead Leads { get; init; }

    /// <summary>By how many minutes; not negative.</summary>
    public required double LeadMinutes { get; init; }

    public void Save(SharedWriter shared)
    {
        shared.Text(Id);
        shared.Texts(Stories);
        shared.To.Int(Items);
        shared.To.Int(Publishers);
        shared.To.Int(Copies);
        shared.Texts(Languages);
        shared.Text(FirstPublisher);
        shared.To.Long(FirstAt);
        shared.To.Long(LastAt);
        shared.To.Int(PublishersLastHour);
        shared.To.Byte((byte)Leads);
        shared.To.Double(LeadMinutes);
    }

    /// <summary>Members are given in the order in which they were written.</summary>
    public static EventStory Load(SharedReader shared) => new()
    {
        Id = shared.NotNullText(),
        Stories = shared.Texts(),
        Items = shared.From.Int(),
        Publishers = shared.From.Int(),
        Copies = shared.From.Int(),
        Languages = shared.Texts(),
        FirstPublisher = shared.NotNullText(),
        FirstAt = shared.From.Long(),
        LastAt = shared.From.Long(),
        PublishersLastHour = shared.From.Int(),
        Leads = shared.From.OneOf<StoryLead>(shared.From.Byte()),
        LeadMinutes = shared.From.Double(),
    };
}
