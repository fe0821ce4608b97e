namespace RtmPipeline.Posts.Text;

/// <summary>What a token is to later steps.</summary>
[Flags]
internal enum TokenTraits : byte
{
    None = 0,

    /// <summary>It names no topic: a stop word, a number, or a word too short or too long.</summary>
    Weak = 1,

    /// <summary>A sentence ends, or an address stands, before it: it makes no pair with the token before it.</summary>
    AfterBreak = 2,

    /// <summary>One character of a script that is written without spaces.</summary>
    Unspaced = 4,
}

/// <summary>A word or number in the text.</summary>
/// <param name="Hash">Hash of its folded form.</param>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="Length">Length in UTF-16 units, without a possessive "'s".</param>
/// <param name="Traits">What it is.</param>
internal readonly record struct Token(ulong Hash, int Start, int Length, TokenTraits Traits)
{
    public int End => Start + Length;

    public bool Is(TokenTraits traits) => (Traits & traits) != TokenTraits.None;
}

/// <summary>
/// Cuts plain text into tokens and hashes their folded forms on the way, in one pass without allocation. A token is a run of letters, digits and marks;
/// an apostrophe inside joins ("don't" is "dont") unless it cuts off an article ("l'acqua" is "acqua") or a possessive ("Anna's" is "anna").
/// In scripts without spaces each character is a token; their words are found as runs, see <see cref="TermExtractor"/>.
/// </summary>
internal ref struct WordScanner(ReadOnlySpan<char> text, Span<Token> initial)
{
    /// <summary>Longest word that counts as a topic, in UTF-16 units; what is longer was not typed by a person.</summary>
    public const int MaxWordLength = 40;

    private readonly ReadOnlySpan<char> _text = text;
    private SpanList<Token> _tokens = new(initial);
    private TokenTraits _pending = TokenTraits.AfterBreak;
    private TokenTraits _everywhere = TokenTraits.None;
    private bool _afterTag;

    public readonly ReadOnlySpan<Token> Tokens => _tokens.Items;

    public void Dispose() => _tokens.Dispose();

    /// <summary>The next token makes no pair with the last one.</summary>
    public void Break() => _pending = TokenTraits.AfterBreak;

    /// <summary>True when nothing but spaces stands before the next word, and that word before <paramref name="end"/>.</summary>
    public readonly bool IsWordNext(int at, int end)
    {
        while (at < end && Characters.IsSpace(_text[at]) && !Characters.Of(_text[at]).HasAny(CharacterTraits.Break))
            at++;
        return at < end && Characters.Of(_text[at]).HasAny(CharacterTraits.Letter | CharacterTraits.Digit);
    }

    /// <summary>Takes in a piece of plain text.</summary>
    public void AddText(int start, int end)
    {
        int before = _tokens.Count;
        Scan(start, end);
        _afterTag &= _tokens.Count == before;
    }

    /// <summary>Takes in a hashtag's text without its sign: the words its case shows, or one word where it is all letters.</summary>
    /// <param name="start">First character behind the sign.</param>
    /// <param name="end">One past the last character.</param>
    /// <param name="inSentence">Whether a word follows, so that the tag may be a word of the sentence and not a label behind it.</param>
    public void AddTag(int start, int end, bool inSentence)
    {
        ReadOnlySpan<char> body = _text[start..end];
        bool split = HashtagParts.IsSplit(body);
        // Tags in a row are a list, and a phrase in a tag is complete: neither makes pairs with its neighbours; nor does a label.
        if (split || _afterTag || !inSentence)
            Break();
        if (split)
        {
            AddParts(start, end);
        }
        else
        {
            _everywhere = IsAllLetters(body) ? TokenTraits.None : TokenTraits.Weak;
            Scan(start, end);
            _everywhere = TokenTraits.None;
        }
        if (split || !inSentence)
            Break();
        _afterTag = true;
    }

    /// <summary>Takes in a piece of a hashtag that is known to be several words.</summary>
    public void AddParts(int start, int end)
    {
        ReadOnlySpan<char> body = _text[start..end];
        for (int part = 0; part < body.Length;)
        {
            int partEnd = HashtagParts.PartEnd(body, part);
            Scan(start + part, start + partEnd);
            part = partEnd;
        }
    }

    private void Scan(int start, int end)
    {
        int at = start;
        while (at < end)
        {
            CharacterTraits traits = Characters.At(_text, at, out int length);
            if (traits.HasAny(CharacterTraits.Letter | CharacterTraits.Digit))
            {
                at = traits.HasAny(CharacterTraits.Unspaced) ? ReadUnspaced(at, length, end) : ReadWord(at, end);
                continue;
            }
            if (traits.HasAny(CharacterTraits.Break) && !IsInsideNumberOrName(at, end))
                _pending = TokenTraits.AfterBreak;
            at += length;
        }
    }

    // "3.5", "10:30" and "U.S." go on behind the point; a sentence does not.
    private readonly bool IsInsideNumberOrName(int at, int end) =>
        _text[at] is '.' or ':' && at + 1 < end && Characters.Of(_text[at + 1]).HasAny(CharacterTraits.Letter | CharacterTraits.Digit);

    private int ReadWord(int start, int end)
    {
        FoldedHash hash = new();
        int at = start;
        bool letter = false;
        while (at < end)
        {
            char c = _text[at];
            byte folded = c < 128 ? Folding.Ascii[c] : (byte)0;
            if (folded != 0)
            {
                hash.Add((char)folded);
                letter |= folded > '9';
                at++;
            }
            else if (IsApostrophe(c))
            {
                if (!letter || at + 1 >= end || !Characters.Of(_text[at + 1]).HasAny(CharacterTraits.Letter))
                    break;
                ulong prefix = hash.Value;
                if (StopWords.IsElided(prefix))
                {
                    Emit(prefix, start, at, TokenTraits.Weak);
                    return at + 1;
                }
                if (IsPossessive(at + 1, end))
                {
                    EmitWord(prefix, start, at, letter);
                    return at + 2;
                }
                at++;
            }
            else if (c < 128 || !TakeOther(ref at, end, ref hash, ref letter))
            {
                break;
            }
        }
        if (hash.Last != '\0')
            EmitWord(hash.Value, start, at, letter);
        return Math.Max(at, start + 1);
    }

    /// <summary>Takes in a letter, digit or mark beyond ASCII; false where the word ends before it.</summary>
    private readonly bool TakeOther(ref int at, int end, ref FoldedHash hash, ref bool letter)
    {
        const CharacterTraits Parts = CharacterTraits.Letter | CharacterTraits.Digit | CharacterTraits.Mark | CharacterTraits.Silent;
        CharacterTraits traits = Characters.At(_text[..end], at, out int length);
        if (!traits.HasAny(Parts) || traits.HasAny(CharacterTraits.Unspaced))
            return false;
        hash.AddAt(_text, at);
        letter |= traits.HasAny(CharacterTraits.Letter);
        at += length;
        return true;
    }

    private int ReadUnspaced(int start, int length, int end)
    {
        int next = start + length;
        // Vowel signs and tone marks belong to the letter before them.
        while (next < end && Characters.Of(_text[next]).HasAny(CharacterTraits.Mark | CharacterTraits.Silent))
            next++;
        Emit(Folding.Hash(_text[start..next]), start, next, TokenTraits.Unspaced);
        return next;
    }

    private void EmitWord(ulong hash, int start, int end, bool letter)
    {
        bool weak = !letter || end - start is < 2 or > MaxWordLength || StopWords.Contains(hash);
        Emit(hash, start, end, weak ? TokenTraits.Weak : TokenTraits.None);
    }

    private void Emit(ulong hash, int start, int end, TokenTraits traits)
    {
        _tokens.Add(new Token(hash, start, end - start, traits | _pending | _everywhere));
        _pending = TokenTraits.None;
    }

    private readonly bool IsPossessive(int at, int end) =>
        _text[at] is 's' or 'S' && (at + 1 >= end || !Characters.Of(_text[at + 1]).HasAny(CharacterTraits.Letter | CharacterTraits.Digit | CharacterTraits.Mark));

    private static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '\u02BC' or '\uFF07';

    private static bool IsAllLetters(ReadOnlySpan<char> body)
    {
        for (int at = 0; at < body.Length;)
        {
            CharacterTraits traits = Characters.At(body, at, out int length);
            if (!traits.HasAny(CharacterTraits.Letter | CharacterTraits.Mark | CharacterTraits.Silent))
                return false;
            at += length;
        }
        return true;
    }
}
