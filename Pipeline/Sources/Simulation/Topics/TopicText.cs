using RtmPipeline.Sources.Simulation.Words;

namespace RtmPipeline.Sources.Simulation.Topics;

/// <summary>The texts of a topic in one language, as they are written down in this program.</summary>
/// <param name="Language">Language.</param>
/// <param name="Surfaces">Hashtags with '#', phrases without; commonest first; separated by commas.</param>
/// <param name="Templates">One a line; null for the language's everyday templates.</param>
/// <param name="Replies">One a line; null for the language's everyday ones.</param>
/// <param name="Tails">One a line, none for ""; null for the language's own, which everyday templates do not need.</param>
internal readonly record struct TopicText(Language Language, string Surfaces, string? Templates = null, string? Replies = null, string? Tails = null);

/// <summary>Compiles topics: numbers their surfaces over all languages and parses their templates.</summary>
internal sealed class TopicCompiler(Voice[] voices)
{
    /// <param name="definition">Everything but <see cref="TopicDefinition.Scripts"/> and <see cref="TopicDefinition.Surfaces"/>.</param>
    /// <param name="texts">At most one for each language.</param>
    /// <exception cref="ArgumentException">A language of the mix has no text, or there are too many surfaces.</exception>
    public TopicDefinition Compile(TopicDefinition definition, params ReadOnlySpan<TopicText> texts)
    {
        List<string> surfaces = [];
        TopicScript?[] scripts = new TopicScript?[Voice.Languages];
        foreach (TopicText text in texts)
            scripts[(int)text.Language] = Script(text, surfaces);
        if (surfaces.Count > TopicDefinition.MaxSurfaces)
            throw new ArgumentException($"{definition.Id} has {surfaces.Count} surfaces, the limit is {TopicDefinition.MaxSurfaces}", nameof(texts));
        for (Language language = Language.English; language <= Language.Italian; language++)
        {
            if (definition.Mix.Of(language) > 0 && scripts[(int)language] is null)
                throw new ArgumentException($"{definition.Id} has no texts in {voices[(int)language].Code}", nameof(texts));
        }
        return definition with { Scripts = scripts, Surfaces = [.. surfaces] };
    }

    /// <summary>A script on everyday templates, for topics that differ in their names and subjects only.</summary>
    public TopicDefinition CompileEveryday(TopicDefinition definition, Language language, string surfaces, WordList subject)
    {
        TopicDefinition compiled = Compile(definition, new TopicText(language, surfaces));
        compiled.Scripts[(int)language] = compiled.Scripts[(int)language]! with { Subject = subject };
        return compiled;
    }

    private TopicScript Script(TopicText text, List<string> surfaces)
    {
        Voice voice = voices[(int)text.Language];
        List<Surface> hashtags = [];
        List<Surface> phrases = [];
        foreach (string name in text.Surfaces.Split(',', StringSplitOptions.TrimEntries))
        {
            int index = surfaces.FindIndex(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
            {
                index = surfaces.Count;
                surfaces.Add(name);
            }
            (name[0] == '#' ? hashtags : phrases).Add(new Surface(index, Fragment.Of(name), Fragment.Of(name.ToLowerInvariant())));
        }
        return new TopicScript
        {
            Templates = text.Templates is null ? voice.Everyday : Template.ParseLines(text.Templates),
            Replies = text.Replies is null ? voice.Replies : Template.ParseLines(text.Replies),
            Quotes = voice.Quotes,
            Tails = text.Tails is not null ? Template.ParseLines(text.Tails) : text.Templates is null ? [] : voice.Tails,
            Hashtags = [.. hashtags],
            Phrases = [.. phrases],
        };
    }
}
