using RtmPipeline.Posts.Text;

namespace RtmPipeline.Posts.Decoding.X;

/// <summary>Makes posts of what the readers of X's forms found. Here are the rules that all forms share.</summary>
internal static class XPostBuilder
{
    /// <summary>Adds the post, or the reason why it is none.</summary>
    /// <param name="json">Bytes the places in the statuses refer to.</param>
    /// <param name="status">The post itself.</param>
    /// <param name="original">The post it reposts; without a text where the record does not bring it.</param>
    /// <param name="part">For rejections.</param>
    /// <param name="context">Takes the outcome.</param>
    public static void Add(ReadOnlySpan<byte> json, in XStatus status, in XStatus original, in RecordPart part, DecodeContext context)
    {
        string? ownId = XIds.Of(json, status.Id);
        if (ownId is null)
        {
            context.Reject(in part, RejectReason.MissingId, "a post of X without an id of 1 to 20 digits");
            return;
        }

        if (!status.Text.IsString)
        {
            context.Reject(in part, RejectReason.MissingText, "a post of X without a text");
            return;
        }

        if (TryTime(json, in status, in part, context, out long postedAt))
            context.Into.Add(Build(json, in status, in original, ownId, postedAt, context));
    }

    /// <summary>The claimed time, or else the id's; the rejection is added where neither will do.</summary>
    public static bool TryTime(ReadOnlySpan<byte> json, in XStatus status, in RecordPart part, DecodeContext context, out long milliseconds)
    {
        if (status.CreatedAt.IsSet)
        {
            if (PostTime.TryParse(status.CreatedAt.Bytes(json), out milliseconds))
                return true;
            context.Reject(in part, RejectReason.BadTime, "a post of X with a created_at that is not readable or not in 2000 to 2099");
            return false;
        }

        if (PostTime.TryFromSnowflake(status.Id.Bytes(json), out milliseconds))
            return true;
        context.Reject(in part, RejectReason.MissingTime, "a post of X without created_at and with an id that holds no time");
        return false;
    }

    private static Post Build(ReadOnlySpan<byte> json, in XStatus status, in XStatus original, string ownId, long postedAt, DecodeContext context)
    {
        // A repost's own text is cut; the original's text and links are whole.
        bool hasOriginal = original.Text.IsString;
        ref readonly XStatus told = ref hasOriginal ? ref original : ref status;
        string text = PostText.Read(json, told.Text, TextCoding.Entities);
        context.ClearLinks();
        XLinks.AddExpansions(json, told.Urls, context);
        XLinks.AddExpansions(json, told.Media, context);
        TextFacts facts = context.FactsOf(text);

        string id = status.Versions > 1 && status.FirstVersion != status.Id ? XIds.Of(json, status.FirstVersion) ?? ownId : ownId;
        string? author = PostText.Name(json, status.AuthorName);
        string? repostOf = (hasOriginal ? IdentityOf(json, in original) : null) ?? XIds.Of(json, status.RepostOf);
        string? quoteOf = XIds.Of(json, status.QuoteOf);
        string? replyTo = XIds.Of(json, status.ReplyTo);
        return new Post
        {
            Id = id,
            AlternateId = string.Equals(id, ownId, StringComparison.Ordinal) ? null : ownId,
            Action = status.Versions > 1 ? PostAction.Edit : PostAction.Create,
            Version = Math.Max(1, status.Versions),
            Kind = hasOriginal || repostOf is not null || RepostPrefix.IsOn(text) ? PostKind.Repost
                : quoteOf is not null ? PostKind.Quote
                : replyTo is not null ? PostKind.Reply
                : PostKind.Post,
            Source = XIds.Source,
            PostedAt = postedAt,
            Text = text,
            Language = LanguageLabel.Read(json, status.Language) ?? LanguageLabel.Read(json, told.Language),
            Author = author,
            AuthorKey = XIds.AuthorKey(json, status.AuthorId),
            AuthorFollowers = status.AuthorFollowers,
            AuthorPosts = status.AuthorPosts,
            AuthorCreatedAt = PostTime.TryParse(status.AuthorCreatedAt.Bytes(json), out long accountMade) ? accountMade : 0,
            RepostOf = repostOf,
            QuoteOf = quoteOf,
            ReplyTo = replyTo,
            Likes = status.Likes,
            Reposts = status.Reposts,
            Replies = status.Replies,
            Views = status.Views,
            Links = facts.Links,
            Terms = facts.Terms,
            Signature = facts.Signature,
        };
    }

    /// <summary>Identity of a post: the first id of its edits.</summary>
    private static string? IdentityOf(ReadOnlySpan<byte> json, in XStatus status) =>
        (status.Versions > 1 ? XIds.Of(json, status.FirstVersion) : null) ?? XIds.Of(json, status.Id);
}
