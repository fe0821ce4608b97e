using RtmPipeline.Sources;

namespace RtmPipeline.Posts;

/// <summary>What one outcome of decoding was read from: a record, and which of its outcomes. Reading the same source again gives the same places.</summary>
/// <param name="Record">Place of the record in its source.</param>
/// <param name="Item">Index among the record's posts and rejections, as a search page holds many; <see cref="Whole"/> for the record itself.</param>
internal readonly record struct RecordPlace(RecordPosition Record, int Item)
{
    /// <summary>Not one outcome, but all of the record.</summary>
    public const int Whole = -1;

    /// <summary>False for posts that were not read from a record.</summary>
    public bool IsKnown => Record.Source is not null;

    public override string ToString() => Item > 0 ? $"{Record}, item {Item + 1}" : Record.ToString();
}
