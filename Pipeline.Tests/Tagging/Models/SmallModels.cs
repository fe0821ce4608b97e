using RtmPipeline.Tagging.Models;
using RtmPipeline.Tagging.Models.Training;

namespace RtmPipeline.Tests.Tagging.Models;

/// <summary>Models fitted on a few invented sentences, for tests of what surrounds them.</summary>
internal static class SmallModels
{
    public static ConceptTable Concepts { get; } = BuildConcepts();

    public static Example[] Moods { get; } =
    [
        .. Labelled("en", 2, "I love this", "what a lovely day", "love love love it", "so happy today", "great game, happy now", "lovely people here"),
        .. Labelled("en", 0, "I hate this", "what an awful day", "hate hate hate it", "so sad today", "awful game, sad now", "awful people here"),
        .. Labelled("en", 1, "the bus leaves at ten", "meeting on monday", "the shop opens at nine", "bus on monday", "the meeting is at ten", "shop opens monday"),
        .. Labelled("es", 2, "me encanta esto", "qué día más bonito", "muy feliz hoy", "feliz con el partido"),
        .. Labelled("es", 0, "odio esto", "qué día más horrible", "muy triste hoy", "triste con el partido"),
        .. Labelled("es", 1, "el bus sale a las diez", "reunión el lunes", "la tienda abre a las nueve", "bus el lunes"),
    ];

    public static LinearTrainer MoodTrainer { get; } =
        new("sentiment", ["negative", "neutral", "positive"], new TextFeatureSet(Concepts), new TrainingOptions { Bits = 12 });

    public static LinearTrainer LanguageTrainer { get; } =
        new("language", ["en", "es"], new LanguageFeatureSet(), new TrainingOptions { Bits = 12, Cost = 5 });

    public static LinearModel Mood() => MoodTrainer.Fit(Moods);

    public static LinearModel Language() =>
        LanguageTrainer.Fit([.. Moods.Select(example => example with { Label = example.Language == "en" ? 0 : 1, Language = null })]);

    private static IEnumerable<Example> Labelled(string language, int label, params string[] texts) =>
        texts.Select((text, i) => new Example(text, label, language, 0, i % 2, 1));

    private static ConceptTable BuildConcepts()
    {
        var table = new ConceptTable();
        foreach ((string language, string[] forms) in new[] { ("en", new[] { "love", "lovely" }), ("es", ["encanta"]) })
        {
            foreach (string form in forms)
                table.Add("love", 3, language, form);
        }
        table.Add("bad-day", null, "en", "awful day");
        return table;
    }
}
