using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Models;

/// <summary>One spelling of a token, without its place: what features are made of.</summary>
internal sealed class TokenForm
{
    // Words that turn what follows, folded; "t" follows "don", "isn" and the like once the apostrophe has parted them.
    private static readonly HashSet<string> s_negators =
    [
        "no", "not", "never", "nothing", "nobody", "neither", "nor", "cannot", "cant", "dont", "doesnt", "didnt", "wont", "isnt", "arent", "wasnt", "werent",
        "couldnt", "wouldnt", "shouldnt", "hasnt", "havent", "aint", "without", "t", "nunca", "jamas", "nadie", "tampoco", "ni", "sin", "non", "mai", "senza",
        "nessuno", "mica", "nemmeno", "neanche", "niente", "nulla", "nao", "nem", "sem", "pas", "jamais", "rien", "sans", "kein", "keine", "nicht", "nie", "ohne",
    ];

    public TokenForm(TokenKind kind, ReadOnlySpan<char> form)
    {
        Kind = kind;
        Text = form.ToString();
        Folded = kind == TokenKind.Number ? "0" : kind == TokenKind.Word ? Folding.Fold(form) : Text;
        FoldedHash = TermHash.Key((TopicKind)kind, TermHash.Of(Folded));
        IsNegator = kind == TokenKind.Word && s_negators.Contains(Folded);
    }

    public TokenKind Kind { get; }

    /// <summary>Lower case, accents kept.</summary>
    public string Text { get; }

    /// <summary>Without accents; all numbers are one.</summary>
    public string Folded { get; }

    public ulong FoldedHash { get; }

    /// <summary>Turns the words behind it, up to <see cref="NegationScope.Words"/> of them or the end of the clause.</summary>
    public bool IsNegator { get; }

    public bool Is(TokenKind kind, ReadOnlySpan<char> form) => Kind == kind && form.SequenceEqual(Text);
}

/// <summary>Follows a text token by token and says which words a negation turns.</summary>
internal struct NegationScope
{
    /// <summary>Words that a negation reaches.</summary>
    public const int Words = 4;

    private int _left;

    /// <summary>True when the token is turned by a negation before it.</summary>
    public bool Take(TokenForm token, bool endsClause)
    {
        bool isNegated = _left > 0 && token.Kind == TokenKind.Word;
        if (endsClause)
            _left = 0;
        else if (token.IsNegator)
            _left = Words;
        else if (isNegated)
            _left--;
        return isNegated;
    }
}
