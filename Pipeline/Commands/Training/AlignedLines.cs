namespace RtmPipeline.Commands.Training;

/// <summary>Reads a set of two files aligned line by line, or of one file of texts that share a label.</summary>
internal static class AlignedLines
{
    /// <param name="set">Has a text file.</param>
    /// <param name="tally">Takes the number of lines without a partner.</param>
    public static IEnumerable<LabelledLine> Read(SetRecipe set, SetTally tally)
    {
        using var texts = TextLines.Open(set.TextFile!);
        using TextLines? labels = set.LabelFile is null ? null : TextLines.Open(set.LabelFile);
        bool hasText;
        bool hasLabel = true;
        while ((hasText = texts.MoveNext()) & (labels is null || (hasLabel = labels.MoveNext())))
            yield return LineOf(texts, labels);
        while (hasText && labels is not null)
        {
            tally.Unpaired++;
            hasText = texts.MoveNext();
        }
        while (hasLabel && labels is not null)
        {
            tally.Unpaired++;
            hasLabel = labels.MoveNext();
        }
    }

    private static LabelledLine LineOf(TextLines texts, TextLines? labels)
    {
        if (texts.IsTooLong || labels is { IsTooLong: true })
            return LabelledLine.Bad(texts.Number, $"is longer than {TextLines.MaxLength} characters");
        return new LabelledLine(texts.Number, texts.Line, labels?.Line.Trim(), null, null);
    }
}
