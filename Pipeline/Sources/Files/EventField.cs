namespace RtmPipeline.Sources.Files;

/// <summary>What a line of an event stream is.</summary>
internal enum EventFieldKind : byte
{
    /// <summary>A comment, as senders use for signs of life.</summary>
    Comment,

    /// <summary>A line of the event's data.</summary>
    Data,

    /// <summary>The event's name.</summary>
    Event,

    /// <summary>A field that means nothing here: <c>id</c>, <c>retry</c>, and any other.</summary>
    Other,
}

/// <summary>Takes a line of server-sent events apart (WHATWG HTML, "Server-sent events", section 9.2.6).</summary>
internal static class EventField
{
    /// <summary>Tells what the line is.</summary>
    /// <param name="line">A line that is not empty, without its end.</param>
    /// <param name="value">Where its value begins: behind the colon and one blank.</param>
    public static EventFieldKind Of(ReadOnlySpan<byte> line, out int value)
    {
        int colon = line.IndexOf((byte)':');
        ReadOnlySpan<byte> field = colon < 0 ? line : line[..colon];
        value = colon < 0 ? line.Length : colon + 1;
        if (value < line.Length && line[value] == (byte)' ')
            value++;
        if (colon == 0)
            return EventFieldKind.Comment;
        return field.SequenceEqual("data"u8) ? EventFieldKind.Data : field.SequenceEqual("event"u8) ? EventFieldKind.Event : EventFieldKind.Other;
    }
}
