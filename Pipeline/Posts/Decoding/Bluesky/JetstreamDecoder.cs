using System.Text.Json;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Posts.Decoding.Bluesky;

/// <summary>
/// Decodes Jetstream events: posts, likes and reposts with their deletes, and accounts that are gone. Likes and reposts name their subject,
/// but their deletes do not: a delete names only the like or repost itself.
/// </summary>
internal static class JetstreamDecoder
{
    private const string Source = "bluesky";

    private static readonly ulong s_sourceKey = StableHash.Of(Source);

    /// <summary>When a record was made and when the network had it; 0 where it is not told.</summary>
    /// <param name="PostedAt">The earlier of the two, as the network itself sorts.</param>
    /// <param name="IndexedAt">When the network had it.</param>
    /// <param name="ClaimedAt">What the author claims, where that is later.</param>
    private readonly record struct Times(long PostedAt, long IndexedAt, long ClaimedAt);

    private enum Collection : byte
    {
        Other,
        Post,
        Repost,
        Like,
    }

    public static void Decode(in RecordPart part, DecodeContext context)
    {
        ReadOnlySpan<byte> json = part.Json.Span;
        Utf8JsonReader reader = JsonFields.OpenObject(json);
        JetstreamEvent told = default;
        told.Read(ref reader);
        JsonFields.End(ref reader);
        if (told.Collection.IsSet)
            AddCommit(json, in told, in part, context);
        else if (IsKind(json, in told, "account"u8))
            AddAccount(json, in told, in part, context);
        else if (IsKind(json, in told, "identity"u8))
            context.Ignore(IgnoreReason.AccountEvent);
        else if (told.Did.IsSet || told.TimeUs.IsSet)
            context.Ignore(IgnoreReason.OtherEvent);
        else
            context.Ignore(IgnoreReason.ControlMessage);
    }

    /// <summary>v1 names the kind; v2 ends the type with it, after a hash sign.</summary>
    private static bool IsKind(ReadOnlySpan<byte> json, in JetstreamEvent told, ReadOnlySpan<byte> kind)
    {
        if (told.Kind.IsSet)
            return told.Kind.Bytes(json).SequenceEqual(kind);
        ReadOnlySpan<byte> type = told.Type.Bytes(json);
        return type.EndsWith(kind) && type.Length > kind.Length && type[^(kind.Length + 1)] == (byte)'#';
    }

    private static void AddAccount(ReadOnlySpan<byte> json, in JetstreamEvent told, in RecordPart part, DecodeContext context)
    {
        ReadOnlySpan<byte> status = told.Status.Bytes(json);
        bool isGone = told.IsInactive && (status.SequenceEqual("deleted"u8) || status.SequenceEqual("takendown"u8) || status.SequenceEqual("suspended"u8));
        if (!isGone)
        {
            context.Ignore(IgnoreReason.AccountEvent);
            return;
        }

        if (PostText.Name(json, told.Did) is not { } did)
        {
            context.Reject(in part, RejectReason.MissingId, "an account event without a did");
            return;
        }

        context.Into.Add(new Post
        {
            Id = "at://" + did,
            Action = PostAction.DeleteAuthor,
            Source = Source,
            PostedAt = TryIndexed(json, in told, out long at) ? at : 0,
            Author = did,
            AuthorKey = AuthorKey(did),
        });
    }

    private static void AddCommit(ReadOnlySpan<byte> json, in JetstreamEvent told, in RecordPart part, DecodeContext context)
    {
        Collection collection = CollectionOf(told.Collection.Bytes(json));
        ReadOnlySpan<byte> operation = told.Operation.Bytes(json);
        bool isDelete = operation.SequenceEqual("delete"u8);
        bool isUpdate = operation.SequenceEqual("update"u8);
        if (collection == Collection.Other || !(isDelete || isUpdate || operation.SequenceEqual("create"u8)))
        {
            context.Ignore(IgnoreReason.OtherEvent);
            return;
        }

        if (PostText.Name(json, told.Did) is not { } did || PostText.Name(json, told.Key) is not { } key)
        {
            context.Reject(in part, RejectReason.MissingId, "a commit without a did or rkey of 1 to 512 bytes");
            return;
        }

        if (!TryTime(json, in told, out Times at) && !isDelete)
        {
            bool isAny = told.TimeUs.IsSet || told.Time.IsSet || told.CreatedAt.IsSet;
            context.Reject(in part, isAny ? RejectReason.BadTime : RejectReason.MissingTime, "a commit without a readable time in 2000 to 2099");
            return;
        }

        string id = string.Concat("at://", did, NameOf(collection), key);
        if (isDelete)
            context.Into.Add(new Post { Id = id, Action = PostAction.Delete, Source = Source, PostedAt = at.PostedAt, Author = did, AuthorKey = AuthorKey(did) });
        else if (collection == Collection.Post)
            AddPost(json, in told, (id, did, key), at, isUpdate, in part, context);
        else
            AddReference(json, in told, collection, (id, did), at, in part, context);
    }

    private static void AddReference(
        ReadOnlySpan<byte> json, in JetstreamEvent told, Collection collection, (string Id, string Did) named, Times at, in RecordPart part,
        DecodeContext context)
    {
        if (PostText.Name(json, told.Subject) is not { } subject)
        {
            context.Reject(in part, RejectReason.MissingId, "a like or repost without the uri of its subject");
            return;
        }

        bool isLike = collection == Collection.Like;
        context.Into.Add(new Post
        {
            Id = named.Id,
            Action = isLike ? PostAction.Like : PostAction.Create,
            Kind = isLike ? PostKind.Post : PostKind.Repost,
            Source = Source,
            PostedAt = at.PostedAt,
            ClaimedAt = at.ClaimedAt,
            ReceivedAt = at.IndexedAt,
            Author = named.Did,
            AuthorKey = AuthorKey(named.Did),
            RepostOf = subject,
        });
    }

    private static void AddPost(
        ReadOnlySpan<byte> json, in JetstreamEvent told, (string Id, string Did, string Key) named, Times at, bool isUpdate, in RecordPart part,
        DecodeContext context)
    {
        if (!told.Text.IsSet)
        {
            context.Reject(in part, RejectReason.MissingText, "a post record without a text");
            return;
        }

        string text = PostText.Read(json, told.Text);
        context.ClearLinks();
        Facets.AddLinks(json, told.Facets, text, context);
        context.AddAttached(PostText.Address(json, told.EmbedLink));
        TextFacts facts = context.FactsOf(text);
        string? quoteOf = PostText.Name(json, told.QuoteOf);
        string? replyTo = PostText.Name(json, told.ReplyParent);
        context.Into.Add(new Post
        {
            Id = named.Id,
            Action = isUpdate ? PostAction.Edit : PostAction.Create,

            // An update does not tell how many came before it.
            Version = isUpdate ? 2 : 1,
            Kind = quoteOf is not null ? PostKind.Quote : replyTo is not null ? PostKind.Reply : PostKind.Post,
            Source = Source,
            PostedAt = at.PostedAt,
            ClaimedAt = at.ClaimedAt,
            ReceivedAt = at.IndexedAt,
            Text = text,
            Language = LanguageLabel.Read(json, told.Language),
            Author = named.Did,
            AuthorKey = AuthorKey(named.Did),
            ReplyTo = replyTo,
            QuoteOf = quoteOf,
            Url = string.Concat("https://bsky.app/profile/", named.Did, "/post/", named.Key),
            Links = facts.Links,
            Terms = facts.Terms,
            Signature = facts.Signature,
        });
    }

    /// <summary>The earlier of the claimed and the indexed time, as the network itself sorts; a claim out of range counts for nothing.</summary>
    private static bool TryTime(ReadOnlySpan<byte> json, in JetstreamEvent told, out Times times)
    {
        bool isIndexed = TryIndexed(json, in told, out long indexed);
        bool isClaimed = PostTime.TryParse(told.CreatedAt.Bytes(json), out long claimed);
        long posted = isIndexed && isClaimed ? Math.Min(indexed, claimed) : isIndexed ? indexed : isClaimed ? claimed : 0;
        times = new Times(posted, isIndexed ? indexed : 0, isClaimed && claimed > posted ? claimed : 0);
        return isIndexed || isClaimed;
    }

    private static bool TryIndexed(ReadOnlySpan<byte> json, in JetstreamEvent told, out long milliseconds) =>
        PostTime.TryParse(told.TimeUs.Bytes(json), out milliseconds) || PostTime.TryParse(told.Time.Bytes(json), out milliseconds);

    private static ulong AuthorKey(string did) => StableHash.Combine(s_sourceKey, StableHash.Of(did));

    private static Collection CollectionOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        18 when name.SequenceEqual("app.bsky.feed.post"u8) => Collection.Post,
        18 when name.SequenceEqual("app.bsky.feed.like"u8) => Collection.Like,
        20 when name.SequenceEqual("app.bsky.feed.repost"u8) => Collection.Repost,
        _ => Collection.Other,
    };

    private static string NameOf(Collection collection) => collection switch
    {
        Collection.Post => "/app.bsky.feed.post/",
        Collection.Like => "/app.bsky.feed.like/",
        Collection.Repost => "/app.bsky.feed.repost/",
        _ => throw new ArgumentOutOfRangeException(nameof(collection), collection, "not a collection that is decoded"),
    };
}
