using System.Text.Json;
using RtmPipeline.Posts.Decoding.X;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Posts.Decoding.Plain;

/// <summary>
/// Decodes the project's own form, one JSON object a post: <c>{"id","time","text"}</c> and optionally author, author_followers, lang, kind,
/// repost_of, likes, reposts, replies, views, url, source, title. The time may also be named created_at, t or timestamp_ms.
/// <c>{"id","deleted":true}</c>, with the post's source and the time of the delete where they are known, takes a post back.
/// </summary>
/// <remarks>
/// Texts are decoded of HTML entities once: most plain files are exports of X, whose texts have them, and a person who writes "&amp;amp;"
/// into a post of his own is rare. A record without an id is known by its place in its source, or by its content (see <see cref="RecordPart.PlaceId"/>). Where it has no
/// time, that of an event envelope serves, then that in its id, then that of a log shipper.
/// </remarks>
internal static class PlainDecoder
{
    /// <summary>Characters of a title kept.</summary>
    private const int MaxTitleLength = 1000;

    public static void Decode(in RecordPart part, DecodeContext context)
    {
        ReadOnlySpan<byte> json = part.Json.Span;
        Utf8JsonReader reader = JsonFields.OpenObject(json);
        PlainFields told = new();
        told.Read(ref reader);
        JsonFields.End(ref reader);

        if (told.IsDeleted)
            AddDelete(json, in told, in part, context);
        else if (!told.Text.IsSet && !told.Title.IsSet)
            context.Reject(in part, RejectReason.MissingText, "a plain record without a text or title");
        else if (told.Id.IsSet && PostText.Name(json, told.Id) is null)
            context.Reject(in part, RejectReason.MissingId, $"a plain record with an id that is not 1 to {PostText.MaxNameLength} bytes long");
        else if (TryTime(json, in told, in part, context, out long postedAt))
            context.Into.Add(Build(json, in told, in part, postedAt, context));
    }

    /// <summary>A delete needs no time: without one it is as old as the post, where the id tells, or of no time at all.</summary>
    private static void AddDelete(ReadOnlySpan<byte> json, in PlainFields told, in RecordPart part, DecodeContext context)
    {
        string source = PlainIdentity.SourceOf(json, told.Source);
        if (PostText.Name(json, told.Id) is not { } id)
        {
            context.Reject(in part, RejectReason.MissingId, "a plain delete without the id of a post");
            return;
        }

        if (!PostTime.TryParse(told.Time.Bytes(json), out long at) && part.EnvelopeTime == 0)
            PostTime.TryFromSnowflake(told.Id.Bytes(json), out at, string.Equals(source, XIds.Source, StringComparison.Ordinal));
        context.Into.Add(new Post { Id = PlainIdentity.Of(source, id), Action = PostAction.Delete, Source = source, PostedAt = at == 0 ? part.EnvelopeTime : at });
    }

    private static bool TryTime(ReadOnlySpan<byte> json, in PlainFields told, in RecordPart part, DecodeContext context, out long milliseconds)
    {
        if (told.Time.IsSet)
        {
            if (PostTime.TryParse(told.Time.Bytes(json), out milliseconds))
                return true;
            context.Reject(in part, RejectReason.BadTime, "a plain record with a time that is not readable or not in 2000 to 2099");
            return false;
        }

        milliseconds = part.EnvelopeTime;
        if (milliseconds != 0)
            return true;
        bool isX = string.Equals(PlainIdentity.SourceOf(json, told.Source), XIds.Source, StringComparison.Ordinal);
        if (PostTime.TryFromSnowflake(told.Id.Bytes(json), out milliseconds, isX))
            return true;
        milliseconds = ShipperTimes.Better(part.ShipperTime, json, told.ShipperTime);
        if (milliseconds != 0)
            return true;
        context.Reject(in part, RejectReason.MissingTime, "a plain record without a time, and without an id that holds one");
        return false;
    }

    private static Post Build(ReadOnlySpan<byte> json, in PlainFields told, in RecordPart part, long postedAt, DecodeContext context)
    {
        string source = PlainIdentity.SourceOf(json, told.Source);
        string? ownId = PostText.Name(json, told.Id);
        string id = ownId is not null ? PlainIdentity.Of(source, ownId) : part.EnvelopeId ?? part.PlaceId();
        string? title = told.Title.Length > 0 ? PostText.Read(json, told.Title, TextCoding.Entities, MaxTitleLength) : null;
        string text = WithTitle(title, PostText.Read(json, told.Text, TextCoding.Entities));
        string? url = PostText.Address(json, told.Url);
        string? author = PostText.Name(json, told.Author);
        PostKind kind = KindOf(json, told.Kind);
        string? repostOf = PostText.Name(json, told.RepostOf) is { } target ? PlainIdentity.Of(source, target) : null;

        context.ClearLinks();
        if (kind == PostKind.News)
            context.AddAttached(url);
        TextFacts facts = context.FactsOf(text);
        return new Post
        {
            Id = id,
            Kind = kind == PostKind.Post && (repostOf is not null || RepostPrefix.IsOn(text)) ? PostKind.Repost : kind,
            Source = source,
            PostedAt = postedAt,
            Text = text,
            Title = title,
            Language = LanguageLabel.Read(json, told.Language),
            Author = author,
            AuthorKey = author is null ? 0 : StableHash.Combine(StableHash.Of(source), StableHash.Of(author)),
            AuthorFollowers = told.AuthorFollowers,
            RepostOf = repostOf,
            Url = url,
            Likes = told.Likes,
            Reposts = told.Reposts,
            Replies = told.Replies,
            Views = told.Views,
            Links = facts.Links,
            Terms = facts.Terms,
            Signature = facts.Signature,
        };
    }

    /// <summary>A text begins with its title, on a line of its own.</summary>
    private static string WithTitle(string? title, string text) =>
        title is null || text.StartsWith(title, StringComparison.Ordinal) ? text
        : text.Length == 0 ? title
        : PostText.Limited($"{title}\n{text}");

    private static PostKind KindOf(ReadOnlySpan<byte> json, RawText raw) => raw.IsSet ? KindOf(raw.Bytes(json)) : PostKind.Post;

    private static PostKind KindOf(ReadOnlySpan<byte> kind) => kind.Length switch
    {
        4 when kind.SequenceEqual("news"u8) => PostKind.News,
        5 when kind.SequenceEqual("reply"u8) => PostKind.Reply,
        5 when kind.SequenceEqual("quote"u8) => PostKind.Quote,
        6 when kind.SequenceEqual("repost"u8) => PostKind.Repost,
        7 when kind.SequenceEqual("retweet"u8) => PostKind.Repost,
        _ => PostKind.Post,
    };
}
