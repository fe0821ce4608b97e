namespace RtmPipeline.Tagging;

/// <summary>Settings of the tagger.</summary>
internal sealed record TaggingOptions
{
    /// <summary>Model files that <c>rtm train</c> wrote, each used in place of the shipped one of its name.</summary>
    public string[] Models { get; init; } = [];
}
