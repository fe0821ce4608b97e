namespace RtmPipeline.Sources.Mastodon;

/// <summary>What a stream carries.</summary>
internal enum MastodonStreamKind : byte
{
    /// <summary>What the server knows of public posts, or its own or other servers' part of it.</summary>
    Public,

    /// <summary>Public posts with a hashtag.</summary>
    Hashtag,

    /// <summary>Posts of the accounts in a list of the token's user.</summary>
    List,

    /// <summary>What the token's user sees at home.</summary>
    User,
}

/// <summary>
/// One stream of a server, as it is configured, with the address of its events and that of the timeline that tells what was missed:
/// <c>public</c>, <c>public/local</c>, <c>public/remote</c>, <c>hashtag:TAG</c>, <c>hashtag/local:TAG</c>, <c>list:ID</c> or <c>user</c>.
/// </summary>
internal sealed record MastodonStream
{
    /// <summary>All forms, for messages.</summary>
    public const string Forms = "public, public/local, public/remote, hashtag:TAG, hashtag/local:TAG, list:ID or user";

    /// <summary>Statuses of a page; the most that servers give.</summary>
    public const int PageSize = 40;

    private const int MaxArgumentLength = 100;

    private MastodonStream(string name, MastodonStreamKind kind) => (Name, Kind) = (name, kind);

    /// <summary>As it is configured.</summary>
    public string Name { get; }

    public MastodonStreamKind Kind { get; }

    /// <summary>Path and query of its events on the streaming host.</summary>
    public required string EventsPath { get; init; }

    /// <summary>Path and query of its timeline on the server, to which parameters can be added.</summary>
    public required string TimelinePath { get; init; }

    /// <summary>The stream of a name.</summary>
    /// <param name="name">As in <see cref="Forms"/>.</param>
    /// <param name="onlyMedia">Only posts with pictures or films; public streams alone can be told so.</param>
    /// <returns>Null where the name is none.</returns>
    public static MastodonStream? Parse(string name, bool onlyMedia)
    {
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        string kind = colon < 0 ? name : name[..colon];
        string argument = colon < 0 ? string.Empty : name[(colon + 1)..];
        string media = onlyMedia ? "only_media=true" : string.Empty;
        return kind switch
        {
            "public" or "public/local" or "public/remote" when colon < 0 => new MastodonStream(name, MastodonStreamKind.Public)
            {
                EventsPath = WithQuery($"/api/v1/streaming/{kind}", media),
                TimelinePath = WithQuery("/api/v1/timelines/public", kind == "public" ? string.Empty : $"{kind["public/".Length..]}=true", media),
            },
            "hashtag" or "hashtag/local" when IsArgument(argument.TrimStart('#')) => new MastodonStream(name, MastodonStreamKind.Hashtag)
            {
                EventsPath = WithQuery($"/api/v1/streaming/{kind}", $"tag={Uri.EscapeDataString(argument.TrimStart('#'))}"),
                TimelinePath = WithQuery($"/api/v1/timelines/tag/{Uri.EscapeDataString(argument.TrimStart('#'))}", kind == "hashtag" ? string.Empty : "local=true"),
            },
            "list" when IsArgument(argument) => new MastodonStream(name, MastodonStreamKind.List)
            {
                EventsPath = WithQuery("/api/v1/streaming/list", $"list={Uri.EscapeDataString(argument)}"),
                TimelinePath = $"/api/v1/timelines/list/{Uri.EscapeDataString(argument)}",
            },
            "user" when colon < 0 => new MastodonStream(name, MastodonStreamKind.User) { EventsPath = "/api/v1/streaming/user", TimelinePath = "/api/v1/timelines/home" },
            _ => null,
        };
    }

    /// <summary>Path and query of the oldest page of its timeline behind a status.</summary>
    public string TimelineAfter(string id) => WithQuery(TimelinePath, $"min_id={Uri.EscapeDataString(id)}", $"limit={PageSize}");

    /// <summary>Path and query of the newest status of its timeline.</summary>
    public string NewestOfTimeline => WithQuery(TimelinePath, "limit=1");

    public override string ToString() => Name;

    private static bool IsArgument(string argument) =>
        argument.Length is > 0 and <= MaxArgumentLength && argument.All(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '_' or '-' or '·' || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark);

    private static string WithQuery(string path, params ReadOnlySpan<string> parameters)
    {
        foreach (string parameter in parameters)
        {
            if (parameter.Length > 0)
                path = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{parameter}";
        }

        return path;
    }
}
