namespace RtmPipeline.Tagging.Brands;

/// <summary>The distinct words that speak for and against one brand in one text.</summary>
internal sealed class BrandReasons
{
    public List<string> Named { get; } = [];

    public List<string> Doubtful { get; } = [];

    /// <summary>Words of the field and competitors.</summary>
    public List<string> Near { get; } = [];

    /// <summary>Places of the audience.</summary>
    public List<string> Places { get; } = [];

    /// <summary>Words and themes out of the field.</summary>
    public List<string> Outside { get; } = [];

    public void Add(in BrandHit hit, string word)
    {
        // A doubtful competitor says nothing at all.
        if (hit.IsDoubtful && !hit.Role.Names())
            return;
        List<string> words = hit.IsDoubtful ? Doubtful : ListOf(hit.Role);
        string shown = hit.IsDoubtful ? $"{word} (doubtful)" : word;
        if (!words.Contains(shown))
            words.Add(shown);
    }

    /// <summary>What decided comes first.</summary>
    public string[] First(int most) =>
        [.. Outside.Concat(Named).Concat(Doubtful).Concat(Named.Count > 0 && Outside.Count > 0 ? [] : Near.Concat(Places)).Take(most)];

    private List<string> ListOf(BrandRole role) => role switch
    {
        BrandRole.Place => Places,
        BrandRole.OutOfField => Outside,
        _ => role.Names() ? Named : Near,
    };
}
