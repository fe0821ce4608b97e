using System.Numerics;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Models;

/// <summary>
/// Runs all models over a text in one walk. Every feature belongs to a token or a pair of tokens, so a text's sums are those of its tokens, most of which
/// are known already, and those of its pairs. Sums are whole numbers: their order does not matter, and every machine gets the same.
/// </summary>
/// <param name="language">Model of <see cref="LanguageFeatures"/>.</param>
/// <param name="languageBank">Bank of it alone.</param>
/// <param name="models">Models of <see cref="TokenFeatures"/>.</param>
/// <param name="bank">Bank of them.</param>
/// <param name="concepts">Lexicon the models were fitted with.</param>
internal sealed class TextScorer(LinearModel language, ModelBank languageBank, LinearModel[] models, ModelBank bank, ConceptTable concepts)
{
    // Sums of all models lie in one row, filled up to whole vectors.
    private readonly int _width = (models.Sum(static model => model.Width) + Vector<int>.Count - 1) / Vector<int>.Count * Vector<int>.Count;
    private readonly TokenCache _cache = new();
    private TextReading? _spare;

    /// <summary>Walks over a text and sums the language model. Give the reading back with <see cref="Return"/>.</summary>
    public TextReading Read(ReadOnlySpan<char> text)
    {
        TextReading reading = Interlocked.Exchange(ref _spare, null) ?? new TextReading(language.Width, _width, models);
        reading.Clear();
        var scanner = new TokenScanner(text, stackalloc char[TokenScanner.MaxTokenLength]);
        var negation = new NegationScope();
        while (scanner.MoveNext() && reading.Count < TextReading.MaxTokens)
        {
            KnownToken token = _cache.Find(scanner.Hash, scanner.Kind, scanner.Form) ?? Learn(scanner.Kind, scanner.Form, scanner.Hash);
            reading.Add(token, scanner.Place(negation.Take(token.Form, scanner.EndsClause)), scanner.Start, scanner.End);
        }
        return reading;
    }

    /// <summary>Sums all other models, for a text in a language.</summary>
    public void Sum(TextReading reading, LanguageVariant variant)
    {
        Span<int> sums = reading.Sums;
        ulong beforeBoth = 0;
        ulong before = 0;
        var sink = new SumSink(bank, reading.Sums);
        for (int i = 0; i < reading.Count; i++)
        {
            KnownToken token = reading.Tokens[i];
            Add(token.Find(variant, reading.Places[i]) ?? Learn(token, variant, reading.Places[i]), sums);
            if (before != 0)
                TokenFeatures.OfPair(before, token.Form, ref sink);
            if (before != 0 && token.EndsPhrase)
                TokenFeatures.OfPhrases(beforeBoth, before, token.Form, reading.Places[i].Has(TokenPlace.Negated), variant, concepts, ref sink);
            beforeBoth = before;
            before = token.Form.FoldedHash;
        }
    }

    /// <summary>As <see cref="Sum"/> for one model, of the tokens that lie in none of some parts of the text.</summary>
    /// <param name="reading">The text.</param>
    /// <param name="variant">Its language.</param>
    /// <param name="model">Place of the model.</param>
    /// <param name="isLeftOut">By token.</param>
    /// <param name="values">Takes the values of the model's classes.</param>
    /// <returns>False when nothing known is left.</returns>
    public bool EvaluateRest(TextReading reading, LanguageVariant variant, int model, ReadOnlySpan<bool> isLeftOut, Span<float> values)
    {
        int[] sums = new int[_width];
        var sink = new SumSink(bank, sums);
        for (int i = 0; i < reading.Count; i++)
        {
            if (isLeftOut[i])
                continue;
            TokenFeatures.OfToken(reading.Tokens[i].Form, reading.Places[i], variant, concepts, ref sink);
            if (i > 0 && !isLeftOut[i - 1])
                TokenFeatures.OfPair(reading.Tokens[i - 1].Form.FoldedHash, reading.Tokens[i].Form, ref sink);
        }
        int at = models.Take(model).Sum(static m => m.Width);
        return models[model].Evaluate(sums.AsSpan(at, models[model].Width), variant, values);
    }

    /// <summary>Ends the use of a reading, so that the next text may use its room.</summary>
    public void Return(TextReading reading) => Volatile.Write(ref _spare, reading);

    /// <summary>What each token and the pair it ends with the one before it add to a model's class; for explanations.</summary>
    public float[] Contributions(TextReading reading, LanguageVariant variant, int model, int label)
    {
        float[] contributions = new float[reading.Count];
        int[] sums = new int[_width];
        var sink = new SumSink(bank, sums);
        int norm = reading.SumsOf(model)[^1];
        float factor = norm == 0 ? 0 : models[model].Scales[label] / MathF.Sqrt(norm * FeatureTable.NormStep);
        int at = models.Take(model).Sum(static m => m.Width) + label;
        for (int i = 0; i < reading.Count; i++)
        {
            KnownToken token = reading.Tokens[i];
            Array.Clear(sums);
            TokenFeatures.OfToken(token.Form, reading.Places[i], variant, concepts, ref sink);
            if (i > 0)
            {
                ulong before = reading.Tokens[i - 1].Form.FoldedHash;
                TokenFeatures.OfPair(before, token.Form, ref sink);
                if (token.EndsPhrase)
                {
                    ulong beforeBoth = i > 1 ? reading.Tokens[i - 2].Form.FoldedHash : 0;
                    TokenFeatures.OfPhrases(beforeBoth, before, token.Form, reading.Places[i].Has(TokenPlace.Negated), variant, concepts, ref sink);
                }
            }
            contributions[i] = sums[at] * factor;
        }
        return contributions;
    }

    /// <summary>The words that speak most for a model's class, the strongest first, as they stand in the text.</summary>
    public string[] TopWords(TextReading reading, LanguageVariant variant, int model, int label, string text, int most)
    {
        float[] contributions = Contributions(reading, variant, model, label);
        return
        [
            .. Enumerable.Range(0, contributions.Length)
                .Where(i => contributions[i] > 0 && reading.Tokens[i].IsWord)
                .OrderByDescending(i => contributions[i])
                .Select(i => text[reading.Spans[i].Start..reading.Spans[i].End])
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Take(most),
        ];
    }

    private KnownToken Learn(TokenKind kind, ReadOnlySpan<char> form, ulong hash)
    {
        LanguageSums sums = default;
        if (kind == TokenKind.Word)
        {
            int[] room = new int[language.Width];
            var sink = new SumSink(languageBank, room);
            LanguageFeatures.OfWord(form, ref sink);
            room.CopyTo(sums);
        }
        var shape = new TokenForm(kind, form);
        var token = new KnownToken(shape, hash, concepts.EndsPhrase(shape.FoldedHash), sums);
        _cache.Keep(token);
        return token;
    }

    private int[] Learn(KnownToken token, LanguageVariant variant, TokenPlace place)
    {
        int[] sums = new int[_width];
        var sink = new SumSink(bank, sums);
        TokenFeatures.OfToken(token.Form, place, variant, concepts, ref sink);
        token.Keep(variant, place, sums);
        return sums;
    }

    private static void Add(ReadOnlySpan<int> from, Span<int> to)
    {
        for (int i = 0; i < to.Length; i += Vector<int>.Count)
            (new Vector<int>(from[i..]) + new Vector<int>(to[i..])).CopyTo(to[i..]);
    }

    private readonly struct SumSink(ModelBank bank, int[] sums) : IFeatureSink
    {
        public void Add(ulong feature, float weight) => bank.AddTo(sums, feature);
    }
}
