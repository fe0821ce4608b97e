using RtmPipeline.Posts;

namespace RtmPipeline.Tagging;

/// <summary>
/// The tags of texts that were tagged a moment ago: what is reposted a thousand times means the same each time. A quarter of the posts of a busy network are reposts, and tagging is a quarter
/// of the work. For any number of threads; two that write one place at once cost one of them its entry.
/// </summary>
internal sealed class TagMemory
{
    /// <summary>Texts remembered; one that falls on the place of another takes it. Some 4 MB when full of short texts.</summary>
    public const int Capacity = 8_192;

    private readonly Entry?[] _entries = new Entry?[Capacity];

    private sealed record Entry(string Text, string? Label, PostTags Tags);

    /// <summary>The tags of a text with its label, an object of their own for each asking; made where they are not remembered.</summary>
    public PostTags Of(string text, string? label, Func<string, string?, PostTags> make)
    {
        ref Entry? place = ref _entries[(int)(StableHash.Of(text) % Capacity)];
        if (Volatile.Read(ref place) is { } known && known.Text == text && known.Label == label)
            return known.Tags.Copy();
        PostTags tags = make(text, label);
        Volatile.Write(ref place, new Entry(text, label, tags));
        return tags;
    }
}
