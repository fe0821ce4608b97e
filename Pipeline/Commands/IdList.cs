using System.Text;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Posts.Text;
using RtmPipeline.Sources;

namespace RtmPipeline.Commands;

/// <summary>
/// A recording of nothing but ids, one a line, as data sets of posts are passed on: each id of X tells its time, and all are mentions of one topic, which
/// is what the list is about. Enough to fit velocities on.
/// </summary>
internal sealed class IdList(string name)
{
    /// <summary>Longest id: 2⁶⁴ has twenty digits.</summary>
    private const int MaxDigits = 20;

    private readonly string _label = $"#{name}";
    private readonly ulong _key = StableHash.Of($"#{name}");

    /// <summary>The post that a record stands for.</summary>
    /// <returns>Null when the record is something else than an id that holds a time.</returns>
    public Post? Read(in RawRecord record)
    {
        ReadOnlySpan<byte> digits = record.Bytes.Span.Trim(" \t\r\n"u8);
        if (record.Form != RecordForm.Json || digits.Length is 0 or > MaxDigits || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return null;
        if (!PostTime.TryFromSnowflake(digits, out long postedAt, isSurelyX: false))
            return null;
        return new Post
        {
            Id = $"x:{Encoding.ASCII.GetString(digits)}",
            Source = "x",
            PostedAt = postedAt,
            Text = _label,
            Terms = [new Term(_key, TopicKind.Hashtag, 0, _label.Length)],
        };
    }
}
