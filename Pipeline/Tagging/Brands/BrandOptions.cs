namespace RtmPipeline.Tagging.Brands;

/// <summary>Which brands are watched; section <c>Brands</c>.</summary>
internal sealed record BrandOptions
{
    /// <summary>
    /// Paths of brand profiles, in the order of the outputs; at most 100. A folder stands for the profiles in it (.yaml, .yml and .json), by name.
    /// <value>Default none: <see cref="BrandProfile.Everything"/> is watched.</value>
    /// </summary>
    public string[] Files { get; init; } = [];

    /// <summary>
    /// How often the profiles are looked at for changes while live or paced input runs, seconds; a change is taken when it has stood for one more look.
    /// 0 never looks. Unpaced replays and evaluations never look, so that they come out the same. <value>Default 5; 0 to 3,600.</value>
    /// </summary>
    public int ReloadSeconds { get; init; } = 5;
}
