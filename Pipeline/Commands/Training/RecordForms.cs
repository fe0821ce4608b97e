namespace RtmPipeline.Commands.Training;

/// <summary>How a file holds records.</summary>
internal enum RecordForm : byte
{
    JsonLines,
    CommaTable,
    TabTable,
}

/// <summary>The name of a file says how it holds records.</summary>
internal static class RecordForms
{
    public const string Endings = ".jsonl, .ndjson, .json, .csv or .tsv";

    private const string GzipEnding = ".gz";

    /// <returns>Null for an unknown ending.</returns>
    public static RecordForm? Of(string path)
    {
        string name = path.EndsWith(GzipEnding, StringComparison.OrdinalIgnoreCase) ? path[..^GzipEnding.Length] : path;
        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".JSONL" or ".NDJSON" or ".JSON" => RecordForm.JsonLines,
            ".CSV" => RecordForm.CommaTable,
            ".TSV" => RecordForm.TabTable,
            _ => null,
        };
    }
}
