using System.Globalization;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tagging.Entities;
using RtmPipeline.Tagging.Language;
using RtmPipeline.Tagging.Models;
using RtmPipeline.Tagging.Safety;
using RtmPipeline.Tagging.Sentiment;
using RtmPipeline.Tagging.Text;
using RtmPipeline.Tagging.Themes;

namespace RtmPipeline.Commands.Bench;

/// <summary>Each tagger by itself on one core, with what the ones before it found made beforehand: where the cost of tagging lies.</summary>
internal sealed class TaggersAlone
{
    private readonly List<Post> _posts;
    private readonly TextScorer _scorer;
    private readonly LanguageTagger _language;
    private readonly SentimentTagger _sentiment;
    private readonly PhraseTrie _phrases;
    private readonly ThemeTagger _themes;
    private readonly SafetyTagger _safety;
    private readonly BrandTagger _brands;
    private readonly NameFinder _names;
    private readonly LanguageTag[] _languages;
    private readonly PhraseMatch[][] _matches;
    private readonly ThemeTag[][] _themesOf;
    private readonly EntityTag[][] _entitiesOf;

    /// <param name="posts">Posts with a text.</param>
    /// <param name="brands">Profiles.</param>
    /// <param name="models">Models; null for those that ship.</param>
    public TaggersAlone(List<Post> posts, IReadOnlyList<BrandProfile> brands, TextModels? models)
    {
        _posts = posts;
        models ??= TextModels.Shipped;
        PhraseTrieBuilder phrases = new();
        _brands = new BrandTagger(brands, phrases);
        _safety = new SafetyTagger(phrases);
        _themes = new ThemeTagger(phrases);
        _names = new NameFinder(phrases);
        _phrases = phrases.Build();
        _scorer = models.Scorer();
        _language = new LanguageTagger(models.Language);
        _sentiment = new SentimentTagger(models.OfText[TextModels.Sentiment]);
        _languages = new LanguageTag[posts.Count];
        Languages();
        _matches = [.. posts.Select(post => MatchesOf(post.Text))];
        _themesOf = [.. Enumerable.Range(0, posts.Count).Select(i => _themes.Tag(_matches[i], Sure(i)))];
        _entitiesOf = [.. Enumerable.Range(0, posts.Count).Select(i =>
        {
            _brands.Tag(_matches[i], Sure(i), posts[i].Text, _themesOf[i], out EntityTag[] entities);
            return entities;
        })];
    }

    /// <summary>Names of the taggers, and one run of each: what it found, in numbers, the same in every run.</summary>
    public IReadOnlyList<(string Name, Func<string> Run)> All =>
    [
        ("tag-language", Languages),
        ("tag-models", Models),
        ("tag-phrases", Phrases),
        ("tag-themes", () => Sum("themes", i => _themes.Tag(_matches[i], Sure(i)).Length)),
        ("tag-safety", () => Sum("steps of risk", i => (long)_safety.Judge(_matches[i]).Level)),
        ("tag-brands", () => Sum("named", i => _brands.Tag(_matches[i], Sure(i), _posts[i].Text, _themesOf[i], out _).Count(static brand => brand.IsNamed))),
        ("tag-names", () => Sum("names", i => _names.Find(_posts[i].Text, _matches[i], _entitiesOf[i]).Length)),
    ];

    private string? Sure(int i) => PostTagger.SureLanguageOf(_languages[i]);

    /// <summary>Reading the text for the models, and telling its language.</summary>
    private string Languages() => Sum("known languages", i =>
    {
        TextReading reading = _scorer.Read(_posts[i].Text);
        _languages[i] = _language.Judge(reading.LanguageSums, reading.Words, _posts[i].Language);
        _scorer.Return(reading);
        return _languages[i].Code == LanguageTagger.Undetermined ? 0 : 1;
    });

    /// <summary>Reading the text, and the scores of all other models; the mood is told of them.</summary>
    private string Models() => Sum("moods", i =>
    {
        TextReading reading = _scorer.Read(_posts[i].Text);
        _scorer.Sum(reading, LanguageVariants.Of(_languages[i].Code));
        SentimentTag mood = _sentiment.Judge(reading.SumsOf(TextModels.Sentiment), _languages[i].Code);
        _scorer.Return(reading);
        return (long)mood.Label;
    });

    private string Phrases() => Sum("phrases", i =>
    {
        string text = _posts[i].Text;
        Span<PhraseMatch> room = stackalloc PhraseMatch[Math.Min(text.Length, PhraseTrie.MaxMatches)];
        return _phrases.Find(text, room);
    });

    private PhraseMatch[] MatchesOf(string text)
    {
        Span<PhraseMatch> room = stackalloc PhraseMatch[Math.Min(text.Length, PhraseTrie.MaxMatches)];
        return room[.._phrases.Find(text, room)].ToArray();
    }

    private string Sum(string what, Func<int, long> each)
    {
        long sum = 0;
        for (int i = 0; i < _posts.Count; i++)
            sum += each(i);
        return string.Create(CultureInfo.InvariantCulture, $"{_posts.Count} posts, {sum} {what}");
    }
}
