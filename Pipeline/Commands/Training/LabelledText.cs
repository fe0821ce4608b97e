namespace RtmPipeline.Commands.Training;

/// <summary>A text of a labelled set, as the tagger will see it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Label">One of the model's labels.</param>
/// <param name="Language">Code of its language; null where unknown.</param>
/// <param name="Tally">The set it comes from.</param>
internal sealed record LabelledText(string Text, string Label, string? Language, SetTally Tally)
{
    public SetRecipe Set => Tally.Set;

    /// <summary>See <see cref="NormalForm"/>.</summary>
    public string Normal { get; } = NormalForm.Of(Text);
}

/// <summary>What became of the texts of one set.</summary>
/// <param name="Set">The set.</param>
internal sealed record SetTally(SetRecipe Set)
{
    /// <summary>Texts that are used.</summary>
    public int Kept { get; set; }

    /// <summary>Lines that could not be read.</summary>
    public int Broken { get; set; }

    /// <summary>Texts without a text or label partner, in files of unequal length.</summary>
    public int Unpaired { get; set; }

    /// <summary>Texts whose label is none of ours.</summary>
    public int Unmapped { get; set; }

    /// <summary>Texts that the set's words leave out.</summary>
    public int LeftOut { get; set; }

    /// <summary>Training texts that a judging set has too.</summary>
    public int Leaked { get; set; }

    /// <summary>Training texts that stand in this or an earlier set already.</summary>
    public int Repeated { get; set; }
}

/// <summary>One line of a set, before its label is known to be ours.</summary>
/// <param name="Line">Number in its file, from 1.</param>
/// <param name="Text">The text.</param>
/// <param name="Label">Raw label; null where the set gives one to all.</param>
/// <param name="Language">From the record; null where it has none.</param>
/// <param name="Broken">Why the line cannot be used; null when it can.</param>
internal readonly record struct LabelledLine(int Line, string Text, string? Label, string? Language, string? Broken)
{
    public static LabelledLine Bad(int line, string why) => new(line, "", null, null, why);
}
