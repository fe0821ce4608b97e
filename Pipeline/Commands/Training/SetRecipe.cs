namespace RtmPipeline.Commands.Training;

internal enum SetUse : byte
{
    /// <summary>The model is fitted on it.</summary>
    Train,

    /// <summary>The finished model is judged on it; it influences nothing.</summary>
    Judge,
}

/// <summary>What a recipe says about one labelled set.</summary>
internal sealed record SetRecipe
{
    /// <summary>Where it stands, for messages: <c>file:line</c> of a recipe, or the data file itself.</summary>
    public required string Origin { get; init; }

    /// <summary>Its name on the card; unique within a run.</summary>
    public required string Name { get; init; }

    /// <summary>A note on whose texts these are and under which terms.</summary>
    public string Licence { get; init; } = "";

    /// <summary>A file of texts, one a line, with <see cref="LabelFile"/> or <see cref="Label"/> beside it; null where <see cref="File"/> is given.</summary>
    public string? TextFile { get; init; }

    public string? LabelFile { get; init; }

    /// <summary>A file of records; its name says of which form.</summary>
    public string? File { get; init; }

    /// <summary>Fields of a record that make the text, joined by a space; in a table without header the numbers of columns, from 1.</summary>
    public string[] TextFields { get; init; } = ["text"];

    /// <summary>Fields of a record that make the raw label, joined by a comma.</summary>
    public string[] LabelFields { get; init; } = ["label"];

    /// <summary>Label of all texts; null where each has its own.</summary>
    public string? Label { get; init; }

    /// <summary>Language of all texts; null where it is unknown or stands in <see cref="LanguageField"/>.</summary>
    public string? Language { get; init; }

    public string? LanguageField { get; init; }

    /// <summary>Our label for each raw one, others are skipped; null where the raw labels are ours.</summary>
    public IReadOnlyDictionary<string, string>? Map { get; init; }

    /// <summary>Only records whose fields have these values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Where { get; init; } = [];

    /// <summary>A list of words; only texts that have them, see <see cref="WordRule"/>. Null for all.</summary>
    public string? WithWords { get; init; }

    /// <summary>Least share of <see cref="WithWords"/> among the words of a text, in (0, 1].</summary>
    public float WithShare { get; init; } = 0.2f;

    /// <summary>A list of words; only texts that have none of them. Null for all.</summary>
    public string? WithoutWords { get; init; }

    /// <summary>True where the card has a line for it alone: its texts judge in another set already.</summary>
    public bool IsAside { get; init; }

    /// <summary>How much a text counts, positive.</summary>
    public float Weight { get; init; } = 1;

    public SetUse Use { get; init; }

    /// <summary>Probabilities and thresholds are fitted on its texts while they are left out.</summary>
    public bool Calibrates { get; init; } = true;

    /// <summary>Sets of one fold are left out together; null spreads the texts over the numbered folds.</summary>
    public string? Fold { get; init; }

    /// <summary>Which model of the run it is for; null where the run has one.</summary>
    public string? Model { get; init; }

    /// <summary>Names under which the card groups its figures.</summary>
    public string[] Groups { get; init; } = [];
}
