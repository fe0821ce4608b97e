namespace RtmPipeline.Tagging.Brands;

/// <summary>Which brands are watched.</summary>
internal sealed record BrandOptions
{
    /// <summary>Paths of brand profiles, in the order of the outputs; at most 100. Default none: <see cref="BrandProfile.Everything"/> is watched.</summary>
    public string[] Files { get; init; } = [];
}
