using RtmPipeline.Opportunities.Saving;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Stories;

/// <summary>Finds the stories in which a word stands: of each word the newest ones.</summary>
internal sealed class WordIndex(int storiesPerWord)
{
    private readonly Dictionary<ulong, List<Story>> _stories = [];

    /// <summary>Words that find a story.</summary>
    public int Words => _stories.Count;

    /// <param name="word">Key of the word.</param>
    /// <param name="story">A story in which it stands.</param>
    /// <param name="isNew">True when the story can have no word yet, which saves looking for it.</param>
    public void Add(ulong word, Story story, bool isNew)
    {
        if (!_stories.TryGetValue(word, out List<Story>? known))
            _stories[word] = known = new List<Story>(1);
        if (known.Count > 0 && (known[^1] == story || (!isNew && known.Contains(story))))
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

    /// <summary>Writes stories by their numbers.</summary>
    public void Save(StateWriter to)
    {
        (ulong[] words, List<Story>[] stories) = SortedState.Sort(_stories);
        to.Values(words);
        foreach (List<Story> known in stories)
        {
            to.Int(known.Count);
            foreach (Story story in known)
                to.Int(story.Number);
        }
    }

    public void Load(StateReader from, Dictionary<int, Story> byNumber)
    {
        _stories.Clear();
        foreach (ulong word in from.Values<ulong>())
        {
            int count = SortedState.CountUpTo(from, storiesPerWord, sizeof(int));
            List<Story> known = new(count);
            for (int i = 0; i < count; i++)
            {
                int number = from.Int();
                known.Add(byNumber.TryGetValue(number, out Story? story) ? story : throw from.Broken($"{number} is no number of a story"));
            }

            SortedState.AddNew(from, _stories, word, known);
        }
    }
}
