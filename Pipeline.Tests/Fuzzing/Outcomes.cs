using System.Text;
using System.Text.Unicode;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Posts.News;
using RtmPipeline.Posts.Text;
using RtmPipeline.Sources;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>What must hold of whatever a decoder makes of a record, and a digest by which two outcomes are compared.</summary>
internal static class Outcomes
{
    /// <summary>Stands in the texts of the invented records, and so may stand in no detail of a rejection.</summary>
    public const string Canary = "kanarienvogel";

    /// <summary>An identity has at most a prefix and two names.</summary>
    private const int LongestId = 3 * PostText.MaxNameLength;

    public static DecodedBatch Decode(params RawRecord[] records)
    {
        using RawBatch batch = new(records, records.Length, buffer: null);
        return new PostDecoder().Decode(batch);
    }

    public static RawRecord Record(byte[] bytes, RecordForm form = RecordForm.Json, string? eventName = null, int line = 1) => new()
    {
        Form = form,
        Bytes = bytes,
        Position = new RecordPosition("fuzz", line, line * 1_000L),
        EventName = eventName,
    };

    /// <summary>Checks an outcome in all that it promises, whatever the input was.</summary>
    public static void Check(FuzzCase of, DecodedBatch batch, int records)
    {
        of.Require(batch.Records == records, $"{records} records went in and {batch.Records} were counted");
        of.Require(batch.Items.Count + batch.Ignored.Sum() >= records, $"of {records} records only {batch.Items.Count} items and {batch.Ignored.Sum()} ignored came out");
        foreach (DecodedItem item in batch.Items)
        {
            of.Require(item.Post is null != item.Rejection is null, "an item is both a post and a rejection, or neither");
            if (item.Post is { } post)
                Check(of, post);
            else
                Check(of, item.Rejection!);
        }
    }

    /// <summary>Digest of everything an outcome holds.</summary>
    public static ulong DigestOf(DecodedBatch batch)
    {
        ulong digest = 1;
        foreach (DecodedItem item in batch.Items)
            digest = StableHash.Combine(digest, item.Post is { } post ? DigestOf(post) : DigestOf(item.Rejection!));
        foreach (long ignored in batch.Ignored)
            digest = StableHash.Combine(digest, (ulong)ignored);
        return digest;
    }

    public static ulong DigestOf(Post post)
    {
        ulong digest = StableHash.Of(string.Join(
            '\u0001', post.Id, post.AlternateId, post.Source, post.Text, post.Title, post.Language, post.Author, post.RepostOf, post.ReplyTo, post.QuoteOf, post.Url,
            string.Join('\u0002', post.Links)));
        foreach (long number in (ReadOnlySpan<long>)[
            (long)post.Action, (long)post.Kind, post.PostedAt, (long)post.AuthorKey, post.AuthorFollowers, post.AuthorCreatedAt, post.AuthorPosts, post.Version, post.Likes, post.Reposts,
            post.Replies, post.Views])
            digest = StableHash.Combine(digest, (ulong)number);
        foreach (Term term in post.Terms)
            digest = StableHash.Combine(digest, StableHash.Combine(term.Key, ((ulong)term.Kind << 48) | ((ulong)term.Start << 20) | (uint)term.Length));
        TextSignature signature = post.Signature;
        foreach (uint slot in signature)
            digest = StableHash.Combine(digest, slot);
        return digest;
    }

    public static bool IsWellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        }

        return true;
    }

    private static ulong DigestOf(Rejection rejection) => StableHash.Combine(
        StableHash.Of($"{rejection.Position} {rejection.Position.Offset} {rejection.Reason} {rejection.Detail}"), StableHash.Of(rejection.Payload));

    private static void Check(FuzzCase of, Post post)
    {
        of.Require(post.Id.Length is > 0 and <= LongestId && IsWellFormed(post.Id), $"the id has {post.Id.Length} characters, or is no text");
        of.Require(post.Text.Length <= PostLimits.MaxTextLength && IsWellFormed(post.Text) && !post.Text.Contains('\0'), "the text is too long, or is none");
        of.Require(post.Title is null || (post.Title.Length <= FeedLimits.MaxTitleLength && IsWellFormed(post.Title)), "the title is too long, or is no text");
        bool isTimeless = post.PostedAt == 0 && post.Action is PostAction.Delete or PostAction.DeleteAuthor;
        of.Require(isTimeless || PostTime.IsPlausible(post.PostedAt), $"the time {post.PostedAt} is not in 2000 to 2099");
        of.Require(post.Version >= 1, $"the version is {post.Version}");
        of.Require(post.AuthorFollowers >= -1 && post.AuthorPosts >= -1 && post.Likes >= -1 && post.Reposts >= -1 && post.Replies >= -1 && post.Views >= -1, "a count is below -1");
        of.Require(post.Source.Length is > 0 and <= PostText.MaxNameLength && IsWellFormed(post.Source), "the source is empty or too long");
        foreach (string? name in (ReadOnlySpan<string?>)[post.AlternateId, post.Author, post.RepostOf, post.ReplyTo, post.QuoteOf, post.Language])
            of.Require(name is null || (name.Length is > 0 and <= LongestId && IsWellFormed(name)), "a name is empty, too long or no text");
        CheckFacts(of, post);
    }

    public static void CheckFacts(FuzzCase of, Post post)
    {
        of.Require(post.Terms.Length <= PostLimits.MaxTerms, $"{post.Terms.Length} terms");
        of.Require(post.Links.Length <= PostLimits.MaxLinks, $"{post.Links.Length} links");
        HashSet<ulong> keys = [];
        foreach (Term term in post.Terms)
        {
            of.Require(term.Key != 0 && keys.Add(term.Key), "a term has no key, or one that stands twice");
            bool isLink = term.Kind == TopicKind.Link;
            int end = isLink ? post.Links.Length - 1 : post.Text.Length - term.Length;
            of.Require(term.Start >= 0 && term.Start <= end && (isLink || term.Length > 0), $"the term {term} lies outside of its text");
        }
    }

    private static void Check(FuzzCase of, Rejection rejection)
    {
        of.Require(rejection.Detail.Length is > 0 and <= Rejection.MaxDetailLength, $"the detail has {rejection.Detail.Length} characters");
        of.Require(IsWellFormed(rejection.Detail), $"the detail is no well-formed text: {rejection.Detail}");
        of.Require(!rejection.Detail.Contains(Canary, StringComparison.OrdinalIgnoreCase), $"the detail tells post text: {rejection.Detail}");
        of.Require(rejection.Payload.Length <= Rejection.MaxPayloadBytes, $"the payload has {rejection.Payload.Length} bytes");
        of.Require(Enum.IsDefined(rejection.Reason) && rejection.Position.Source == "fuzz", "there is no reason or no position");
        CheckEntry(of, rejection);
    }

    /// <summary>The entry that goes to the dead letters must be one whatever the record was.</summary>
    private static void CheckEntry(FuzzCase of, Rejection rejection)
    {
        OutputEntry entry = DeadLetterEntries.Of(rejection, 1);
        foreach (ReadOnlyMemory<byte> value in entry.Values)
            of.Require(Utf8.IsValid(value.Span), $"a value of the dead letter is no text: {Encoding.Latin1.GetString(value.Span[..Math.Min(80, value.Length)])}");
    }
}
