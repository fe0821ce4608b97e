using System.Globalization;
using System.Text;

namespace RtmPipeline.Commands.Training;

/// <summary>
/// Reads a set of records in a table: values separated by commas (with quotes and line ends inside them, as RFC 4180) or by tabs (without). Where all fields
/// are numbers the table has no header, and they are its columns, from 1.
/// </summary>
internal static class TableRecords
{
    /// <summary>Most columns of a row.</summary>
    public const int MaxColumns = 1000;

    /// <summary>True where the set names its fields by numbers.</summary>
    public static bool HasNoHeader(SetRecipe set) => FieldsOf(set).All(IsColumn);

    /// <exception cref="InvalidDataException">The header lacks a field.</exception>
    public static IEnumerable<LabelledLine> Read(SetRecipe set, RecordForm form)
    {
        using var lines = TextLines.Open(set.File!);
        char separator = form == RecordForm.CommaTable ? ',' : '\t';
        Dictionary<string, int>? columns = null;
        if (HasNoHeader(set))
            columns = FieldsOf(set).Distinct().ToDictionary(field => field, field => int.Parse(field, CultureInfo.InvariantCulture) - 1);
        while (lines.MoveNext())
        {
            int number = lines.Number;
            List<string>? row = Row(lines, separator, out string? broken);
            if (row is null)
                yield return LabelledLine.Bad(number, broken!);
            else if (columns is null)
                columns = ColumnsOf(row, set);
            else if (RecordFields.LineOf(set, number, name => columns[name] < row.Count ? row[columns[name]] : null) is { } line)
                yield return line;
        }
    }

    private static bool IsColumn(string field) =>
        int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out int column) && column is >= 1 and <= MaxColumns;

    private static IEnumerable<string> FieldsOf(SetRecipe set) =>
        [.. set.TextFields, .. set.Label is null ? set.LabelFields : [], .. set.Where.Select(pair => pair.Key), .. set.LanguageField is { } field ? [field] : (string[])[]];

    private static Dictionary<string, int> ColumnsOf(List<string> header, SetRecipe set)
    {
        Dictionary<string, int> columns = [];
        foreach (string field in FieldsOf(set).Distinct())
        {
            int column = header.FindIndex(name => name.Trim() == field);
            columns[field] = column >= 0 ? column : throw new InvalidDataException($"the header has no column {field}");
        }
        return columns;
    }

    /// <summary>The row that begins in the current line; a quoted value may go on in the next ones.</summary>
    internal static List<string>? Row(TextLines lines, char separator, out string? broken)
    {
        List<string> row = [];
        var value = new StringBuilder();
        bool isQuoted = false;
        int length = 0;
        while (true)
        {
            length += lines.Line.Length + 1;
            if (lines.IsTooLong || length > TextLines.MaxLength + 1)
                return Refuse($"is longer than {TextLines.MaxLength} characters", out broken);
            isQuoted = Split(lines.Line, separator, row, value, isQuoted);
            if (row.Count > MaxColumns)
                return Refuse($"has more than {MaxColumns} values", out broken);
            if (!isQuoted)
                break;
            value.Append('\n');
            if (!lines.MoveNext())
                return Refuse("has a quote that is never closed", out broken);
        }
        row.Add(value.ToString());
        broken = null;
        return row;
    }

    /// <summary>Adds the values that end in a line to the row; the last one stays in <paramref name="value"/>.</summary>
    /// <returns>True when it ends inside quotes.</returns>
    private static bool Split(string line, char separator, List<string> row, StringBuilder value, bool isQuoted)
    {
        bool hasQuotes = separator == ',';
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (isQuoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"')
            {
                value.Append(c);
                i++;
            }
            else if (isQuoted && c == '"')
            {
                isQuoted = false;
            }
            else if (!isQuoted && hasQuotes && c == '"' && value.Length == 0)
            {
                isQuoted = true;
            }
            else if (!isQuoted && c == separator)
            {
                row.Add(value.ToString());
                value.Clear();
            }
            else
            {
                value.Append(c);
            }
        }
        return isQuoted;
    }

    private static List<string>? Refuse(string why, out string? broken)
    {
        broken = why;
        return null;
    }
}
