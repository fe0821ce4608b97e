using System.Text;

namespace RtmPipeline.Delivery;

/// <summary>One entry of one stream, as every target writes it: all fields of the stream, in their fixed order, as UTF-8.</summary>
internal sealed class OutputEntry
{
    public required OutputStream Stream { get; init; }

    /// <summary>Number of the entry in its stream, from 1, without gaps: field <c>seq</c>.</summary>
    public required long Seq { get; init; }

    /// <summary>Event time, unix milliseconds, never negative: field <c>t</c>.</summary>
    public required long Time { get; init; }

    /// <summary>Values by the order of <see cref="OutputStreams.Fields"/>.</summary>
    public required byte[][] Values { get; init; }

    /// <summary>The incident whose latest state this is; null for alerts and dead letters, of which no state is kept.</summary>
    public string? OpportunityId { get; init; }

    /// <summary>True while the opportunity can be acted on; false once it expired or was retracted.</summary>
    public bool IsLive { get; init; }

    /// <summary>True when the kept state of the opportunity must go, because it names what is to be forgotten.</summary>
    public bool ForgetsState { get; init; }

    /// <summary>Bytes of all values.</summary>
    public int Size
    {
        get
        {
            int size = 0;
            foreach (byte[] value in Values)
                size += value.Length;
            return size;
        }
    }

    /// <summary>The value of one field as text.</summary>
    /// <exception cref="ArgumentException">The stream has no such field.</exception>
    public string Text(string field)
    {
        IReadOnlyList<string> names = Stream.Fields();
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == field)
                return Encoding.UTF8.GetString(Values[i]);
        }

        throw new ArgumentException($"{Stream.Name()} has no field '{field}'", nameof(field));
    }
}
