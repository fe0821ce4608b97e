namespace RtmPipeline.Sources.X;

/// <summary>Addresses of the API, with the fields that are asked for.</summary>
internal static class XAddress
{
    /// <summary>Without these a post is its id and text. Names of the request are the older ones; what comes back may have either.</summary>
    private const string Fields =
        "tweet.fields=created_at,lang,public_metrics,entities,context_annotations,conversation_id,referenced_tweets,note_tweet,edit_controls,edit_history_tweet_ids,author_id,possibly_sensitive" +
        "&expansions=author_id,referenced_tweets.id,referenced_tweets.id.author_id" +
        "&user.fields=username,verified,public_metrics,created_at";

    private const string RulesPath = "/2/tweets/search/stream/rules";

    /// <summary>The stream.</summary>
    /// <param name="options">Which.</param>
    /// <param name="backfillMinutes">Minutes to send again; 0 for none.</param>
    public static Uri Stream(XOptions options, int backfillMinutes)
    {
        List<string> query = [];
        if (options.Stream is not (XStreamKind.Compliance or XStreamKind.UserCompliance))
            query.Add(Fields);
        if (options.Partition > 0)
            query.Add($"partition={options.Partition}");
        if (backfillMinutes > 0)
            query.Add($"backfill_minutes={backfillMinutes}");
        return At(options, PathOf(options.Stream), string.Join('&', query));
    }

    /// <summary>Rules on the server, a page of them.</summary>
    public static Uri Rules(XOptions options, string? page) => At(options, RulesPath, page is null ? string.Empty : $"pagination_token={Uri.EscapeDataString(page)}");

    /// <summary>Where rules are changed, or where a change is tried.</summary>
    public static Uri RuleChange(XOptions options, bool isDryRun) => At(options, RulesPath, isDryRun ? "dry_run=true" : string.Empty);

    public static Uri RuleCounts(XOptions options) => At(options, RulesPath + "/counts", string.Empty);

    private static string PathOf(XStreamKind stream) => stream switch
    {
        XStreamKind.Filtered => "/2/tweets/search/stream",
        XStreamKind.Sample => "/2/tweets/sample/stream",
        XStreamKind.Sample10 => "/2/tweets/sample10/stream",
        XStreamKind.Firehose => "/2/tweets/firehose/stream",
        XStreamKind.Compliance => "/2/tweets/compliance/stream",
        XStreamKind.UserCompliance => "/2/users/compliance/stream",
        _ => throw new ArgumentOutOfRangeException(nameof(stream), stream, "not a stream of X"),
    };

    private static Uri At(XOptions options, string path, string query) =>
        new($"{options.Endpoint.AbsoluteUri.TrimEnd('/')}{path}{(query.Length > 0 ? "?" : string.Empty)}{query}");
}
