using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Entities;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tests.Tagging.Entities;

/// <summary>Names in texts, found by the shipped lists and rules alone.</summary>
internal static class NameReading
{
    private static readonly PhraseTrieBuilder s_builder = new();
    private static readonly NameFinder s_finder = new(s_builder);
    private static readonly PhraseTrie s_trie = s_builder.Build();

    public static EntityTag[] Find(string text, params EntityTag[] fromProfiles)
    {
        PhraseMatch[] room = new PhraseMatch[PhraseTrie.MaxMatches];
        return s_finder.Find(text, room.AsSpan(0, s_trie.Find(text, room)), fromProfiles);
    }

    /// <summary>The names as <c>kind: canonical; …</c>.</summary>
    public static string Show(string text) => string.Join("; ", Find(text).Select(static entity => $"{entity.Kind}: {entity.Canonical}".ToLowerInvariant()));
}
