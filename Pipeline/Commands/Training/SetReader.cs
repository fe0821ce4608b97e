using RtmPipeline.Commands.Configuration;

namespace RtmPipeline.Commands.Training;

/// <summary>Turns one section of a recipe into a <see cref="SetRecipe"/>; what contradicts itself is a fault.</summary>
internal static class SetReader
{
    private const float MinShare = 0.001f;
    private const float MinWeight = 0.001f;
    private const float MaxWeight = 1000;

    private static readonly string[] s_keys =
    [
        "name", "licence", "text", "labels", "file", "text_field", "label_field", "label", "language", "language_field", "map", "where", "weight", "use",
        "calibrate", "fold", "model", "report", "with_words", "with_share", "without_words", "aside",
    ];

    /// <returns>The set; null after a fault.</returns>
    public static SetRecipe? Read(RecipeSection section, RecipePaths paths, ModelKind kind)
    {
        section.RefuseOthers(s_keys);
        CheckFiles(section);
        CheckFields(section);
        string? text = section.Text("text", RecipeSection.MaxTextLength);
        string? labels = section.Text("labels", RecipeSection.MaxTextLength);
        string? file = section.Text("file", RecipeSection.MaxTextLength);
        if (file is not null && RecordForms.Of(file) is null)
            section.Fault("file", $"is {ConfigurationFault.Show(file)}; its name must end in {RecordForms.Endings}, with .gz behind it or not");
        SetUse use = section.OneOf("use", "train", "judge") == "judge" ? SetUse.Judge : SetUse.Train;
        if (use == SetUse.Judge)
            RefuseForJudge(section);
        else if (section.Has("aside"))
            section.Fault("aside", "goes with sets to judge on, not with sets to train on");
        var recipe = new SetRecipe
        {
            Origin = section.Origin,
            Name = section.Required("name"),
            Licence = section.Required("licence", RecipeSection.MaxTextLength),
            TextFile = text is null ? null : paths.Of(text),
            LabelFile = labels is null ? null : paths.Of(labels),
            File = file is null ? null : paths.Of(file),
            TextFields = section.Texts("text_field") ?? ["text"],
            LabelFields = section.Texts("label_field") ?? ["label"],
            Label = LabelOf(section, kind),
            Language = LanguageOf(section),
            LanguageField = section.Text("language_field"),
            Map = MapOf(section, kind),
            Where = section.Pairs("where") ?? [],
            WithWords = section.Text("with_words", RecipeSection.MaxTextLength) is { } with ? paths.Of(with) : null,
            WithShare = section.Number("with_share", MinShare, most: 1, absent: 0.2f),
            WithoutWords = section.Text("without_words", RecipeSection.MaxTextLength) is { } without ? paths.Of(without) : null,
            IsAside = section.OneOf("aside", "false", "true") == "true",
            Weight = section.Number("weight", MinWeight, MaxWeight, absent: 1),
            Use = use,
            Calibrates = section.OneOf("calibrate", "true", "false") == "true",
            Fold = section.Text("fold"),
            Model = ModelOf(section, kind),
            Groups = section.Texts("report") ?? [],
        };
        return section.HasFaults ? null : recipe;
    }

    /// <summary>A language code is two or three lower-case letters.</summary>
    public static bool IsLanguage(string code) => code.Length is 2 or 3 && code.All(char.IsAsciiLetterLower);

    private static void CheckFiles(RecipeSection section)
    {
        if (section.Has("text") == section.Has("file"))
            section.Fault("file", "must be given, or text with labels instead of it, and not both");
        if (section.Has("labels") && !section.Has("text"))
            section.Fault("labels", "goes with text");
        if (section.Has("text") && section.Has("labels") == section.Has("label"))
            section.Fault("text", "needs labels, or label, and not both");
        if (section.Has("label") && section.Has("label_field"))
            section.Fault("label", "and label_field are given; one of them says the label");
    }

    private static void CheckFields(RecipeSection section)
    {
        foreach (string key in (string[])["text_field", "label_field", "language_field", "where"])
        {
            if (section.Has(key) && !section.Has("file"))
                section.Fault(key, "goes with file");
        }
        if (section.Has("with_share") && !section.Has("with_words"))
            section.Fault("with_share", "goes with with_words");
        if (section.Has("language") && section.Has("language_field"))
            section.Fault("language", "and language_field are given; one of them says the language");
        if (section.Has("map") && section.Has("label"))
            section.Fault("map", "and label are given; a set with one label has nothing to map");
    }

    /// <summary>A judging set has no part in fitting, so keys about it would do nothing.</summary>
    private static void RefuseForJudge(RecipeSection section)
    {
        foreach (string key in (string[])["weight", "calibrate", "fold"])
        {
            if (section.Has(key))
                section.Fault(key, "goes with sets to train on, not with sets to judge on");
        }
    }

    private static string? LabelOf(RecipeSection section, ModelKind kind)
    {
        string? label = section.Text("label");
        if (label is not null && !kind.Allows(label))
            section.Fault("label", $"is {ConfigurationFault.Show(label)}; {kind.AllowedLabels}");
        return label;
    }

    private static string? LanguageOf(RecipeSection section)
    {
        string? language = section.Text("language");
        if (language is not null && !IsLanguage(language))
            section.Fault("language", $"is {ConfigurationFault.Show(language)}; it must be its two or three lower-case letters, as en");
        return language;
    }

    private static Dictionary<string, string>? MapOf(RecipeSection section, ModelKind kind)
    {
        if (section.Pairs("map") is not { } pairs)
            return null;
        foreach ((string raw, string label) in pairs)
        {
            if (label.Length > 0 && !kind.Allows(label))
                section.Fault("map", $"turns {ConfigurationFault.Show(raw)} into {ConfigurationFault.Show(label)}; {kind.AllowedLabels}");
        }
        return pairs.ToDictionary(StringComparer.Ordinal);
    }

    private static string? ModelOf(RecipeSection section, ModelKind kind)
    {
        if (kind.Models.Count > 1)
            return section.Has("model") ? section.OneOf("model", [.. kind.Models]) : section.Required("model");
        if (section.Has("model"))
            section.Fault("model", $"goes with runs of several models; this one fits {kind.Models[0]} alone");
        return null;
    }
}
