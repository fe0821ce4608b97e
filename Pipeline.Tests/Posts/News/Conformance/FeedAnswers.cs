using System.Globalization;
using RtmPipeline.Posts.News;

namespace RtmPipeline.Tests.Posts.News.Conformance;

/// <summary>Finds in our parse what a file asks for by that other parser's names.</summary>
internal sealed class FeedAnswers(FeedDocument feed)
{
    public FieldAnswer Find(string path) => path switch
    {
        "encoding" => FieldAnswer.Of(FieldKind.Encoding, feed.Encoding),
        "entries" => FieldAnswer.Of(FieldKind.Exact, feed.Items.Count),
        _ when path.StartsWith("feed.", StringComparison.Ordinal) => OfFeed(path["feed.".Length..]),
        _ when path.StartsWith("entries[", StringComparison.Ordinal) => OfItem(path),
        _ => default,
    };

    private FieldAnswer OfFeed(string field) => field switch
    {
        "title" or "title_detail.value" => FieldAnswer.Of(FieldKind.Headline, feed.Title),
        "title_detail.language" => FieldAnswer.Of(FieldKind.Language, feed.Title?.Language ?? feed.Language),
        "link" or "links[0].href" => FieldAnswer.Of(FieldKind.Exact, feed.Link),
        "id" or "guid" => FieldAnswer.Of(FieldKind.Exact, feed.Id),
        "language" => FieldAnswer.Of(FieldKind.Language, feed.Language),
        "updated" => FieldAnswer.Of(FieldKind.Exact, feed.Updated ?? feed.Published),
        "updated_parsed" => FieldAnswer.Of(FieldKind.Moment, feed.Updated ?? feed.Published),
        "published" or "created" => FieldAnswer.Of(FieldKind.Exact, feed.Published),
        "published_parsed" or "created_parsed" => FieldAnswer.Of(FieldKind.Moment, feed.Published),
        _ => default,
    };

    private FieldAnswer OfItem(string path)
    {
        int close = path.IndexOf(']', StringComparison.Ordinal);
        int number = int.Parse(path["entries[".Length..close], CultureInfo.InvariantCulture);
        FeedItem? item = number < feed.Items.Count ? feed.Items[number] : null;
        string field = path[(close + 1)..].TrimStart('.');
        FieldAnswer answer = OfItem(field, item ?? new FeedItem());
        return item is null && answer.IsOurs ? answer with { Value = null } : answer;
    }

    private FieldAnswer OfItem(string field, FeedItem item)
    {
        FeedContent? title = item.Title ?? item.OtherTitle;
        FeedContent? summary = item.Bodies[FeedBody.Description] ?? item.Bodies[FeedBody.Summary] ?? item.Bodies[FeedBody.Media];
        FeedContent? content = item.Bodies[FeedBody.Encoded] ?? item.Bodies[FeedBody.Content];
        string? published = item.Published ?? item.OtherPublished;
        string? updated = item.Updated ?? item.OtherPublished ?? item.Published;
        return field switch
        {
            "title" or "title_detail.value" => FieldAnswer.Of(FieldKind.Headline, title),
            "title_detail.language" => FieldAnswer.Of(FieldKind.Language, title?.Language ?? item.Language ?? feed.Language),
            "link" or "links[0].href" => FieldAnswer.Of(FieldKind.Exact, FeedPosts.AddressOf(feed, item)),
            "id" or "guid" => FieldAnswer.Of(FieldKind.Exact, item.Guid ?? item.About),
            "guidislink" => FieldAnswer.Of(FieldKind.Exact, item is { GuidMayBeLink: true, Guid: not null, Link: null }),
            "language" => FieldAnswer.Of(FieldKind.Language, item.Language),
            "description" or "summary" or "summary_detail.value" => FieldAnswer.Of(FieldKind.Body, summary ?? content),
            "summary_detail.language" => FieldAnswer.Of(FieldKind.Language, summary?.Language ?? item.Language ?? feed.Language),
            "content[0].value" => FieldAnswer.Of(FieldKind.Body, content),
            "content[0].language" => FieldAnswer.Of(FieldKind.Language, content?.Language ?? item.Language ?? feed.Language),
            "published" => FieldAnswer.Of(FieldKind.Exact, published),
            "published_parsed" => FieldAnswer.Of(FieldKind.Moment, published),
            "created" => FieldAnswer.Of(FieldKind.Exact, item.OtherPublished),
            "created_parsed" => FieldAnswer.Of(FieldKind.Moment, item.OtherPublished),
            "updated" => FieldAnswer.Of(FieldKind.Exact, updated),
            "updated_parsed" => FieldAnswer.Of(FieldKind.Moment, updated),
            _ => default,
        };
    }
}
