using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tagging.Text;

internal enum ScannedKind : byte
{
    Word,

    /// <summary>Digits only; not a year, not a percentage.</summary>
    Count,

    /// <summary>A whole hashtag with its sign, folded without sign and underscores. Its words follow as words.</summary>
    Hashtag,

    /// <summary>A mention with its sign, folded without it.</summary>
    Mention,
}

/// <summary>
/// Walks over the words, hashtags and mentions of a text, folding each into a buffer of the caller's; addresses are passed over.
/// Hashtags come whole, then word by word where their case, digits or underscores show the words: #SuperBowl as superbowl, super, bowl.
/// Every character is looked at a bounded number of times, so a text costs time in proportion to its length.
/// </summary>
/// <remarks>
/// It finds what profiles and lexicons name, so it is lenient where <see cref="WordScanner"/>, which finds keys of topics, is strict: an apostrophe always
/// parts words, stop words and single letters stay, a run of a script without spaces is one word, 'ñ' is 'n' (who types "pina colada" means the drink), and
/// hashtags come apart at figures too.
/// </remarks>
internal ref struct PhraseScanner(ReadOnlySpan<char> text, Span<char> buffer)
{
    /// <summary>Folded characters kept of one word; longer words equal no entry, as those are shorter.</summary>
    public const int MaxWordLength = 128;

    // A word of one or two letters before a full stop is an abbreviation: the phrase goes on after it, as in "St. Louis".
    private const int MaxAbbreviation = 2;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _buffer = buffer;
    private int _next;
    private int _hashtagEnd;
    private int _length;

    public ScannedKind Kind { get; private set; }

    /// <summary>First UTF-16 unit.</summary>
    public int Start { get; private set; }

    /// <summary>One past the last unit.</summary>
    public int End { get; private set; }

    /// <summary>Hash of the folded form; see <see cref="TermHash.Of"/>.</summary>
    public ulong Hash { get; private set; }

    /// <summary>True when something stands before it that ends a phrase: punctuation, a line break, an emoji.</summary>
    public bool BreaksPhrase { get; private set; }

    /// <summary>The folded form; empty for a word longer than <see cref="MaxWordLength"/>.</summary>
    public readonly ReadOnlySpan<char> Folded => _buffer[.._length];

    public bool MoveNext()
    {
        BreaksPhrase = false;
        while (_next < _text.Length)
        {
            char c = _text[_next];
            if (_next < _hashtagEnd)
            {
                if (IsWord(c))
                    return Take(ScannedKind.Word, _next, _next + HashtagParts.PartEnd(_text[_next.._hashtagEnd], 0));
                _next++;
            }
            else if (c is '#' or '＃' && IsSign(_next))
            {
                return Hashtag();
            }
            else if (c is '@' or '＠' && IsSign(_next) && char.IsAsciiLetterOrDigit(At(_next + 1)))
            {
                BreaksPhrase = true;
                return Take(ScannedKind.Mention, _next, MentionEnd());
            }
            else if (!IsWord(c))
            {
                BreaksPhrase |= !Joins(c) && !(c == '.' && End == _next && End - Start <= MaxAbbreviation);
                _next++;
            }
            else if (IsAddress())
            {
                BreaksPhrase = true;
                SkipAddress();
            }
            else
            {
                return Take(ScannedKind.Word, _next, _text.Length);
            }
        }
        return false;
    }

    private bool Hashtag()
    {
        int end = _next + 1;
        while (end < _text.Length && (IsWord(_text[end]) || _text[end] == '_' || Folding.IsDropped(_text[end])))
            end++;
        int start = _next;
        _hashtagEnd = end;
        Take(ScannedKind.Hashtag, start, end);
        _next = start + 1;
        return true;
    }

    /// <summary>A sign counts where no word runs into it, and a word follows.</summary>
    private readonly bool IsSign(int at) => (at == 0 || !IsWord(_text[at - 1])) && IsWord(At(at + 1));

    private readonly char At(int index) => index < _text.Length ? _text[index] : '\0';

    /// <summary>A handle has letters, digits and '_'; on other platforms also dots, dashes and the host after another '@', inside it only.</summary>
    private readonly int MentionEnd()
    {
        int end = _next + 1;
        while (end < _text.Length)
        {
            char c = _text[end];
            bool inside = c is '.' or '-' or '@' && char.IsAsciiLetterOrDigit(At(end + 1));
            if (!inside && !char.IsAsciiLetterOrDigit(c) && c != '_')
                break;
            end++;
        }
        return end;
    }

    private readonly bool IsAddress()
    {
        char c = _text[_next];
        if (c is not ('h' or 'H' or 'w' or 'W') || (_next > 0 && IsWord(_text[_next - 1])))
            return false;
        ReadOnlySpan<char> rest = _text[_next..];
        return rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase);
    }

    private void SkipAddress()
    {
        while (_next < _text.Length && !char.IsWhiteSpace(_text[_next]))
            _next++;
    }

    /// <summary>Folds a piece and moves past it. A word ends by itself, other pieces at the limit.</summary>
    private bool Take(ScannedKind kind, int start, int limit)
    {
        bool isWord = kind == ScannedKind.Word;
        int at = isWord ? start : start + 1;
        FoldedWord folded = new(_buffer);
        for (; at < limit; at++)
        {
            char c = _text[at];
            if (c < 128)
            {
                byte small = Folding.Ascii[c];
                if (small != 0)
                    folded.Add((char)small);
                else if (isWord)
                    break;
                else if (c != '_' || kind == ScannedKind.Mention)
                    folded.Add(c);
            }
            else if (IsWord(c))
            {
                folded.AddFolded(_text, at);
            }
            else if (isWord && !Folding.IsDropped(c))
            {
                break;
            }
        }
        Start = start;
        End = _next = at;
        _length = folded.Length;
        Hash = folded.Hash;
        Kind = isWord && !folded.HasLetter && IsCount(at) ? ScannedKind.Count : kind;
        return true;
    }

    /// <summary>Letters, digits and marks of the basic plane, but for what folding drops.</summary>
    private static bool IsWord(char c)
    {
        const CharacterTraits Parts = CharacterTraits.Letter | CharacterTraits.Digit | CharacterTraits.Mark;
        return c < 128 ? Folding.Ascii[c] != 0 : Characters.Of(c).HasAny(Parts) && !Folding.IsDropped(c);
    }

    /// <summary>Characters that may stand between two words of a phrase. All others end it.</summary>
    private static bool Joins(char c) => c switch
    {
        ' ' or '\t' or '-' or '_' or '\'' or '"' or '&' or '/' or '#' or '*' or '~' => true,
        < '\u00A0' => false,
        '\u2010' or '\u2011' or '\u2013' or '\u2018' or '\u2019' or '\u201C' or '\u201D' or '\uFF03' => true,
        _ => Folding.IsDropped(c) || (Characters.IsSpace(c) && !Characters.Of(c).HasAny(CharacterTraits.Break)),
    };

    /// <summary>Digits that can count people: not a year between 1900 and 2099, not a percentage, at most six digits.</summary>
    private readonly bool IsCount(int end) =>
        _length is > 0 and <= 6
        && At(end) != '%'
        && !(_length == 4 && (_buffer[0] == '1' && _buffer[1] == '9' || _buffer[0] == '2' && _buffer[1] == '0'));

    /// <summary>A word in the making. One that does not fit becomes empty: no entry is as long.</summary>
    private ref struct FoldedWord(Span<char> buffer)
    {
        private readonly Span<char> _buffer = buffer;
        private int _length;
        private bool _isTooLong;
        private ulong _state = TermHash.Seed;

        public readonly ulong Hash => TermHash.Finish(_state);

        public bool HasLetter { get; private set; }

        public readonly int Length => _isTooLong ? 0 : _length;

        public void Add(char folded)
        {
            if (_length == _buffer.Length)
            {
                _isTooLong = true;
                return;
            }
            _buffer[_length++] = folded;
            _state = TermHash.Step(_state, folded);
            HasLetter |= !char.IsAsciiDigit(folded);
        }

        public void AddFolded(ReadOnlySpan<char> text, int at)
        {
            Span<char> into = stackalloc char[Folding.MaxExpansion];
            int length = Folding.At(text, at, into, out _);
            for (int i = 0; i < length; i++)
                Add(into[i] == 'ñ' ? 'n' : into[i]);
        }
    }
}
