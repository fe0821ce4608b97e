namespace RtmPipeline.Tagging.Text;

/// <summary>An entry found in a text.</summary>
/// <param name="Phrase">Number of the entry, as <see cref="PhraseTrieBuilder"/> gave it.</param>
/// <param name="Start">First UTF-16 unit, the sign of a hashtag or mention included.</param>
/// <param name="End">One past the last unit.</param>
/// <param name="Word">Ordinal of its last word in the text.</param>
/// <param name="HasCount">True when a number that can count people stands up to four words before it or two after.</param>
internal record struct PhraseMatch(int Phrase, int Start, int End, int Word, bool HasCount)
{
    /// <summary>True when it contains the other and is longer.</summary>
    public readonly bool Covers(in PhraseMatch other) => Start <= other.Start && other.End <= End && other.End - other.Start < End - Start;
}

/// <summary>
/// Finds all entries of all profiles and lexicons in one pass over a text: a trie over whole words. At each word the open partial matches go one
/// step further and a new one begins, so a text costs time in proportion to its length times the longest entry in words at the worst, and in
/// practice one table look-up a word, because nearly all words begin no entry. Measured by <c>bench</c>.
/// </summary>
internal sealed class PhraseTrie
{
    /// <summary>Most words of an entry.</summary>
    public const int MaxWords = 12;

    /// <summary>Most matches reported of one text: the first ones stand for the rest. English news has about 24 in 1,000 characters.</summary>
    public const int MaxMatches = 512;

    /// <summary>Most words between a number and what it counts ("12 people are reported dead").</summary>
    public const int MaxWordsAfterCount = 4;

    /// <summary>Most words between what is counted and its number ("kills at least 12").</summary>
    public const int MaxWordsBeforeCount = 2;

    // A phrase also matches written as one word from this many letters on ("superbowl"); shorter ones would match other words.
    private const int MinJoinedLength = 6;

    private const int WordsAhead = 32;
    private const int NoState = 0;

    private readonly WordTable<EntryWord> _words;
    private readonly WordTable<int> _handles;
    private readonly PhraseTrieTables _tables;

    // By state: a bit for each word that may come next. Common words ("the", "my") begin entries; nearly none of what follows them goes on with one.
    private readonly ulong[] _followers;

    internal PhraseTrie(PhraseTrieTables tables)
    {
        _tables = tables;
        _followers = new ulong[tables.Ends.Length];
        foreach (long step in tables.Steps.Keys)
            _followers[step >> 32] |= BitOf((int)step);
        _words = new WordTable<EntryWord>(tables.Words, [.. Enumerable.Range(0, tables.Words.Length).Select(Entry)]);
        _handles = new WordTable<int>(tables.Handles, tables.HandlePhrases);
    }

    private readonly record struct Open(int State, int Start);

    /// <param name="Hash">Hash of the folded word.</param>
    /// <param name="Start">First UTF-16 unit.</param>
    /// <param name="End">One past the last.</param>
    /// <param name="Kind">Kind of the word.</param>
    /// <param name="BreaksPhrase">True when no phrase goes on over what stands before it.</param>
    /// <param name="IsLong">True when it may be a phrase written as one word.</param>
    private readonly record struct ScannedWord(ulong Hash, int Start, int End, ScannedKind Kind, bool BreaksPhrase, bool IsLong);

    /// <param name="Number">Number of the word.</param>
    /// <param name="First">State after it at the beginning of an entry that goes on; 0 for none.</param>
    /// <param name="Phrase">Entry that the word is by itself.</param>
    /// <param name="IsJoined">True when it is entries of several words without their spaces.</param>
    private readonly record struct EntryWord(int Number, int First, int Phrase, bool IsJoined);

    /// <summary>Number of entries; their numbers run from 0.</summary>
    public int Phrases => _tables.Phrases;

    /// <summary>Finds the entries in a text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="into">Room for matches; they come in order of their ends.</param>
    /// <returns>Number of matches.</returns>
    public int Find(ReadOnlySpan<char> text, Span<PhraseMatch> into)
    {
        PhraseScanner scanner = new(text, stackalloc char[PhraseScanner.MaxWordLength]);
        Span<ScannedWord> words = stackalloc ScannedWord[WordsAhead];
        Span<Open> open = stackalloc Open[MaxWords];
        MatchList matches = new(into);
        int openCount = 0;
        for (int count = Scan(ref scanner, words); count > 0; count = Scan(ref scanner, words))
        {
            foreach (ref readonly ScannedWord word in words[..count])
                Take(word, open, ref openCount, ref matches);
        }
        return matches.Count;
    }

    /// <summary>Reads some words ahead, so that their places in memory are on their way while those before are looked up.</summary>
    private int Scan(ref PhraseScanner scanner, Span<ScannedWord> words)
    {
        int count = 0;
        while (count < words.Length && scanner.MoveNext())
        {
            words[count++] = new ScannedWord(
                scanner.Hash, scanner.Start, scanner.End, scanner.Kind, scanner.BreaksPhrase, scanner.Folded.Length >= MinJoinedLength);
            _words.Foresee(scanner.Hash);
        }
        return count;
    }

    private void Take(in ScannedWord scanned, scoped Span<Open> open, ref int openCount, ref MatchList matches)
    {
        if (scanned.BreaksPhrase)
            openCount = 0;
        if (scanned.Kind == ScannedKind.Mention)
        {
            if (_handles.TryFind(scanned.Hash, out int handle))
                matches.Add(handle, scanned.Start, scanned.End);
            return;
        }
        bool isKnown = _words.TryFind(scanned.Hash, out EntryWord word);
        if (scanned.Kind == ScannedKind.Hashtag)
        {
            if (isKnown)
                AddWhole(word, ref matches, scanned.Start, scanned.End, joined: true);
            return;
        }
        matches.NextWord(scanned.Kind == ScannedKind.Count);
        if (!isKnown)
        {
            openCount = 0;
            return;
        }
        openCount = Advance(open, openCount, word.Number, ref matches, scanned.End);
        AddWhole(word, ref matches, scanned.Start, scanned.End, scanned.IsLong);
        if (word.First != NoState && openCount < open.Length)
            open[openCount++] = new Open(word.First, scanned.Start);
    }

    private static ulong BitOf(int word) => 1UL << (word & 63);

    private int Advance(scoped Span<Open> open, int openCount, int word, ref MatchList matches, int end)
    {
        int kept = 0;
        for (int i = 0; i < openCount; i++)
        {
            if ((_followers[open[i].State] & BitOf(word)) == 0 || !_tables.Steps.TryGetValue(PhraseTrieTables.Step(open[i].State, word), out int state))
                continue;
            if (_tables.EndOf(state) is var phrase and not PhraseTrieTables.NoPhrase)
                matches.Add(phrase, open[i].Start, end);
            open[kept++] = open[i] with { State = state };
        }
        return kept;
    }

    /// <summary>Entries that this one word is: single words, and phrases without their spaces.</summary>
    private void AddWhole(in EntryWord word, ref MatchList matches, int start, int end, bool joined)
    {
        if (word.Phrase != PhraseTrieTables.NoPhrase)
            matches.Add(word.Phrase, start, end);
        if (!joined || !word.IsJoined)
            return;
        foreach (int whole in _tables.JoinedPhrases[word.Number])
            matches.Add(whole, start, end);
    }

    private EntryWord Entry(int word)
    {
        int first = _tables.FirstStates[word];
        return new EntryWord(
            word,
            _followers[first] == 0 ? NoState : first,
            first == NoState ? PhraseTrieTables.NoPhrase : _tables.EndOf(first),
            _tables.JoinedPhrases[word].Length > 0);
    }

    /// <summary>Collects matches and joins them to the numbers around them.</summary>
    private ref struct MatchList(Span<PhraseMatch> into)
    {
        private readonly Span<PhraseMatch> _into = into;
        private int _word;
        private int _lastCount = -MaxWordsAfterCount - 1;

        public int Count { get; private set; }

        public void Add(int phrase, int start, int end)
        {
            if (Count < _into.Length)
                _into[Count++] = new PhraseMatch(phrase, start, end, _word, _word - _lastCount <= MaxWordsAfterCount);
        }

        public void NextWord(bool isCount)
        {
            _word++;
            if (!isCount)
                return;
            _lastCount = _word;
            for (int i = Count - 1; i >= 0 && _word - _into[i].Word <= MaxWordsBeforeCount; i--)
                _into[i].HasCount = true;
        }
    }
}
