using System.Buffers;
using Microsoft.AspNetCore.Http;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Http;

/// <summary>Makes records of a body that was read whole. A record is journalled as it was received, so that decoding can be mended later; what headers or the configuration say of it is put into it.</summary>
internal sealed class RecordMaker(HttpOptions options, SourceHost host, ByteBudget budget)
{
    /// <summary>Records without a post whose reasons are told to the sender.</summary>
    public const int MaxVerdicts = 1000;

    private readonly PayloadPath? _path = PayloadPath.Of(options.PayloadPath);

    /// <summary>Makes them; owns the body from then on.</summary>
    public (IngestRequest? Request, IngestRefusal? Why) Make(HttpRequest request, IngestBody body)
    {
        IngestRefusal? why = Normalise(request, ref body);
        FramedBody framed = why is null ? BodyFramer.Frame(body.Bytes.Span, options.MaxRecords) : default;
        why ??= framed.Why;
        if (why is null && CloudEventHeaders.AreIn(request.Headers))
            why = Fold(request.Headers, ref framed, ref body);
        else if (why is null && _path is not null)
            why = Rewrite(ref framed, ref body);
        if (why is null)
            return (RequestOf(framed.Records, body, request.ContentType), null);
        body.Dispose();
        return (null, why);
    }

    private IngestRequest RequestOf(IReadOnlyList<FramedRecord> framed, IngestBody body, string? contentType)
    {
        long now = host.Now;
        RawRecord[] records = new RawRecord[framed.Count];
        List<IngestVerdict> verdicts = [];
        int rejected = 0;
        for (int i = 0; i < records.Length; i++)
        {
            FramedRecord record = framed[i];
            records[i] = new RawRecord
            {
                Form = record.Form,
                Bytes = body.Bytes.Slice(record.Start, record.Length),
                Position = new RecordPosition(host.Watch.Name, 0, 0),
                ReceivedAt = now,
                // JSON is UTF-8 whatever is said of it; an XML document's charset may be said here alone.
                ContentType = record.Form == RecordForm.Xml ? contentType?[..Math.Min(contentType.Length, RawRecord.MaxContentType)] : null,
            };
            if (host.Check?.Invoke(records[i]) is not { } reason)
                continue;
            if (rejected++ < MaxVerdicts)
                verdicts.Add(new IngestVerdict(i, reason));
        }

        return new IngestRequest(records, body, late => host.Watch.Count(IngestWords.Late, late)) { Rejected = rejected, Verdicts = verdicts };
    }

    /// <summary>Forms and MessagePack become JSON.</summary>
    private IngestRefusal? Normalise(HttpRequest request, ref IngestBody body)
    {
        ReadOnlySpan<byte> bytes = body.Bytes.Span;
        if (FormBody.IsForm(request.ContentType, bytes))
        {
            ArrayBufferWriter<byte> json = new();
            FormBody.Write(bytes, json);
            return Replace(ref body, json.WrittenSpan);
        }

        return MessagePackBody.IsMessagePack(bytes) ? Unpack(ref body) : null;
    }

    private IngestRefusal? Unpack(ref IngestBody body)
    {
        IngestBody lines = new(budget);
        IngestRefusal? why = new MessagePackBody(lines, options.MaxBodyBytes, NoRoom()).Read(body.Bytes);
        (why is null ? body : lines).Dispose();
        if (why is null)
            body = lines;
        return why;
    }

    private IngestRefusal? Fold(IHeaderDictionary headers, ref FramedBody framed, ref IngestBody body)
    {
        FramedRecord last = framed.Records.Count > 0 ? framed.Records[^1] : default;
        bool isOne = framed.Records.Count == 1 && body.Bytes.Span[..last.Start].IndexOf((byte)'[') < 0;
        if (!isOne)
            return IngestRefusal.BadBody("an event whose attributes are headers holds one JSON value, no array and no lines");
        if (last.Form == RecordForm.Xml)
            return null;
        ArrayBufferWriter<byte> folded = new();
        if (CloudEventHeaders.Fold(headers, body.Bytes.Span.Slice(last.Start, last.Length), folded) is { } fault)
            return IngestRefusal.BadBody(fault);
        framed = new FramedBody([new FramedRecord(0, folded.WrittenCount, RecordForm.Json)], null);
        return Replace(ref body, folded.WrittenSpan);
    }

    private IngestRefusal? Rewrite(ref FramedBody framed, ref IngestBody body)
    {
        IngestBody into = new(budget);
        List<FramedRecord> records = [];
        foreach (FramedRecord record in framed.Records)
        {
            int start = into.Length;
            ReadOnlySpan<byte> bytes = body.Bytes.Span.Slice(record.Start, record.Length);
            bool hasRoom = true;
            bool isKept = record.Form != RecordForm.Json || !PayloadPath.CanRead(bytes) || !_path!.TryRewrite(bytes, into, out hasRoom);
            if (isKept)
                hasRoom = into.TryAdd(bytes);
            if (!hasRoom)
            {
                into.Dispose();
                return NoRoom();
            }

            records.Add(new FramedRecord(start, into.Length - start, record.Form));
        }

        body.Dispose();
        body = into;
        framed = new FramedBody(records, null);
        return null;
    }

    private IngestRefusal? Replace(ref IngestBody body, ReadOnlySpan<byte> bytes)
    {
        IngestBody other = new(budget);
        if (!other.TryAdd(bytes))
            return NoRoom();
        body.Dispose();
        body = other;
        return null;
    }

    private IngestRefusal NoRoom() => IngestRefusal.Busy(options.RetryAfter, "too much waits for the journal; nothing of this request was taken, send it again");
}
