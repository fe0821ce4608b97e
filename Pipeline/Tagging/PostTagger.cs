using RtmPipeline.Posts;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tagging.Entities;
using RtmPipeline.Tagging.Language;
using RtmPipeline.Tagging.Models;
using RtmPipeline.Tagging.Safety;
using RtmPipeline.Tagging.Sentiment;
using RtmPipeline.Tagging.Text;
using RtmPipeline.Tagging.Themes;

namespace RtmPipeline.Tagging;

/// <summary>
/// Gives a post its meaning. A pure function of the post's text and label: the same post has the same tags, from any thread.
/// </summary>
/// <remarks>
/// Two walks over the text: one for the statistical models (<see cref="TextScorer"/>), one for everything that lexicons and profiles name
/// (<see cref="PhraseTrie"/>). The language comes first, as the others go by it.
/// </remarks>
internal sealed class PostTagger
{
    // From this probability on, words of other languages say nothing to the themes, and a brand's field is not that of its audience.
    private const float SureLanguage = 0.7f;

    private readonly PhraseTrie _phrases;
    private readonly BrandTagger _brandTagger;
    private readonly SafetyTagger _safetyTagger;
    private readonly ThemeTagger _themeTagger;
    private readonly NameFinder _nameFinder;
    private readonly TextModels _models;
    private readonly TextScorer _scorer;
    private readonly LanguageTagger _languageTagger;
    private readonly SentimentTagger _sentimentTagger;
    private readonly PostTags _empty;

    /// <param name="brands">Profiles, in the order of <see cref="PostTags.Brands"/>.</param>
    /// <param name="models">Models to go by; null for those that ship with the program.</param>
    public PostTagger(IReadOnlyList<BrandProfile> brands, TextModels? models = null)
    {
        PhraseTrieBuilder phrases = new();
        _brandTagger = new BrandTagger(brands, phrases);
        _safetyTagger = new SafetyTagger(phrases);
        _themeTagger = new ThemeTagger(phrases);
        _nameFinder = new NameFinder(phrases);
        _phrases = phrases.Build();
        _models = models ?? TextModels.Shipped;
        _scorer = _models.Scorer();
        _languageTagger = new LanguageTagger(_models.Language);
        _sentimentTagger = new SentimentTagger(_models.OfText[TextModels.Sentiment]);
        _empty = new PostTags { Language = new LanguageTag(LanguageTagger.Undetermined, 0), Brands = _brandTagger.Unrelated };
    }

    public PostTags Tag(Post post) => post.HasText ? Tag(post.Text, post.Language) : _empty;

    /// <summary>A language to go by; null where it is unknown or too unsure.</summary>
    internal static string? SureLanguageOf(in LanguageTag language) =>
        language.Code == LanguageTagger.Undetermined || language.Probability < SureLanguage ? null : language.Code;

    /// <summary>As <see cref="Tag"/>, with what weighed most for each label.</summary>
    public PostTags Explain(Post post, out TagExplanation explanation)
    {
        PostTags tags = Tag(post);
        TextReading reading = _scorer.Read(post.HasText ? post.Text : "");
        LanguageVariant variant = LanguageVariants.Of(tags.Language.Code);
        _scorer.Sum(reading, variant);
        explanation = TagExplanation.Of(_scorer, _models, reading, variant, post.HasText ? post.Text : "");
        _scorer.Return(reading);
        return tags;
    }

    private PostTags Tag(string text, string? label)
    {
        TextReading reading = _scorer.Read(text);
        LanguageTag language = _languageTagger.Judge(reading.LanguageSums, reading.Words, label);
        LanguageVariant variant = LanguageVariants.Of(language.Code);
        _scorer.Sum(reading, variant);
        SentimentTag sentiment = _sentimentTagger.Judge(reading.SumsOf(TextModels.Sentiment), language.Code);

        // A short text has few words, and clearing room for many would cost more than reading it.
        Span<PhraseMatch> room = stackalloc PhraseMatch[Math.Min(text.Length, PhraseTrie.MaxMatches)];
        ReadOnlySpan<PhraseMatch> matches = room[.._phrases.Find(text, room)];
        string? sure = SureLanguageOf(language);
        ThemeTag[] themes = _themeTagger.Tag(matches, sure, Modelled(reading, variant));

        // Offence and hate were learnt from English alone; elsewhere the lexicon speaks.
        bool isEnglish = variant == LanguageVariant.English;
        var scores = new SafetyScores(
            isEnglish ? Probability(reading, TextModels.Offence, variant) : 0,
            isEnglish ? Probability(reading, TextModels.Hate, variant) : 0,
            Probability(reading, TextModels.Tragedy, variant),
            variant != LanguageVariant.Other,
            reading.Words);
        SafetyTag safety = _safetyTagger.Judge(matches, scores, new ModelWords(_scorer, _models.OfText[TextModels.Tragedy], reading, variant, text));
        BrandTag[] brands = _brandTagger.Tag(matches, sure, text, themes, out EntityTag[] entities);
        _scorer.Return(reading);
        return new PostTags
        {
            Language = language,
            Sentiment = sentiment,
            Themes = themes,
            Safety = safety,
            Entities = _nameFinder.Find(text, matches, entities),
            Brands = brands,
        };
    }

    /// <summary>The themes model was fitted on English alone.</summary>
    private ModelledTheme Modelled(TextReading reading, LanguageVariant variant)
    {
        LinearModel model = _models.OfText[TextModels.Themes];
        Span<float> values = stackalloc float[LinearModel.MaxClasses];
        values = values[..model.Classes.Length];
        if (variant != LanguageVariant.English || !model.Evaluate(reading.SumsOf(TextModels.Themes), variant, values))
            return default;
        model.Calibrate(variant, values);
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
                best = i;
        }
        return new ModelledTheme(model.Classes[best], values[best]);
    }

    private float Probability(TextReading reading, int model, LanguageVariant variant)
    {
        Span<float> value = stackalloc float[1];
        if (!_models.OfText[model].Evaluate(reading.SumsOf(model), variant, value))
            return 0;
        _models.OfText[model].Calibrate(variant, value);
        return value[0];
    }

    private readonly struct ModelWords(TextScorer scorer, LinearModel tragedyModel, TextReading reading, LanguageVariant variant, string text) : IModelWords
    {
        public string[] Of(SafetyModel model)
        {
            int place = model switch
            {
                SafetyModel.Offence => TextModels.Offence,
                SafetyModel.Hate => TextModels.Hate,
                _ => TextModels.Tragedy,
            };
            return scorer.TopWords(reading, variant, place, 0, text, SafetyTagger.MaxBecause);
        }

        public float TragedyBesideFigures(scoped ReadOnlySpan<SafetyHit> hits, float tragedy)
        {
            bool[] isFigure = new bool[reading.Count];
            foreach (ref readonly SafetyHit hit in hits)
            {
                for (int i = hit.Role == SafetyRole.Figure ? reading.FirstFrom(hit.Match.Start) : isFigure.Length; i < isFigure.Length && reading.Tokens[i].End <= hit.Match.End; i++)
                    isFigure[i] = true;
            }
            Span<float> value = stackalloc float[1];
            if (!scorer.EvaluateRest(reading, variant, TextModels.Tragedy, isFigure, value))
                return 0;
            tragedyModel.Calibrate(variant, value);
            return value[0];
        }
    }
}
