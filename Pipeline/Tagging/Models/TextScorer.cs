using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Models;

/// <summary>
/// Sums all models over a text. Each feature belongs to a token or a pair of tokens, so a text's sums are those of its tokens, most of which
/// are known already, and those of its pairs. Sums are whole numbers: their order does not matter, and every machine gets the same.
/// </summary>
/// <param name="language">Model of <see cref="LanguageFeatures"/>.</param>
/// <param name="languageBank">Bank of it alone.</param>
/// <param name="models">Models of <see cref="TokenFeatures"/>.</param>
/// <param name="bank">Bank of them.</param>
/// <param name="concepts">Lexicon the models were fitted with.</param>
internal sealed class TextScorer(LinearModel language, ModelBank languageBank, LinearModel[] models, ModelBank bank, ConceptTable concepts)
{
    /// <summary>Readings kept for the next texts; more threads than that make new ones.</summary>
    public const int MaxSpares = 64;

    private readonly TextReading?[] _spares = new TextReading?[MaxSpares];

    /// <summary>Walks over a text and sums the language model. Give the reading back with <see cref="Return"/>.</summary>
    public TextReading Read(ReadOnlySpan<char> text)
    {
        TextReading reading = Spare() ?? new TextReading(language, models);
        reading.Clear();
        var scanner = new TokenScanner(text, stackalloc char[TokenScanner.MaxTokenLength]);
        while (scanner.MoveNext() && reading.Count < TextReading.MaxTokens)
        {
            reading.Add(scanner);
            reading.Cache.Foresee(scanner.Hash);
        }
        var negation = new NegationScope();
        ulong before = 0;
        Span<ReadToken> tokens = reading.Tokens;
        Span<ulong> pairs = reading.Pairs;
        for (int i = 0; i < tokens.Length; i++)
        {
            ref ReadToken token = ref tokens[i];
            SumLanguage(reading, ref token);
            if (negation.Take(token.Is(TokenTraits.Word), token.Is(TokenTraits.Negator), token.EndsClause))
                token.Place |= TokenPlace.Negated;
            token.Pair = TermHash.OfPair(before, token.FoldedHash);
            pairs[i] = TokenFeatures.OfPair(token.Pair);
            bank.Foresee(pairs[i]);
            before = token.FoldedHash;
        }
        return reading;
    }

    /// <summary>Sums all other models, for a text in a language.</summary>
    public void Sum(TextReading reading, LanguageVariant variant)
    {
        for (int i = 0; i < reading.Count; i++)
        {
            AddToken(reading, i, variant, reading.Sums);
            AddPhrases(reading, i, variant, reading.Sums);
        }
        if (reading.Count > 1)
            bank.AddTo(reading.Sums, reading.Pairs[1..]);
    }

    /// <summary>As <see cref="Sum"/> for one model, of the tokens that lie in none of some parts of the text, without the lexicon's phrases.</summary>
    /// <param name="reading">The text.</param>
    /// <param name="variant">Its language.</param>
    /// <param name="model">Place of the model.</param>
    /// <param name="isLeftOut">By token.</param>
    /// <param name="values">Takes the values of the model's classes.</param>
    /// <returns>False when nothing known is left.</returns>
    public bool EvaluateRest(TextReading reading, LanguageVariant variant, int model, ReadOnlySpan<bool> isLeftOut, Span<float> values)
    {
        Span<int> sums = reading.Spare.AsSpan(0, reading.Sums.Length);
        sums.Clear();
        for (int i = 0; i < reading.Count; i++)
        {
            if (isLeftOut[i])
                continue;
            AddToken(reading, i, variant, sums);
            if (i > 0 && !isLeftOut[i - 1])
                AddPair(reading, i, sums);
        }
        return models[model].Evaluate(sums.Slice(reading.StartOf(model), models[model].Width), variant, values);
    }

    /// <summary>Ends the use of a reading, so that the next text may use its room.</summary>
    public void Return(TextReading reading)
    {
        foreach (ref TextReading? spare in _spares.AsSpan())
        {
            if (spare is null && Interlocked.CompareExchange(ref spare, reading, null) is null)
                return;
        }
    }

    /// <summary>What each token and the pair it ends with the one before it add to a model's class; for explanations.</summary>
    /// <param name="reading">The text.</param>
    /// <param name="variant">Its language.</param>
    /// <param name="model">Place of the model.</param>
    /// <param name="label">Class of it.</param>
    /// <param name="contributions">Takes one value a token.</param>
    public void Contributions(TextReading reading, LanguageVariant variant, int model, int label, Span<float> contributions)
    {
        Span<int> sums = reading.Spare.AsSpan(0, reading.Sums.Length);
        int norm = reading.SumsOf(model)[^1];
        float factor = norm == 0 ? 0 : models[model].Scales[label] / MathF.Sqrt(norm * FeatureTable.NormStep);
        int at = reading.StartOf(model) + label;
        for (int i = 0; i < reading.Count; i++)
        {
            sums.Clear();
            AddToken(reading, i, variant, sums);
            AddPair(reading, i, sums);
            AddPhrases(reading, i, variant, sums);
            contributions[i] = sums[at] * factor;
        }
    }

    /// <summary>The words that speak most for a model's class, the strongest first, as they stand in the text.</summary>
    public string[] TopWords(TextReading reading, LanguageVariant variant, int model, int label, string text, int most)
    {
        float[] contributions = new float[reading.Count];
        Contributions(reading, variant, model, label, contributions);
        List<string> words = [];
        while (words.Count < most)
        {
            int best = -1;
            for (int i = 0; i < contributions.Length; i++)
            {
                if (contributions[i] > 0 && reading.Tokens[i].Is(TokenTraits.Word) && (best < 0 || contributions[i] > contributions[best]))
                    best = i;
            }
            if (best < 0)
                break;
            contributions[best] = 0;
            string word = text[reading.Tokens[best].Start..reading.Tokens[best].End];
            if (!words.Contains(word, StringComparer.OrdinalIgnoreCase))
                words.Add(word);
        }
        return [.. words];
    }

    private TextReading? Spare()
    {
        foreach (ref TextReading? spare in _spares.AsSpan())
        {
            if (spare is not null && Interlocked.Exchange(ref spare, null) is { } reading)
                return reading;
        }
        return null;
    }

    /// <summary>Finds what is known of a token, or learns it, and adds its sums of the language model.</summary>
    private void SumLanguage(TextReading reading, ref ReadToken token)
    {
        TokenCache cache = reading.Cache;
        ReadOnlySpan<char> letters = reading.FormOf(token);
        int row = cache.Find(token.Hash, token.Kind, letters);
        if (row >= 0)
        {
            ref readonly TokenHead head = ref cache.Head(row);
            token.FoldedHash = head.FoldedHash;
            token.Traits = head.Traits;
            if (token.Kind == TokenKind.Word)
                TokenSums.Add(cache.LanguageSums(row), reading.RoomOfLanguage);
            return;
        }
        var form = new TokenForm(token.Kind, letters, stackalloc char[TokenForm.MaxFoldedLength]);
        token.FoldedHash = form.FoldedHash;
        token.Traits = (form.Kind == TokenKind.Word ? TokenTraits.Word : TokenTraits.None)
            | (form.IsNegator ? TokenTraits.Negator : TokenTraits.None)
            | (concepts.EndsPhrase(form.FoldedHash) ? TokenTraits.EndsPhrase : TokenTraits.None);
        LearnLanguage(reading, token, letters);
    }

    private void LearnLanguage(TextReading reading, in ReadToken token, ReadOnlySpan<char> form)
    {
        Span<int> sums = reading.Spare.AsSpan(0, reading.RoomOfLanguage.Length);
        sums.Clear();
        if (token.Kind == TokenKind.Word)
        {
            var sink = new GatheringSink(languageBank, sums, stackalloc ulong[GatheringSink.Room]);
            LanguageFeatures.OfWord(form, ref sink);
            sink.Flush();
            TokenSums.Add(sums, reading.RoomOfLanguage);
        }
        int row = reading.Cache.Take(token.Hash, token.Kind, form);
        if (row < 0)
            return;
        ref TokenHead head = ref reading.Cache.Head(row);
        head.FoldedHash = token.FoldedHash;
        head.Traits = token.Traits;
        if (!TokenSums.TryNarrow(sums, reading.Cache.LanguageSums(row)))
            reading.Cache.Drop(row);
    }

    /// <summary>Adds the features of a token alone.</summary>
    private void AddToken(TextReading reading, int at, LanguageVariant variant, Span<int> sums)
    {
        TokenCache cache = reading.Cache;
        ref readonly ReadToken token = ref reading.Tokens[at];
        ReadOnlySpan<char> form = reading.FormOf(token);
        byte key = TokenCache.KeyOf(variant, token.Place);
        int row = cache.Find(token.Hash, token.Kind, form);
        if (row >= 0 && cache.Head(row).Key == TokenCache.NoKey)
        {
            Learn(reading, token, variant, row, sums);
            return;
        }
        if (row < 0 || cache.Head(row).Key != key)
        {
            ulong hash = TokenCache.HashOf(token.Hash, key);
            row = cache.Find(hash, token.Kind, form);
            if (row < 0)
            {
                Learn(reading, token, variant, cache.Take(hash, token.Kind, form), sums);
                return;
            }
        }
        TokenSums.Add(cache.Sums(row), sums);
    }

    private void Learn(TextReading reading, in ReadToken token, LanguageVariant variant, int row, Span<int> sums)
    {
        Span<int> own = stackalloc int[reading.Sums.Length];
        own.Clear();
        var sink = new GatheringSink(bank, own, stackalloc ulong[GatheringSink.Room]);
        var form = new TokenForm(token.Kind, reading.FormOf(token), stackalloc char[TokenForm.MaxFoldedLength]);
        TokenFeatures.OfToken(form, token.Place, variant, concepts, ref sink);
        sink.Flush();
        TokenSums.Add(own, sums);
        if (row < 0)
            return;
        if (TokenSums.TryNarrow(own, reading.Cache.Sums(row)))
            reading.Cache.Head(row).Key = TokenCache.KeyOf(variant, token.Place);
        else
            reading.Cache.Drop(row);
    }

    private void AddPair(TextReading reading, int at, Span<int> sums)
    {
        if (at > 0)
            bank.AddTo(sums, reading.Pairs[at]);
    }

    private void AddPhrases(TextReading reading, int at, LanguageVariant variant, Span<int> sums)
    {
        ref readonly ReadToken token = ref reading.Tokens[at];
        if (at == 0 || !token.Is(TokenTraits.EndsPhrase))
            return;
        var sink = new SumSink(bank, sums);
        ulong triple = TermHash.OfPair(reading.Tokens[at - 1].Pair, token.FoldedHash);
        TokenFeatures.OfPhrases(token.Pair, triple, token.Place.Has(TokenPlace.Negated), variant, concepts, ref sink);
    }

    private readonly ref struct SumSink(ModelBank bank, Span<int> sums) : IFeatureSink
    {
        private readonly Span<int> _sums = sums;

        public void Add(ulong feature, float weight) => bank.AddTo(_sums, feature);
    }
}
