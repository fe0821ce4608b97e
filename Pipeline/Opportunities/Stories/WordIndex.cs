namespace RtmPipeline.Opportunities.Stories;

/// <summary>Finds the stories in which a word stands: of each word the newest ones.</summary>
internal sealed class WordIndex(int storiesPerWord)
{
    private readonly Dictionary<ulong, List<Story>> _stories = [];

    /// <summary>Words that find a story.</summary>
    public int Words => _stories.Count;

    public void Add(ulong word, Story story)
    {
        if (!_stories.TryGetValue(word, out List<Story>? known))
            _stories[word] = known = new List<Story>(1);
        if (known.Contains(story))
            return;
        if (known.Count >= storiesPerWord)
            known.RemoveAt(0);
        known.Add(story);
    }

    public void Remove(ulong word, Story story)
    {
        if (_stories.TryGetValue(word, out List<Story>? known) && known.Remove(story) && known.Count == 0)
            _stories.Remove(word);
    }

    /// <summary>Stories of a word that tells stories apart; false for a word in none, or in so many that it finds none.</summary>
    public bool TryTell(ulong word, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out List<Story>? stories) =>
        _stories.TryGetValue(word, out stories) && stories.Count < storiesPerWord;

    /// <summary>Stories of a word, in the order in which they got it.</summary>
    public IReadOnlyList<Story> Of(ulong word) => _stories.TryGetValue(word, out List<Story>? known) ? known : [];
}
