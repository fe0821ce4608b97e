namespace RtmPipeline.Tests.Posts.News.Conformance;

/// <summary>How a value that a file expects is compared with ours.</summary>
internal enum FieldKind
{
    /// <summary>Letter by letter: addresses, identities, dates as written.</summary>
    Exact,

    /// <summary>Both are turned into text for people first, as a headline.</summary>
    Headline,

    /// <summary>Both are turned into text for people first, as a body.</summary>
    Body,

    /// <summary>A moment: what is expected is year, month, day, hour, minute and second.</summary>
    Moment,

    /// <summary>A tag of a language, with either hyphen or underscore.</summary>
    Language,

    /// <summary>The name of an encoding; under whatever name, it must read the same characters.</summary>
    Encoding,
}

/// <summary>What we have for a field that a file asks for.</summary>
/// <param name="IsOurs">False for a field that no part of the pipeline uses.</param>
internal readonly record struct FieldAnswer(bool IsOurs, FieldKind Kind, object? Value)
{
    public static FieldAnswer Of(FieldKind kind, object? value) => new(true, kind, value);
}
