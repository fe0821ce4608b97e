using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Models;

/// <summary>A token of a text.</summary>
internal struct ReadToken
{
    /// <summary>See <see cref="TokenScanner.Hash"/>.</summary>
    public ulong Hash;

    /// <summary>See <see cref="TokenForm.FoldedHash"/>.</summary>
    public ulong FoldedHash;

    /// <summary>It and the token before it (0 for none) by <see cref="TermHash.OfPair"/>.</summary>
    public ulong Pair;

    /// <summary>First UTF-16 unit in the text.</summary>
    public int Start;

    /// <summary>One past the last.</summary>
    public int End;

    /// <summary>Where its form begins among the forms of the reading.</summary>
    public int FormAt;

    /// <summary>Characters of the form.</summary>
    public byte FormLength;

    public TokenKind Kind;

    /// <summary>What stands around it.</summary>
    public TokenPlace Place;

    public TokenTraits Traits;

    /// <summary>True for a mark that ends a clause.</summary>
    public bool EndsClause;

    public readonly bool Is(TokenTraits trait) => (Traits & trait) != TokenTraits.None;
}

/// <summary>One text on its way through the models. Its room is used again for other texts, and so is what it learns of tokens.</summary>
internal sealed class TextReading
{
    /// <summary>Tokens read of one text; what comes behind them is not tagged by the models. 25,000 characters of words have some 5,000.</summary>
    public const int MaxTokens = 8192;

    private const int FirstTokens = 64;
    private const int FirstLetters = 512;

    private readonly int[] _sumStarts;
    private readonly int _languageWidth;
    private ReadToken[] _tokens = new ReadToken[FirstTokens];
    private ulong[] _pairs = new ulong[FirstTokens];
    private char[] _letters = new char[FirstLetters];
    private int _letterCount;

    /// <param name="language">Model of the language.</param>
    /// <param name="models">The others.</param>
    public TextReading(LinearModel language, LinearModel[] models)
    {
        _languageWidth = language.Width;
        _sumStarts = new int[models.Length + 1];
        for (int i = 0; i < models.Length; i++)
            _sumStarts[i + 1] = _sumStarts[i] + models[i].Width;
        int width = _sumStarts[^1];
        Cache = new TokenCache(_languageWidth, width);
        RoomOfLanguage = new int[TokenCache.Padded(_languageWidth)];
        Sums = new int[TokenCache.Padded(width)];
        Spare = new int[Math.Max(RoomOfLanguage.Length, Sums.Length)];
    }

    public TokenCache Cache { get; }

    public int Count { get; private set; }

    public Span<ReadToken> Tokens => _tokens.AsSpan(0, Count);

    /// <summary>By token: the feature of the pair it makes with the token before it; the first makes none.</summary>
    public Span<ulong> Pairs => _pairs.AsSpan(0, Count);

    /// <summary>Letters-and-digits words among the tokens.</summary>
    public int Words { get; private set; }

    /// <summary>Sums of the language model, its norm last.</summary>
    public ReadOnlySpan<int> LanguageSums => RoomOfLanguage.AsSpan(0, _languageWidth);

    /// <summary>Sums of the language model, in whole vectors.</summary>
    public int[] RoomOfLanguage { get; }

    /// <summary>Sums of all other models behind one another, in whole vectors.</summary>
    public int[] Sums { get; }

    /// <summary>Room for the sums of a part of the text.</summary>
    public int[] Spare { get; }

    /// <summary>Sums of one model, its norm last.</summary>
    public ReadOnlySpan<int> SumsOf(int model) => Sums.AsSpan(_sumStarts[model], _sumStarts[model + 1] - _sumStarts[model]);

    /// <summary>Where the sums of a model begin.</summary>
    public int StartOf(int model) => _sumStarts[model];

    /// <summary>The first token that begins at a unit of the text or behind it.</summary>
    public int FirstFrom(int start)
    {
        int low = 0;
        for (int high = Count; low < high;)
        {
            int middle = (low + high) / 2;
            if (_tokens[middle].Start < start)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    public ReadOnlySpan<char> FormOf(in ReadToken token) => _letters.AsSpan(token.FormAt, token.FormLength);

    public void Clear()
    {
        Count = 0;
        Words = 0;
        _letterCount = 0;
        Array.Clear(RoomOfLanguage);
        Array.Clear(Sums);
    }

    /// <summary>Takes in a token of which only the form is known yet.</summary>
    public void Add(in TokenScanner scanner)
    {
        ReadOnlySpan<char> form = scanner.Form;
        if (Count == _tokens.Length)
        {
            Array.Resize(ref _tokens, Count * 2);
            Array.Resize(ref _pairs, Count * 2);
        }
        if (_letterCount + form.Length > _letters.Length)
            Array.Resize(ref _letters, _letters.Length * 2);
        form.CopyTo(_letters.AsSpan(_letterCount));
        ref ReadToken token = ref _tokens[Count++];
        token.Hash = scanner.Hash;
        token.Start = scanner.Start;
        token.End = scanner.End;
        token.FormAt = _letterCount;
        token.FormLength = (byte)form.Length;
        token.Kind = scanner.Kind;
        token.Place = scanner.Place(isNegated: false);
        token.EndsClause = scanner.EndsClause;
        _letterCount += form.Length;
        Words += scanner.Kind == TokenKind.Word ? 1 : 0;
    }
}
