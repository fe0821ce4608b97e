using System.Text;

namespace RtmPipeline.Sources.Journal;

/// <summary>Turns entries into records. Names repeat from record to record, so the last of each is kept as a string.</summary>
/// <param name="stream">Name of the stream that the journal is read as.</param>
internal sealed class EntryText(string stream)
{
    private (byte[] Bytes, string Text) _source = ([], string.Empty);
    private (byte[] Bytes, string Text) _label = ([], string.Empty);

    /// <summary>The record of a good entry; its bytes are a slice of <paramref name="body"/>.</summary>
    public RawRecord RecordOf(in EntryHead head, ReadOnlyMemory<byte> body)
    {
        ReadOnlySpan<byte> names = body.Span;
        ReadOnlySpan<byte> source = names[..head.SourceBytes];
        ReadOnlySpan<byte> label = names.Slice(source.Length, Math.Max(0, head.LabelBytes));
        ReadOnlySpan<byte> fault = names.Slice(source.Length + label.Length, Math.Max(0, head.FaultBytes));
        string from = Text(ref _source, source);
        bool isEvent = head.Form == RecordForm.ServerSentEvent;
        return new RawRecord
        {
            Form = head.Form,
            Bytes = body[(source.Length + label.Length + fault.Length)..],
            Position = new RecordPosition(stream, head.Ordinal, head.Ordinal) { From = from == stream ? null : from, Origin = head.Origin < 0 ? null : head.Origin },
            EventName = head.LabelBytes < 0 || !isEvent ? null : Text(ref _label, label),
            ContentType = head.LabelBytes < 0 || isEvent ? null : Text(ref _label, label),
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
