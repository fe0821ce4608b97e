using System.Text.Json;
using RtmPipeline.Posts.News;
using RtmPipeline.Posts.Text;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Mastodon;

namespace RtmPipeline.Posts.Decoding.Mastodon;

/// <summary>
/// Decodes Mastodon statuses. A status is known by its uri, which is the same on every server; the id that a server gave it is kept as
/// <see cref="Post.AlternateId"/>, because that server's deletes and replies tell only this id.
/// </summary>
internal static class StatusDecoder
{
    private const string Source = "mastodon";

    /// <summary>Characters of markup converted: the longest text kept, four times over.</summary>
    private const int MaxMarkupLength = PostLimits.MaxTextLength * 4;

    private static readonly ulong s_sourceKey = StableHash.Of(Source);

    /// <summary>Decodes one status.</summary>
    /// <param name="part">The status.</param>
    /// <param name="context">Takes the outcome.</param>
    /// <param name="isEdit">True when an event says so; an edited status says it by itself, too.</param>
    public static void Decode(in RecordPart part, DecodeContext context, bool isEdit)
    {
        ReadOnlySpan<byte> json = part.Json.Span;
        Utf8JsonReader reader = JsonFields.OpenObject(json);
        StatusFields status = new();
        StatusFields reblogged = new();
        bool hasReblog = StatusFields.Read(ref reader, ref status, ref reblogged);
        JsonFields.End(ref reader);

        if (!IsPublic(json, status.Visibility) || (hasReblog && !IsPublic(json, reblogged.Visibility)))
        {
            context.Ignore(IgnoreReason.NotPublic);
            return;
        }

        if (status.IsAutomated)
        {
            context.Ignore(IgnoreReason.Automated);
            return;
        }

        RecordPosition from = part.Record.Position;
        string? id = IdentityOf(json, in status, in from);
        string? repostOf = hasReblog ? IdentityOf(json, in reblogged, in from) : null;
        if (id is null || (hasReblog && repostOf is null))
            context.Reject(in part, RejectReason.MissingId, "a status without a uri, url or id of 1 to 512 bytes");
        else if (!(hasReblog ? reblogged : status).Content.IsSet)
            context.Reject(in part, RejectReason.MissingText, "a status without content");
        else if (!status.CreatedAt.IsSet)
            context.Reject(in part, RejectReason.MissingTime, "a status without created_at");
        else if (!PostTime.TryParse(status.CreatedAt.Bytes(json), out long postedAt))
            context.Reject(in part, RejectReason.BadTime, "a status with a created_at that is not readable or not in 2000 to 2099");
        else
            context.Into.Add(Build(in part, in status, hasReblog ? reblogged : status, (id, repostOf), postedAt, isEdit || status.EditedAt.IsSet, context));
    }

    /// <summary>
    /// The identity by which a server's deletes name a status: <c>mastodon:ID</c>. Servers number their statuses each for itself, so where the record's source tells the server,
    /// its name stands in between, as <c>mastodon:social.example/ID</c>. A recording does not tell it: its records are taken for one server's.
    /// </summary>
    public static string ServerIdentity(in RecordPosition from, string serverId) =>
        from.Named?.StartsWith(MastodonSource.PlacePrefix, StringComparison.Ordinal) == true ? $"{from.Named}/{serverId}" : MastodonSource.PlacePrefix + serverId;

    private static Post Build(
        in RecordPart part, in StatusFields status, in StatusFields told, (string Id, string? RepostOf) named, long postedAt, bool isEdit,
        DecodeContext context)
    {
        ReadOnlySpan<byte> json = part.Json.Span;
        RecordPosition from = part.Record.Position;
        context.ClearLinks();
        string text = TextOf(json, in told, context);
        context.AddAttached(PostText.Address(json, told.CardUrl));
        TextFacts facts = context.FactsOf(text);
        string? serverId = PostText.Name(json, status.Id);
        string? alternate = serverId is null ? null : ServerIdentity(in from, serverId);
        string? quoteOf = PostText.Name(json, told.QuoteOf);
        string? replyTo = PostText.Name(json, status.ReplyTo) is { } target ? ServerIdentity(in from, target) : null;
        return new Post
        {
            Id = named.Id,
            AlternateId = string.Equals(alternate, named.Id, StringComparison.Ordinal) ? null : alternate,
            Action = isEdit ? PostAction.Edit : PostAction.Create,

            // The status does not tell how many edits there were.
            Version = isEdit ? 2 : 1,
            Kind = named.RepostOf is not null ? PostKind.Repost : quoteOf is not null ? PostKind.Quote : replyTo is not null ? PostKind.Reply : PostKind.Post,
            Source = Source,
            PostedAt = postedAt,
            Text = text,
            Language = LanguageLabel.Read(json, status.Language) ?? LanguageLabel.Read(json, told.Language),
            Author = PostText.Name(json, status.AuthorName),
            AuthorKey = AuthorKey(json, in status),
            AuthorFollowers = status.AuthorFollowers,
            AuthorPosts = status.AuthorPosts,
            AuthorCreatedAt = PostTime.TryParse(status.AuthorCreatedAt.Bytes(json), out long accountMade) ? accountMade : 0,
            RepostOf = named.RepostOf,
            QuoteOf = quoteOf,
            ReplyTo = replyTo,
            Url = PostText.Address(json, status.Url) ?? PostText.Address(json, told.Url),
            Likes = status.Likes,
            Reposts = status.Reposts,
            Replies = status.Replies,
            Links = facts.Links,
            Terms = facts.Terms,
            Signature = facts.Signature,
        };
    }

    /// <summary>The content warning, which is read before the text, and the content without its markup.</summary>
    private static string TextOf(ReadOnlySpan<byte> json, in StatusFields status, DecodeContext context)
    {
        List<string> links = context.MarkupLinks;
        links.Clear();
        string content = HtmlText.Convert(PostText.Read(json, status.Content, TextCoding.Verbatim, MaxMarkupLength), links);
        foreach (string link in links)
            context.AddAttached(link);
        string warning = PostText.Read(json, status.Warning);
        return PostText.Limited(warning.Length == 0 ? content : $"{warning}\n{content}");
    }

    private static string? IdentityOf(ReadOnlySpan<byte> json, in StatusFields status, in RecordPosition from) =>
        PostText.Name(json, status.Uri) ?? PostText.Name(json, status.Url) ?? (PostText.Name(json, status.Id) is { } id ? ServerIdentity(in from, id) : null);

    /// <summary>
    /// A missing visibility is a public one: only personal streams carry others, and they tell it. Unlisted statuses can be seen by all, but their authors do not want them to be found
    /// by strangers.
    /// </summary>
    private static bool IsPublic(ReadOnlySpan<byte> json, RawText visibility) =>
        !visibility.IsSet || visibility.Bytes(json).SequenceEqual("public"u8);

    /// <summary>By the account's address, which is the same on every server; acct and id are not.</summary>
    private static ulong AuthorKey(ReadOnlySpan<byte> json, in StatusFields status)
    {
        RawText known = status.AuthorUrl.IsSet ? status.AuthorUrl : status.AuthorName.IsSet ? status.AuthorName : status.AuthorId;
        return known.Length > 0 ? StableHash.Combine(s_sourceKey, StableHash.Of(PostText.Read(json, known))) : 0;
    }
}
