using RtmPipeline.Sources;

namespace RtmPipeline.Topology.Poison;

/// <summary>The part of a source that was in flight when a run died: read, and not yet worked on to the end.</summary>
/// <param name="From">A record before which all were worked on without harm.</param>
/// <param name="To">Last record that was read; before <paramref name="From"/> when nothing was in flight.</param>
internal readonly record struct Stretch(Reached From, Reached To)
{
    public static Stretch None { get; } = new(Reached.Nothing, Reached.Nothing);

    public bool IsEmpty => To == Reached.Nothing;

    /// <summary>The record at the beginning belongs to it: a record may hold many posts.</summary>
    public bool Holds(in RecordPosition record)
    {
        Reached at = new(record.Line, record.Offset);
        return !IsEmpty && !From.IsBeyond(at) && !at.IsBeyond(To);
    }
}
