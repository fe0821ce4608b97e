using System.Text;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;

namespace RtmPipeline.Tests.Posts.Decoding;

/// <summary>Shorthand for feeding records to the decoder and looking at what came out.</summary>
internal static class Decoded
{
    public static DecodedBatch Records(params RawRecord[] records)
    {
        using RawBatch batch = new(records, records.Length, buffer: null);
        return new PostDecoder().Decode(batch);
    }

    public static DecodedBatch Batch(params string[] records) =>
        Records([.. records.Select((text, i) => Record(Encoding.UTF8.GetBytes(text), line: i + 1))]);

    public static RawRecord Record(byte[] bytes, RecordForm form = RecordForm.Json, string? eventName = null, string? fault = null, int line = 1) => new()
    {
        Form = form,
        Bytes = bytes,
        Position = new RecordPosition("posts.jsonl", line, 0),
        EventName = eventName,
        Fault = fault,
    };

    public static DecodedBatch Event(string name, string data) =>
        Records(Record(Encoding.UTF8.GetBytes(data), RecordForm.ServerSentEvent, name));

    /// <summary>The one post that the record gives.</summary>
    public static Post Post(string record) => OnlyPost(Batch(record));

    public static Post OnlyPost(DecodedBatch batch)
    {
        DecodedItem item = batch.Items.Single();
        return item.Post ?? throw new InvalidOperationException($"rejected: {item.Rejection!.Reason}, {item.Rejection.Detail}");
    }

    /// <summary>The one rejection that the record gives.</summary>
    public static Rejection Rejection(string record)
    {
        DecodedItem item = Batch(record).Items.Single();
        return item.Rejection ?? throw new InvalidOperationException($"accepted: {item.Post!.Id}");
    }

    /// <summary>The one reason for which the record, or all of its parts, are passed over.</summary>
    public static IgnoreReason Ignored(string record) => OnlyIgnored(Batch(record));

    public static IgnoreReason OnlyIgnored(DecodedBatch batch)
    {
        if (batch.Items.Count > 0)
            throw new InvalidOperationException($"not passed over: {batch.Items[0]}");
        return Enum.GetValues<IgnoreReason>().Single(reason => batch.Ignored[(int)reason] > 0);
    }

    /// <summary>The links that the last post of the record is handed on with.</summary>
    public static (string[] Expansions, string[] Attached) Links(string record)
    {
        DecodeContext context = new(new DecodedBatch());
        RawRecord raw = Record(Encoding.UTF8.GetBytes(record));
        JsonRecords.Decode(new RecordPart(in raw), context);
        return ([.. context.Expansions.ToArray().Select(link => $"{link.Short} > {link.Expanded}")], context.Attached.ToArray());
    }
}
