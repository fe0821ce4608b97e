using RtmPipeline.Tagging.Models;
using RtmPipeline.Tagging.Sentiment;

namespace RtmPipeline.Tagging;

/// <summary>The models of the tagger and the lexicon they were fitted with. Read once, never changed.</summary>
internal sealed class TextModels
{
    /// <summary>Places of the models in <see cref="OfText"/>.</summary>
    public const int Sentiment = 0;
    public const int Offence = 1;
    public const int Hate = 2;
    public const int Tragedy = 3;
    public const int Themes = 4;

    private static readonly Lazy<TextModels> s_shipped = new(() => Load([]));

    private readonly ModelBank _languageBank;
    private readonly ModelBank _textBank;

    private TextModels(LinearModel language, LinearModel[] ofText, ConceptTable concepts)
    {
        Language = language;
        OfText = ofText;
        Concepts = concepts;
        _languageBank = new ModelBank([language]);
        _textBank = new ModelBank(ofText);
    }

    /// <summary>Those that ship with the program.</summary>
    public static TextModels Shipped => s_shipped.Value;

    public LinearModel Language { get; }

    public LinearModel[] OfText { get; }

    public ConceptTable Concepts { get; }

    /// <summary>Names of the models.</summary>
    public static IReadOnlyList<string> Names { get; } = ["language", "sentiment", "offence", "hate", "tragedy", "themes"];

    /// <summary>The shipped models, but for those that the files hold.</summary>
    /// <exception cref="ModelFileException">A file cannot be read, is no model, or holds a model that is not asked for.</exception>
    public static TextModels Load(IReadOnlyList<string> files)
    {
        Dictionary<string, LinearModel> own = [];
        foreach (string file in files)
        {
            LinearModel model = ReadFile(file);
            if (!Names.Contains(model.Name))
                throw new ModelFileException($"{file}: is a model of '{model.Name}'; known are {string.Join(", ", Names)}");
            if (!own.TryAdd(model.Name, model))
                throw new ModelFileException($"{file}: is a second model of '{model.Name}'");
        }
        LinearModel sentiment = own.GetValueOrDefault("sentiment") ?? ReadShipped("sentiment");
        if (!SentimentTagger.Classes.SequenceEqual(sentiment.Classes))
            throw new ModelFileException($"the sentiment model tells {string.Join(", ", sentiment.Classes)}; it must tell {string.Join(", ", SentimentTagger.Classes)}");
        LinearModel language = own.GetValueOrDefault("language") ?? ReadShipped("language");
        LinearModel[] ofText = [sentiment, .. new[] { "offence", "hate", "tragedy", "themes" }.Select(name => own.GetValueOrDefault(name) ?? ReadShipped(name))];
        foreach (LinearModel model in ofText[Offence..Themes])
        {
            if (model.Classes.Length != 1)
                throw new ModelFileException($"the model of '{model.Name}' tells {model.Classes.Length} labels; it must tell one");
        }
        return new TextModels(language, ofText, LexiconConcepts.Shipped());
    }

    public TextScorer Scorer() => new(Language, _languageBank, OfText, _textBank, Concepts);

    private static LinearModel ReadShipped(string name)
    {
        using Stream stream = typeof(TextModels).Assembly.GetManifestResourceStream($"Models/{name}.model")
            ?? throw new ModelFileException($"the program was built without its model '{name}'; 'rtm train' makes one");
        return ModelFile.Read(stream);
    }

    private static LinearModel ReadFile(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            return ModelFile.Read(stream);
        }
        catch (ModelFileException fault)
        {
            throw new ModelFileException($"{file}: {fault.Message}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException($"{file}: cannot be read: {unreadable.Message}");
        }
    }
}
