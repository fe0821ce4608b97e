namespace RtmPipeline.Tagging.Text;

/// <summary>Tables of a finished trie; see <see cref="PhraseTrie"/>.</summary>
/// <param name="Phrases">Number of entries.</param>
/// <param name="Words">Vocabulary: all words of entries, and phrases written as one word.</param>
/// <param name="FirstStates">By word: the state after it at the beginning of an entry; 0 for none.</param>
/// <param name="JoinedPhrases">By word: entries of several words that are this word without their spaces.</param>
/// <param name="Steps">By state and word: the next state.</param>
/// <param name="Ends">By state: the entry that ends there, or <see cref="NoPhrase"/>.</param>
/// <param name="Handles">Handles, folded.</param>
/// <param name="HandlePhrases">By handle: its entry.</param>
internal sealed record PhraseTrieTables(
    int Phrases, string[] Words, int[] FirstStates, int[][] JoinedPhrases, Dictionary<long, int> Steps, int[] Ends, string[] Handles, int[] HandlePhrases)
{
    public const int NoPhrase = -1;

    public int EndOf(int state) => Ends[state];

    public static long Step(int state, int word) => (long)state << 32 | (uint)word;
}

/// <summary>Collects the entries of a <see cref="PhraseTrie"/>. Entries that fold to the same words are one.</summary>
internal sealed class PhraseTrieBuilder
{
    private readonly List<string> _words = [];
    private readonly Dictionary<string, int> _wordNumbers = new(StringComparer.Ordinal);
    private readonly List<int> _firstStates = [];
    private readonly List<List<int>> _joinedPhrases = [];
    private readonly Dictionary<long, int> _steps = [];
    private readonly List<int> _ends = [PhraseTrieTables.NoPhrase];
    private readonly Dictionary<string, int> _handles = new(StringComparer.Ordinal);
    private readonly List<string> _handleNames = [];
    private readonly List<int> _handlePhrases = [];
    private int _phrases;

    /// <summary>Adds words or a phrase.</summary>
    /// <returns>The entry's number.</returns>
    /// <exception cref="ArgumentException">It has no word, or more than <see cref="PhraseTrie.MaxWords"/>.</exception>
    public int Add(string entry)
    {
        List<string> words = PhraseFolding.Words(entry);
        if (words.Count is 0 or > PhraseTrie.MaxWords)
            throw new ArgumentException($"An entry must have 1 to {PhraseTrie.MaxWords} words, and '{entry}' has {words.Count}.", nameof(entry));
        int state = FirstState(Number(words[0]));
        for (int i = 1; i < words.Count; i++)
            state = NextState(state, Number(words[i]));
        if (_ends[state] != PhraseTrieTables.NoPhrase)
            return _ends[state];
        _ends[state] = _phrases;
        if (words.Count > 1)
            _joinedPhrases[Number(string.Concat(words))].Add(_phrases);
        return _phrases++;
    }

    /// <summary>Adds a handle without its sign; it matches mentions only.</summary>
    /// <returns>The entry's number.</returns>
    public int AddHandle(string handle)
    {
        string folded = handle.ToLowerInvariant();
        if (_handles.TryGetValue(folded, out int phrase))
            return phrase;
        _handles.Add(folded, _phrases);
        _handleNames.Add(folded);
        _handlePhrases.Add(_phrases);
        return _phrases++;
    }

    public PhraseTrie Build() =>
        new(new PhraseTrieTables(
            _phrases,
            [.. _words],
            [.. _firstStates],
            [.. _joinedPhrases.Select(static phrases => phrases.ToArray())],
            _steps,
            [.. _ends],
            [.. _handleNames],
            [.. _handlePhrases]));

    private int Number(string word)
    {
        if (_wordNumbers.TryGetValue(word, out int number))
            return number;
        number = _words.Count;
        _wordNumbers.Add(word, number);
        _words.Add(word);
        _firstStates.Add(0);
        _joinedPhrases.Add([]);
        return number;
    }

    private int FirstState(int word)
    {
        if (_firstStates[word] == 0)
            _firstStates[word] = NewState();
        return _firstStates[word];
    }

    private int NextState(int state, int word)
    {
        long step = PhraseTrieTables.Step(state, word);
        if (!_steps.TryGetValue(step, out int next))
        {
            next = NewState();
            _steps.Add(step, next);
        }
        return next;
    }

    private int NewState()
    {
        _ends.Add(PhraseTrieTables.NoPhrase);
        return _ends.Count - 1;
    }
}
