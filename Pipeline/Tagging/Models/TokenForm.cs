using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Models;

/// <summary>One spelling of a token, without its place: what features are made of.</summary>
internal readonly ref struct TokenForm
{
    /// <summary>Room for the folded form of any token.</summary>
    public const int MaxFoldedLength = TokenScanner.MaxTokenLength * Folding.MaxExpansion;

    // Words that turn what follows, folded; "t" follows "don", "isn" and the like once the apostrophe has parted them.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_negators = new HashSet<string>(
    [
        "no", "not", "never", "nothing", "nobody", "neither", "nor", "cannot", "cant", "dont", "doesnt", "didnt", "wont", "isnt", "arent", "wasnt", "werent",
        "couldnt", "wouldnt", "shouldnt", "hasnt", "havent", "aint", "without", "t", "nunca", "jamas", "nadie", "tampoco", "ni", "sin", "non", "mai", "senza",
        "nessuno", "mica", "nemmeno", "neanche", "niente", "nulla", "nao", "nem", "sem", "pas", "jamais", "rien", "sans", "kein", "keine", "nicht", "nie", "ohne",
    ],
    StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="kind">Kind of the token.</param>
    /// <param name="form">Its form, as the scanner gives it.</param>
    /// <param name="room">Takes the folded form; <see cref="MaxFoldedLength"/> characters.</param>
    public TokenForm(TokenKind kind, ReadOnlySpan<char> form, Span<char> room)
    {
        Kind = kind;
        Folded = kind == TokenKind.Number ? "0" : kind == TokenKind.Word ? room[..Folding.Write(form, room)] : form;
        FoldedHash = TermHash.Key((TopicKind)kind, TermHash.Of(Folded));
        IsNegator = kind == TokenKind.Word && s_negators.Contains(Folded);
    }

    public TokenKind Kind { get; }

    /// <summary>Without accents; all numbers are one.</summary>
    public ReadOnlySpan<char> Folded { get; }

    public ulong FoldedHash { get; }

    /// <summary>Turns the words behind it, up to <see cref="NegationScope.Words"/> of them or the end of the clause.</summary>
    public bool IsNegator { get; }
}

/// <summary>Follows a text token by token and says which words a negation turns.</summary>
internal struct NegationScope
{
    /// <summary>Words that a negation reaches.</summary>
    public const int Words = 4;

    private int _left;

    /// <summary>True when the token is turned by a negation before it.</summary>
    /// <param name="isWord">True for a word.</param>
    /// <param name="isNegator">See <see cref="TokenForm.IsNegator"/>.</param>
    /// <param name="endsClause">See <see cref="TokenScanner.EndsClause"/>.</param>
    public bool Take(bool isWord, bool isNegator, bool endsClause)
    {
        bool isNegated = _left > 0 && isWord;
        if (endsClause)
            _left = 0;
        else if (isNegator)
            _left = Words;
        else if (isNegated)
            _left--;
        return isNegated;
    }
}
