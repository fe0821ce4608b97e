using System.Text;

namespace RtmPipeline.Sources.Journal;

/// <summary>Turns entries into records. Names repeat from record to record, so the last of each is kept as a string.</summary>
internal sealed class EntryText
{
    private (byte[] Bytes, string Text) _source = ([], string.Empty);
    private (byte[] Bytes, string Text) _event = ([], string.Empty);

    /// <summary>The record of a good entry; its bytes are a slice of <paramref name="body"/>.</summary>
    public RawRecord RecordOf(in EntryHead head, ReadOnlyMemory<byte> body)
    {
        ReadOnlySpan<byte> names = body.Span;
        ReadOnlySpan<byte> source = names[..head.SourceBytes];
        ReadOnlySpan<byte> eventName = names.Slice(source.Length, Math.Max(0, head.EventBytes));
        ReadOnlySpan<byte> fault = names.Slice(source.Length + eventName.Length, Math.Max(0, head.FaultBytes));
        return new RawRecord
        {
            Form = head.Form,
            Bytes = body[(source.Length + eventName.Length + fault.Length)..],
            Position = new RecordPosition(Text(ref _source, source), head.Ordinal, head.Ordinal),
            EventName = head.EventBytes < 0 ? null : Text(ref _event, eventName),
            Fault = head.FaultBytes < 0 ? null : Encoding.UTF8.GetString(fault),
            ReceivedAt = head.ReceivedAt,
        };
    }

    /// <summary>The dead letter for records that are lost: it stands at the first of them.</summary>
    public static RawRecord LossOf(string journal, long from, long to, ReadOnlyMemory<byte> head) => new()
    {
        Form = RecordForm.Fault,
        Bytes = head,
        Position = new RecordPosition(journal, from, from),
        Fault = from == to ? $"journal damaged: record {from} is lost" : $"journal damaged: records {from} to {to} are lost",
    };

    private static string Text(ref (byte[] Bytes, string Text) last, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.SequenceEqual(last.Bytes))
            last = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
        return last.Text;
    }
}
