using System.Text.Json;
using RtmPipeline.Commands.Configuration;

namespace RtmPipeline.Commands.Training;

/// <summary>Reads a set of JSON objects, one a line; empty lines are skipped.</summary>
internal static class JsonRecords
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 16 };

    public static IEnumerable<LabelledLine> Read(SetRecipe set)
    {
        using var lines = TextLines.Open(set.File!);
        while (lines.MoveNext())
        {
            if (lines.IsTooLong)
                yield return LabelledLine.Bad(lines.Number, $"is longer than {TextLines.MaxLength} characters");
            else if (!string.IsNullOrWhiteSpace(lines.Line) && Parse(set, lines.Line, lines.Number) is { } line)
                yield return line;
        }
    }

    private static LabelledLine? Parse(SetRecipe set, string line, int number)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, s_options);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? RecordFields.LineOf(set, number, name => ValueOf(root, name))
                : LabelledLine.Bad(number, "is not a JSON object");
        }
        catch (JsonException)
        {
            return LabelledLine.Bad(number, "is not JSON");
        }
        catch (InvalidOperationException)
        {
            // The reader's answer to an escape that names half a character.
            return LabelledLine.Bad(number, "has an escape that names half a character (a lone surrogate)");
        }
    }

    private static string? ValueOf(JsonElement root, string name) =>
        !root.TryGetProperty(name, out JsonElement value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };
}

/// <summary>Makes a labelled line of the fields of a record.</summary>
internal static class RecordFields
{
    /// <param name="set">Names the fields.</param>
    /// <param name="number">Line of the record.</param>
    /// <param name="valueOf">Value of a field; null where the record has none.</param>
    /// <returns>Null when the set leaves the record out.</returns>
    public static LabelledLine? LineOf(SetRecipe set, int number, Func<string, string?> valueOf)
    {
        foreach ((string field, string wanted) in set.Where)
        {
            if (valueOf(field) is not { } value)
                return Missing(number, field);
            if (value != wanted)
                return null;
        }
        if (Joined(set.TextFields, " ", valueOf, out string? missing) is not { } text)
            return Missing(number, missing!);
        string? label = null;
        if (set.Label is null && (label = Joined(set.LabelFields, ",", valueOf, out missing)) is null)
            return Missing(number, missing!);
        string? language = set.LanguageField is null ? null : valueOf(set.LanguageField);
        if (!string.IsNullOrEmpty(language) && !SetReader.IsLanguage(language))
            return LabelledLine.Bad(number, $"has the language {ConfigurationFault.Show(language)}; it must be two or three lower-case letters");
        return new LabelledLine(number, text, label, string.IsNullOrEmpty(language) ? null : language, null);
    }

    private static LabelledLine Missing(int number, string field) => LabelledLine.Bad(number, $"has no {ConfigurationFault.Show(field)}");

    private static string? Joined(string[] fields, string separator, Func<string, string?> valueOf, out string? missing)
    {
        string?[] values = [.. fields.Select(valueOf)];
        int gap = Array.IndexOf(values, null);
        missing = gap < 0 ? null : fields[gap];
        return gap < 0 ? string.Join(separator, values) : null;
    }
}
