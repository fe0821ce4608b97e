using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Models;

/// <summary>One text on its way through the models. Its room is used again for other texts.</summary>
internal sealed class TextReading(int languageWidth, int width, LinearModel[] models)
{
    /// <summary>Tokens read of one text; what comes behind them is not tagged by the models. 25,000 characters of words have some 5,000.</summary>
    public const int MaxTokens = 8192;

    private const int FirstRoom = 64;

    private readonly int[] _languageSums = new int[languageWidth];
    private readonly int[] _sums = new int[width];

    public int Count { get; private set; }

    public KnownToken[] Tokens { get; private set; } = new KnownToken[FirstRoom];

    public TokenPlace[] Places { get; private set; } = new TokenPlace[FirstRoom];

    /// <summary>First and one past the last UTF-16 unit of each token.</summary>
    public (int Start, int End)[] Spans { get; private set; } = new (int, int)[FirstRoom];

    /// <summary>Letters-and-digits words among the tokens.</summary>
    public int Words { get; private set; }

    /// <summary>Sums of the language model, its norm last.</summary>
    public ReadOnlySpan<int> LanguageSums => _languageSums;

    /// <summary>Sums of all models behind one another.</summary>
    public int[] Sums => _sums;

    /// <summary>Sums of one model, its norm last.</summary>
    public ReadOnlySpan<int> SumsOf(int model)
    {
        int at = 0;
        for (int i = 0; i < model; i++)
            at += models[i].Width;
        return _sums.AsSpan(at, models[model].Width);
    }

    public void Clear()
    {
        Count = 0;
        Words = 0;
        Array.Clear(_languageSums);
        Array.Clear(_sums);
    }

    public void Add(KnownToken token, TokenPlace place, int start, int end)
    {
        if (Count == Tokens.Length)
            Grow();
        Tokens[Count] = token;
        Places[Count] = place;
        Spans[Count++] = (start, end);
        if (!token.IsWord)
            return;
        Words++;
        ReadOnlySpan<int> sums = ((ReadOnlySpan<int>)token.LanguageSums)[.._languageSums.Length];
        for (int i = 0; i < sums.Length; i++)
            _languageSums[i] += sums[i];
    }

    private void Grow()
    {
        KnownToken[] tokens = Tokens;
        TokenPlace[] places = Places;
        (int, int)[] spans = Spans;
        Array.Resize(ref tokens, Count * 2);
        Array.Resize(ref places, Count * 2);
        Array.Resize(ref spans, Count * 2);
        (Tokens, Places, Spans) = (tokens, places, spans);
    }
}
