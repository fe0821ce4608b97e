using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tagging.Entities;

/// <summary>A word of a run.</summary>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Parts">What it can be in a name.</param>
/// <param name="IsSmall">A small word between capitals ("de la").</param>
/// <param name="IsShouted">Two or more letters, and all of them capitals.</param>
/// <param name="IsOrdinary">A stop word.</param>
/// <param name="HasDot">A full stop behind it belongs to it ("Dr.", "W.").</param>
internal readonly record struct NameToken(int Start, int End, NameParts Parts, bool IsSmall, bool IsShouted, bool IsOrdinary, bool HasDot)
{
    public int Length => End - Start;

    public bool Is(NameParts parts) => Parts.HasAny(parts);
}

/// <summary>
/// Walks over the runs of words that begin with capitals, small words such as "de la" between them included; and over hashtags that begin with one.
/// Each word of a run is read once. Capitals are those of ASCII and Latin-1, which the three languages use;
/// a plain loop finds them in half the time of a vectorised search, because they stand too close together for it.
/// </summary>
internal ref struct CapitalScan(ReadOnlySpan<char> text, Span<NameToken> room, NameKnowledge knowledge)
{
    /// <summary>Most words of a run; a longer one comes in pieces.</summary>
    public const int MaxTokens = 8;

    /// <summary>Longest word that can be part of a name.</summary>
    public const int MaxWordLength = 32;

    // "de la", "von der".
    private const int MaxSmallWords = 2;

    // Longest particle: "degli".
    private const int MaxSmallLength = 5;

    // Longest title that is shortened ("Dott.", "Srta.").
    private const int MaxAbbreviation = 4;

    // First letters of all particles; see NameCues.
    private const string ParticleInitials = "abdeilotv";

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<NameToken> _room = room;
    private readonly NameKnowledge _knowledge = knowledge;
    private int _next;
    private int _count;

    /// <summary>The run; empty for a hashtag.</summary>
    public readonly ReadOnlySpan<NameToken> Tokens => _room[.._count];

    /// <summary>True when a hashtag was found: <see cref="Start"/> is its sign.</summary>
    public bool IsHashtag { get; private set; }

    public int Start { get; private set; }

    public readonly int End => _next;

    public bool MoveNext()
    {
        _count = 0;
        while (_next < _text.Length)
        {
            int at = NextCapital(_next);
            if (at == _text.Length)
                break;
            char before = at == 0 ? ' ' : _text[at - 1];
            if (before is '@' or '/' or '=' or '＠')
            {
                _next = ChunkEnd(at);
                continue;
            }
            if (before == '_' || IsWordPart(before))
            {
                _next = WordEnd(at);
                continue;
            }
            IsHashtag = before is '#' or '＃';
            if (!IsHashtag && IsLonely(at, out int end))
            {
                _next = end;
                continue;
            }
            Start = IsHashtag ? at - 1 : at;
            if (IsHashtag)
                _next = HashtagEnd(at);
            else
                ReadRun(at);
            return true;
        }
        _next = _text.Length;
        return false;
    }

    /// <summary>Letters, digits and marks.</summary>
    public static bool IsWordPart(char c) =>
        c < 128 ? Folding.Ascii[c] != 0 : Characters.Of(c).HasAny(CharacterTraits.Letter | CharacterTraits.Digit | CharacterTraits.Mark);

    public static bool IsCapital(char c) => c < 128 ? char.IsAsciiLetterUpper(c) : Characters.Of(c).HasAny(CharacterTraits.Upper);

    public static bool IsSmallLetter(char c) =>
        c < 128 ? char.IsAsciiLetterLower(c) : (Characters.Of(c) & (CharacterTraits.Letter | CharacterTraits.Upper)) == CharacterTraits.Letter;

    /// <summary>Hash of a word's folded form, signs inside it left out.</summary>
    public static ulong HashOf(ReadOnlySpan<char> word)
    {
        ulong state = TermHash.Seed;
        foreach (char c in word)
        {
            if (c >= 128)
                return c == '\u2019' ? TermHash.Finish(state) : Folding.Hash(word);
            if (Folding.Ascii[c] is var folded and not 0)
                state = TermHash.Step(state, (char)folded);
        }
        return TermHash.Finish(state);
    }

    private readonly int NextCapital(int from)
    {
        int at = from;
        while (at < _text.Length && !char.IsAsciiLetterUpper(_text[at]) && !(_text[at] is >= 'À' and <= 'Þ' and not '×'))
            at++;
        return at;
    }

    /// <summary>
    /// True for a capital that can be no name, because no word in small letters stands before it and none with a capital or a particle behind it: the
    /// first word of most sentences. It is passed over without being looked up.
    /// </summary>
    private readonly bool IsLonely(int at, out int end)
    {
        end = at;
        if (at >= 2 && _text[at - 1] is ' ' or '\u00A0' or '\'' or '\u2019' && (IsSmallLetter(_text[at - 2]) || _text[at - 2] == '.'))
            return false;
        while (end < _text.Length && char.IsAsciiLetterOrDigit(_text[end]))
            end++;
        if (end == _text.Length)
            return true;
        if (_text[end] == ' ')
            return end + 1 == _text.Length || (char.IsAscii(_text[end + 1]) && !char.IsAsciiLetterUpper(_text[end + 1]) && !ParticleInitials.Contains(_text[end + 1]));
        return char.IsAscii(_text[end]) && _text[end] is not ('-' or '\'') && (_text[end] != '.' || end - at > MaxAbbreviation);
    }

    private void ReadRun(int at)
    {
        int start = at;
        while (true)
        {
            NameToken token = Word(start);
            _room[_count++] = token;
            _next = token.End;
            int gap = token.End + (token.HasDot ? 1 : 0);
            if (_count >= MaxTokens || !SkipGap(ref gap, token.HasDot))
                return;
            if (!IsCapital(_text[gap]))
            {
                int before = _count;
                if (!SkipSmallWords(ref gap))
                {
                    _count = before;
                    return;
                }
            }
            start = gap;
        }
    }

    /// <summary>Moves over what may stand between two words of a name: one space, a hyphen, or nothing behind an initial's full stop.</summary>
    private readonly bool SkipGap(ref int at, bool behindDot)
    {
        if (at >= _text.Length)
            return false;
        if (_text[at] is ' ' or '\u00A0')
            at++;
        else if (_text[at] == '-')
            return ++at < _text.Length && IsCapital(_text[at]);
        else if (!behindDot)
            return false;
        return at < _text.Length && IsWordPart(_text[at]);
    }

    /// <summary>Takes in up to two particles, if a capital follows.</summary>
    private bool SkipSmallWords(ref int at)
    {
        for (int i = 0; i < MaxSmallWords && _count < MaxTokens - 1; i++)
        {
            int end = at;
            while (end < _text.Length && end - at <= MaxSmallLength && IsWordPart(_text[end]))
                end++;
            NameParts parts = end - at > MaxSmallLength ? NameParts.None : _knowledge.Of(HashOf(_text[at..end]));
            if (!parts.HasAny(NameParts.Particle) || end + 1 >= _text.Length || _text[end] is not (' ' or '\'' or '\u2019'))
                return false;
            _room[_count++] = new NameToken(at, end, parts, IsSmall: true, IsShouted: false, IsOrdinary: true, HasDot: false);
            at = end + 1;
            if (IsCapital(_text[at]))
                return true;
        }
        return false;
    }

    /// <summary>Reads a word: where it ends, its hash and its case in one go, as nearly all are ASCII.</summary>
    private readonly NameToken Word(int start)
    {
        ulong state = TermHash.Seed;
        bool hasSmall = false;
        int end = start;
        for (; end < _text.Length && _text[end] < 128 && Folding.Ascii[_text[end]] is var folded and not 0; end++)
        {
            state = TermHash.Step(state, (char)folded);
            hasSmall |= char.IsAsciiLetterLower(_text[end]);
        }
        ulong hash;
        if (end < _text.Length && (_text[end] >= 128 || _text[end] == '\''))
        {
            end = WordEnd(end);
            for (int i = start; i < end && !hasSmall; i++)
                hasSmall = IsSmallLetter(_text[i]);
            hash = HashOf(_text[start..end]);
        }
        else
        {
            hash = TermHash.Finish(state);
        }
        int length = end - start;
        bool isShouted = length > 1 && !hasSmall;
        if (length > MaxWordLength)
            return new NameToken(start, end, NameParts.NoName, false, isShouted, false, false);
        NameParts parts = _knowledge.Of(hash);
        bool isShort = length <= 2 || (length <= MaxAbbreviation && parts.HasAny(NameParts.Title | NameParts.DottedTitle));
        bool hasDot = isShort && end + 1 < _text.Length && _text[end] == '.';
        return new NameToken(start, end, parts, IsSmall: false, isShouted, StopWords.Contains(hash), hasDot);
    }

    /// <summary>End of a word, with an apostrophe inside it where a capital follows ("O'Brien").</summary>
    private readonly int WordEnd(int at)
    {
        int end = at;
        while (end < _text.Length)
        {
            bool joins = _text[end] is '\'' or '\u2019' && end + 1 < _text.Length && IsCapital(_text[end + 1]);
            if (!joins && !IsWordPart(_text[end]))
                break;
            end++;
        }
        return end;
    }

    private readonly int HashtagEnd(int at)
    {
        int end = at;
        while (end < _text.Length && (_text[end] == '_' || IsWordPart(_text[end])))
            end++;
        return end;
    }

    private readonly int ChunkEnd(int at)
    {
        int end = at;
        while (end < _text.Length && !char.IsWhiteSpace(_text[end]))
            end++;
        return end;
    }
}
