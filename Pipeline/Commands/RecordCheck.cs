using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;

namespace RtmPipeline.Commands;

/// <summary>Says of a record that was just received what decoding will say of it, so that its sender can be told.</summary>
internal static class RecordCheck
{
    /// <summary>Why nothing of the record can be used; null when something can, or when it is a known thing that is nothing to count. Holds no text of the record.</summary>
    public static string? Of(RawRecord record)
    {
        using RawBatch one = new([record], 1, null);
        DecodedBatch decoded = new PostDecoder().Decode(one);
        if (decoded.Items.Exists(static item => item.Post is not null))
            return null;
        if (decoded.Items.Count > 0)
            return decoded.Items[0].Rejection!.Detail;
        return decoded.Ignored[(int)IgnoreReason.EmptyValue] > 0 ? "an empty or single value: nothing in it could be a post" : null;
    }
}
