using System.Buffers;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tagging.Text;

internal enum TokenKind : byte
{
    /// <summary>Letters and digits that begin with a letter; words of hashtags too.</summary>
    Word,

    /// <summary>Begins with a digit.</summary>
    Number,

    /// <summary>A mention; whom it mentions is no feature.</summary>
    Mention,

    /// <summary>An address; where it leads is no feature.</summary>
    Address,

    /// <summary>One emoji or other picture sign, without skin tone and presentation.</summary>
    Picture,

    /// <summary>A run of punctuation, an emoticon such as :-) among them.</summary>
    Mark,
}

/// <summary>What stands around a token changes what it says.</summary>
[Flags]
internal enum TokenPlace : byte
{
    None = 0,
    Negated = 1,
    InHashtag = 2,
    Shouted = 4,
    Elongated = 8,
}

internal static class TokenPlaces
{
    public static bool Has(this TokenPlace place, TokenPlace wanted) => (place & wanted) != TokenPlace.None;
}

/// <summary>
/// Walks over a text as the statistical models read it: words in lower case with long runs of one letter cut to two, hashtags word by word, pictures,
/// runs of punctuation. Every character is looked at a bounded number of times.
/// </summary>
/// <remarks>
/// It differs from <see cref="PhraseScanner"/>, which looks for names: accents stay, as they tell languages apart, and punctuation and pictures are
/// tokens, as they carry mood.
/// </remarks>
/// <param name="text">Text to walk over.</param>
/// <param name="buffer">Room for <see cref="MaxTokenLength"/> characters.</param>
internal ref struct TokenScanner(ReadOnlySpan<char> text, Span<char> buffer)
{
    /// <summary>Characters kept of one token.</summary>
    public const int MaxTokenLength = 48;

    // "!!!!" says no more than "!!!".
    private const int MaxRunInMark = 3;
    private const int MaxRunInWord = 2;

    private static readonly SearchValues<char> s_clauseEnds = SearchValues.Create(".,;:!?");

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _buffer = buffer;
    private int _next;
    private int _hashtagEnd;
    private int _length;
    private ulong _state;

    public TokenKind Kind { get; private set; }

    /// <summary>First UTF-16 unit.</summary>
    public int Start { get; private set; }

    /// <summary>One past the last unit.</summary>
    public readonly int End => _next;

    public bool IsInHashtag { get; private set; }

    /// <summary>More than two letters, all of them capitals.</summary>
    public bool IsShouted { get; private set; }

    /// <summary>A letter stood three times or more in a row.</summary>
    public bool IsElongated { get; private set; }

    /// <summary>Lower case, cut to <see cref="MaxTokenLength"/>; empty for mentions and addresses.</summary>
    public readonly ReadOnlySpan<char> Form => _buffer[.._length];

    /// <summary>Hash of kind and form.</summary>
    public readonly ulong Hash => Mix64.Finish(_state);

    /// <summary>True for a mark that ends a clause, and with it a negation.</summary>
    public readonly bool EndsClause => Kind == TokenKind.Picture || Kind == TokenKind.Mark && Form.ContainsAny(s_clauseEnds);

    /// <summary>Where the token stands.</summary>
    public readonly TokenPlace Place(bool isNegated) =>
        (isNegated ? TokenPlace.Negated : TokenPlace.None)
        | (IsInHashtag ? TokenPlace.InHashtag : TokenPlace.None)
        | (IsShouted ? TokenPlace.Shouted : TokenPlace.None)
        | (IsElongated ? TokenPlace.Elongated : TokenPlace.None);

    public bool MoveNext()
    {
        while (_next < _text.Length)
        {
            char c = _text[_next];
            if (c == ' ')
            {
                _next++;
                continue;
            }
            CharacterTraits traits = Characters.At(_text, _next, out int units);
            Start = _next;
            IsInHashtag = _next < _hashtagEnd;
            if (traits.HasAny(CharacterTraits.Letter))
                return Word(TokenKind.Word);
            if (traits.HasAny(CharacterTraits.Digit))
                return Word(TokenKind.Number);
            if (c is '\'' or '’' or '_' || char.IsWhiteSpace(c) || traits.HasAny(CharacterTraits.Mark | CharacterTraits.Silent) || char.IsControl(c))
                _next += units;
            else if (c is '@' or '＠' && IsHandle(_next + 1))
                return Skip(TokenKind.Mention, HandleEnd(_next + 1));
            else if (c is '#' or '＃')
                Hashtag();
            else if (IsPicture(_next, units))
                return Picture(units);
            else
                return Mark();
        }
        return false;
    }

    private bool Word(TokenKind kind)
    {
        if (kind == TokenKind.Word && !IsInHashtag && IsAddress())
            return Skip(TokenKind.Address, AddressEnd(_next));
        Begin(kind);
        int letters = 0;
        int capitals = 0;
        int run = 0;
        char before = '\0';
        IsElongated = false;
        int end = IsInHashtag ? _next + HashtagParts.PartEnd(_text[_next.._hashtagEnd], 0) : _text.Length;
        while (_next < end)
        {
            char c = _text[_next];
            int units = 1;
            char lower;
            if (c < Folding.Ascii.Length)
            {
                // Nearly all letters: their lower case is in a table.
                lower = (char)Folding.Ascii[c];
                if (lower == 0)
                    break;
                letters += lower > '9' ? 1 : 0;
                capitals += c is >= 'A' and <= 'Z' ? 1 : 0;
            }
            else
            {
                CharacterTraits traits = Characters.At(_text, _next, out units);
                if (!traits.HasAny(CharacterTraits.Letter | CharacterTraits.Digit | CharacterTraits.Mark | CharacterTraits.Silent))
                    break;
                if (traits.HasAny(CharacterTraits.Silent))
                {
                    _next += units;
                    continue;
                }
                lower = Lower(_next, units);
                letters += traits.HasAny(CharacterTraits.Letter) ? 1 : 0;
                capitals += traits.HasAny(CharacterTraits.Upper) ? 1 : 0;
            }
            run = lower == before ? run + 1 : 1;
            before = lower;
            if (run <= MaxRunInWord || kind == TokenKind.Number)
                Take(lower);
            else
                IsElongated = true;
            _next += units;
        }
        IsShouted = capitals > MaxRunInWord && capitals == letters;
        return true;
    }

    /// <summary>Letters beyond the basic plane are ornaments of Latin ones, or of scripts that have no case worth telling.</summary>
    private readonly char Lower(int at, int units)
    {
        if (units == 1)
            return char.ToLowerInvariant(_text[at]);
        Span<char> into = stackalloc char[Folding.MaxExpansion];
        return Folding.At(_text, at, into, out _) > 0 ? into[0] : _text[at];
    }

    private bool Picture(int units)
    {
        Begin(TokenKind.Picture);
        for (int i = 0; i < units; i++)
            Take(_text[_next + i]);
        _next += units;
        while (_next < _text.Length && (Characters.Of(_text[_next]).HasAny(CharacterTraits.Silent) || IsSkinTone(_next)))
            _next += IsSkinTone(_next) ? 2 : 1;
        return true;
    }

    private bool Mark()
    {
        Begin(TokenKind.Mark);
        int run = 0;
        while (_next < _text.Length)
        {
            char c = _text[_next];
            bool isMouth = _length is 1 or 2 && IsEyes(Form) && c is 'D' or 'd' or 'P' or 'p' or 'O' or 'o' or '3' && !IsLetterAt(_next + 1);
            if (!isMouth && !IsMark(_next))
                break;
            run = _length > 0 && _buffer[_length - 1] == c ? run + 1 : 1;
            if (run <= MaxRunInMark)
                Take(c);
            _next++;
            if (isMouth)
                break;
        }
        if (_next == Start)
            _next++;
        return true;
    }

    private void Hashtag()
    {
        int end = _next + 1;
        while (end < _text.Length && Characters.At(_text, end, out int units).HasAny(CharacterTraits.Letter | CharacterTraits.Digit | CharacterTraits.Mark | CharacterTraits.TagPart))
            end += units;
        _next++;
        _hashtagEnd = Math.Min(end, _text.Length);
    }

    private bool Skip(TokenKind kind, int end)
    {
        Begin(kind);
        _next = end;
        return true;
    }

    private void Begin(TokenKind kind)
    {
        Kind = kind;
        IsShouted = false;
        IsElongated = false;
        _length = 0;
        _state = TermHash.Step(TermHash.Seed, (char)kind);
    }

    private void Take(char c)
    {
        if (_length == MaxTokenLength)
            return;
        _buffer[_length++] = c;
        _state = TermHash.Step(_state, c);
    }

    private readonly bool IsAddress() =>
        _text[_next] is 'h' or 'H' && _text[_next..].StartsWith("http", StringComparison.OrdinalIgnoreCase)
            && (_next + 4 == _text.Length || !IsLetterAt(_next + 4) || _text[_next..].StartsWith("https", StringComparison.OrdinalIgnoreCase))
        || _text[_next] is 'w' or 'W' && _text[_next..].StartsWith("www.", StringComparison.OrdinalIgnoreCase);

    private readonly int AddressEnd(int at)
    {
        while (at < _text.Length && !char.IsWhiteSpace(_text[at]))
            at++;
        return at;
    }

    private readonly bool IsHandle(int at) => at < _text.Length && (char.IsAsciiLetterOrDigit(_text[at]) || _text[at] == '_');

    private readonly int HandleEnd(int at)
    {
        while (IsHandle(at))
            at++;
        return at;
    }

    private readonly bool IsLetterAt(int at) => at < _text.Length && Characters.Of(_text[at]).HasAny(CharacterTraits.Letter);

    private readonly bool IsMark(int at)
    {
        char c = _text[at];
        return c < 0x2100 && !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('@' or '#' or '’' or '\u00AD')
            && !Characters.Of(c).HasAny(CharacterTraits.Letter | CharacterTraits.Digit | CharacterTraits.Mark | CharacterTraits.Silent);
    }

    private readonly bool IsPicture(int at, int units) =>
        units == 2 || _text[at] >= 0x2100 && !char.IsPunctuation(_text[at]) && !char.IsSurrogate(_text[at]);

    private readonly bool IsSkinTone(int at) => _text[at] == '\uD83C' && at + 1 < _text.Length && _text[at + 1] is >= '\uDFFB' and <= '\uDFFF';

    private static bool IsEyes(ReadOnlySpan<char> form) => form[0] is ':' or ';' or '=' && (form.Length == 1 || form[1] == '-') || form is "<";
}
