namespace RtmPipeline.Posts.Text;

/// <summary>
/// Collects the terms of one text. Hashtags, cashtags and links come first, because somebody marked them as what the post is about; then mentions, words and
/// pairs of words in text order, up to <see cref="PostLimits.MaxTerms"/>. A term stands once, at its first place.
/// </summary>
internal ref struct TermExtractor
{
    /// <summary>Stop words and numbers that may stand between the words of a pair: "power to the people" is one, more is another thought.</summary>
    public const int MaxSkipped = 2;

    /// <summary>UTF-16 units from the first word of a pair to the end of its second.</summary>
    public const int MaxPairSpan = 100;

    /// <summary>Longest run in a script without spaces that counts as a word; longer ones are sentences.</summary>
    public const int MaxUnspacedWord = 8;

    // Longer hashtags are hashed as they are; no plural is so long.
    private const int PluralRoom = 64;

    private readonly ReadOnlySpan<char> _text;
    private readonly Span<Term> _terms;
    private readonly Span<ulong> _keys;
    private int _count;

    /// <param name="text">The whole text.</param>
    /// <param name="terms">Room for the terms.</param>
    /// <param name="keys">Room for as many keys.</param>
    public TermExtractor(ReadOnlySpan<char> text, Span<Term> terms, Span<ulong> keys)
    {
        _text = text;
        _terms = terms;
        _keys = keys;
    }

    public readonly ReadOnlySpan<Term> Terms => _terms[.._count];

    /// <summary>Key of a hashtag: all spellings, and its plural where that is safe, have the same.</summary>
    /// <param name="body">Hashtag without its sign.</param>
    /// <returns>0 for a hashtag of nothing but accents, which folds to nothing.</returns>
    public static ulong HashtagKey(ReadOnlySpan<char> body)
    {
        if (body.Length > PluralRoom)
            return TermHash.Key(TopicKind.Hashtag, Folding.Hash(body));
        Span<char> folded = stackalloc char[PluralRoom * Folding.MaxExpansion];
        int length = Folding.Write(body, folded);
        return length == 0 ? 0 : TermHash.Key(TopicKind.Hashtag, TermHash.Of(folded[..PluralTags.SingularLength(folded[..length])]));
    }

    public void AddHashtag(TextEntity tag)
    {
        ulong key = HashtagKey(_text[(tag.Start + 1)..tag.End]);
        if (key != 0)
            Add(TopicKind.Hashtag, key, tag.Start, tag.Length);
    }

    public void AddCashtag(TextEntity tag) =>
        Add(TopicKind.Cashtag, TermHash.Key(TopicKind.Cashtag, Folding.Hash(_text[(tag.Start + 1)..tag.End])), tag.Start, tag.Length);

    /// <param name="form">Form of the address, see <see cref="LinkForm"/>.</param>
    /// <param name="index">Its place among the links of the post.</param>
    public void AddLink(scoped ReadOnlySpan<char> form, int index) => Add(TopicKind.Link, TermHash.Key(TopicKind.Link, TermHash.Of(form)), index, 0);

    /// <summary>Adds mentions, words and pairs.</summary>
    /// <param name="tokens">Tokens in text order.</param>
    /// <param name="entities">Entities in text order, without the mention of a repost by hand.</param>
    public void AddWords(scoped ReadOnlySpan<Token> tokens, scoped ReadOnlySpan<TextEntity> entities)
    {
        int nextEntity = 0;
        int previous = -1, skipped = 0;
        for (int i = 0; i < tokens.Length && _count < _terms.Length; i++)
        {
            Token token = tokens[i];
            AddMentions(entities, ref nextEntity, token.Start);
            if (token.Is(TokenTraits.AfterBreak))
                previous = -1;
            if (token.Is(TokenTraits.Unspaced))
            {
                i = AddUnspaced(tokens, i);
                previous = -1;
            }
            else if (token.Is(TokenTraits.Weak))
            {
                previous = ++skipped > MaxSkipped ? -1 : previous;
            }
            else
            {
                Add(TopicKind.Word, TermHash.Key(TopicKind.Word, token.Hash), token.Start, token.Length);
                if (previous >= 0)
                    AddPair(tokens[previous], token);
                previous = i;
                skipped = 0;
            }
        }
        AddMentions(entities, ref nextEntity, int.MaxValue);
    }

    private void AddPair(Token first, Token second)
    {
        int span = second.End - first.Start;
        if (first.Hash != second.Hash && span <= MaxPairSpan)
            Add(TopicKind.Pair, TermHash.Key(TopicKind.Pair, TermHash.OfPair(first.Hash, second.Hash)), first.Start, span);
    }

    private void AddMentions(scoped ReadOnlySpan<TextEntity> entities, ref int next, int before)
    {
        for (; next < entities.Length && entities[next].Start < before; next++)
        {
            TextEntity entity = entities[next];
            if (entity.Kind is not (TextEntityKind.Mention or TextEntityKind.List))
                continue;
            // A list counts for the name that owns it.
            ReadOnlySpan<char> name = _text[(entity.Start + 1)..entity.End];
            int slash = name.IndexOf('/');
            name = slash < 0 ? name : name[..slash];
            Add(TopicKind.Mention, TermHash.Key(TopicKind.Mention, Folding.Hash(name)), entity.Start, name.Length + 1);
        }
    }

    private void AddUnspacedRun(int start, int end)
    {
        ReadOnlySpan<char> run = _text[start..end];
        // Hiragana alone is grammar.
        if (run.Length is > 1 and <= MaxUnspacedWord && run.ContainsAnyExceptInRange('\u3041', '\u309F'))
            Add(TopicKind.Word, TermHash.Key(TopicKind.Word, Folding.Hash(run)), start, run.Length);
    }

    /// <summary>Adds the run of unspaced characters that begins with a token, if it is short enough to be a word; returns its last token.</summary>
    private int AddUnspaced(scoped ReadOnlySpan<Token> tokens, int first)
    {
        int last = first;
        while (last + 1 < tokens.Length && tokens[last + 1].Is(TokenTraits.Unspaced) && tokens[last + 1].Start == tokens[last].End)
            last++;
        AddUnspacedRun(tokens[first].Start, tokens[last].End);
        return last;
    }

    private void Add(TopicKind kind, ulong key, int start, int length)
    {
        if (_count == _terms.Length || _keys[.._count].Contains(key))
            return;
        _keys[_count] = key;
        _terms[_count++] = new Term(key, kind, start, length);
    }
}
