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
internal ref struct WordScanner(ReadOnlySpan<char> text, Span<char> buffer)
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

    /// <summary>Hash of the folded form.</summary>
    public uint Hash { get; private set; }

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
                if (CharFolding.IsWord(c))
                    return Take(ScannedKind.Word, _next, HashtagWordEnd());
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
            else if (!CharFolding.IsWord(c))
            {
                BreaksPhrase |= !CharFolding.Joins(c) && !(c == '.' && End == _next && End - Start <= MaxAbbreviation);
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
        while (end < _text.Length && (CharFolding.IsWord(_text[end]) || _text[end] == '_' || CharFolding.IsIgnorable(_text[end])))
            end++;
        int start = _next;
        _hashtagEnd = end;
        Take(ScannedKind.Hashtag, start, end);
        _next = start + 1;
        return true;
    }

    /// <summary>A sign counts where no word runs into it, and a word follows.</summary>
    private readonly bool IsSign(int at) => (at == 0 || !CharFolding.IsWord(_text[at - 1])) && CharFolding.IsWord(At(at + 1));

    private readonly char At(int index) => index < _text.Length ? _text[index] : '\0';

    /// <summary>End of the word of a hashtag that begins here: at a capital after a small letter, before the last capital of a run that a small
    /// letter follows, between letters and digits, at an underscore.</summary>
    private readonly int HashtagWordEnd()
    {
        int end = _next + 1;
        while (end < _hashtagEnd && (CharFolding.IsWord(_text[end]) || CharFolding.IsIgnorable(_text[end])))
        {
            char before = _text[end - 1];
            char here = _text[end];
            bool begins = char.IsUpper(here) && (!char.IsUpper(before) || end + 1 < _hashtagEnd && char.IsLower(_text[end + 1]));
            if (begins || char.IsDigit(here) != char.IsDigit(before) && !CharFolding.IsIgnorable(here) && !CharFolding.IsIgnorable(before))
                break;
            end++;
        }
        return end;
    }

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
        if (c is not ('h' or 'H' or 'w' or 'W') || (_next > 0 && CharFolding.IsWord(_text[_next - 1])))
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

    /// <summary>Folds a piece, hashes it (FNV-1a, by UTF-16 units), and moves past it. A word ends by itself, other pieces at the limit.</summary>
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
                byte small = CharFolding.AsciiWord[c];
                if (small != 0)
                    folded.Add((char)small);
                else if (isWord)
                    break;
                else if (c != '_' || kind == ScannedKind.Mention)
                    folded.Add(c);
            }
            else if (CharFolding.IsWord(c))
            {
                folded.AddFolded(c);
            }
            else if (isWord && !CharFolding.IsIgnorable(c))
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

        public uint Hash { get; private set; } = 2166136261;

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
            Hash = (Hash ^ folded) * 16777619;
            HasLetter |= !char.IsAsciiDigit(folded);
        }

        public void AddFolded(char c)
        {
            char folded = CharFolding.Fold(c);
            char second = CharFolding.Second(ref folded);
            Add(folded);
            if (second != '\0')
                Add(second);
        }
    }
}
