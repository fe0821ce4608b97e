using RtmPipeline.Alerts;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>A field of a record and the value that it has in posts of an event, as data sets with a column of labels tell it: <c>label=on-topic</c>.</summary>
internal readonly record struct RecordLabel(string Field, string Value)
{
    public const string Form = "FIELD=VALUE, as label=on-topic";

    public static bool TryParse(string text, out RecordLabel label)
    {
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        label = sign > 0 && sign < text.Length - 1 ? new RecordLabel(text[..sign].Trim(), text[(sign + 1)..].Trim()) : default;
        return sign > 0 && sign < text.Length - 1;
    }

    public override string ToString() => $"{Field}={Value}";
}

/// <summary>An event as it truly was: what a good pipeline says about it, when it began, and what people call it.</summary>
internal sealed record TrueEvent
{
    /// <summary>Kind of an event that is planned and known to all: a calendar alert on it is no fault.</summary>
    public const string ExpectedKind = "expected";

    public required string Id { get; init; }

    /// <summary>The kind of topic as a scenario's truth has it (<c>event</c>, <c>bots</c>, <c>everyday</c> …); <c>event</c> in the plain form.</summary>
    public string Kind { get; init; } = "event";

    /// <summary>The alert that a good pipeline raises; null for none.</summary>
    public required AlertKind? Alert { get; init; }

    /// <summary>The only brand it concerns; null for every brand watched.</summary>
    public string? Brand { get; init; }

    /// <summary>Unix milliseconds; null where the posts that name it tell.</summary>
    public long? OnsetAt { get; init; }

    public long? PeakAt { get; init; }

    public long? EndAt { get; init; }

    /// <summary>Hashtags and phrases by which posts name it.</summary>
    public required string[] Surfaces { get; init; }

    /// <summary>What tells its posts from others where records carry it; null where the surfaces do.</summary>
    public RecordLabel? Label { get; init; }

    /// <summary>Its posts over time where the truth counts them; null where the recording must be asked.</summary>
    public EventVolume? Volume { get; init; }

    public bool ShouldRaise => Alert is not null;

    public bool Concerns(string brand) => Brand is null || Brand == brand;
}
