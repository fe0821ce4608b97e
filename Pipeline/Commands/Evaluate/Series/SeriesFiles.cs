using RtmPipeline.Commands.Training;

namespace RtmPipeline.Commands.Evaluate.Series;

/// <summary>Reads the counts in a file: a table with a time and a value in each row, or a list of post ids; plain or gzip, told by content.</summary>
internal static class SeriesFiles
{
    /// <summary>Most lines of a file, empty ones included.</summary>
    public const int MaxLines = 4_000_000;

    /// <param name="path">The file.</param>
    /// <param name="binOfIds">Length of a step for a list of ids; the step of a table is found in it.</param>
    /// <param name="rejections">Takes the rows that cannot be used.</param>
    /// <exception cref="UnusableFileException">There is nothing to use in it.</exception>
    public static CountSeries Read(string path, TimeSpan binOfIds, Rejections rejections)
    {
        try
        {
            using var lines = TextLines.Open(path);
            string name = Path.GetFileName(path);
            if (!MoveToContent(lines))
                throw new UnusableFileException("is empty");
            string first = lines.Line;
            if (first.Contains(','))
                return SeriesTable.Read(name, lines, rejections);
            if (IdList.IsId(first))
                return IdList.Read(name, lines, binOfIds, rejections);
            throw new UnusableFileException("is neither a table (timestamp,value) nor a list of post ids, one a line");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UnusableFileException($"cannot be read: {fault.Message}", fault);
        }
        catch (InvalidDataException broken)
        {
            throw new UnusableFileException($"has bad compression: {broken.Message}", broken);
        }
    }

    /// <summary>Goes on to the next line that is not blank.</summary>
    /// <exception cref="UnusableFileException">The file has more lines than the limit.</exception>
    public static bool MoveToContent(TextLines lines)
    {
        while (lines.MoveNext())
        {
            if (lines.Number > MaxLines)
                throw new UnusableFileException($"has more than {MaxLines:#,0} lines");
            if (!string.IsNullOrWhiteSpace(lines.Line))
                return true;
        }

        return false;
    }
}
