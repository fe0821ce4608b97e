using RtmPipeline.Opportunities.Saving;

namespace RtmPipeline.Opportunities.Communities;

/// <summary>What holds a community together.</summary>
internal enum CommunityKind : byte
{
    /// <summary>Authors who repost, quote, answer or mention one account.</summary>
    Account,

    /// <summary>Authors who gather around one post whose author is not known.</summary>
    Post,

    /// <summary>Authors of one language who hang on no account.</summary>
    Language,
}

/// <summary>Counts of one community. Bounded: some 500 bytes and eight languages.</summary>
internal sealed class Community(CommunityKind kind, string id, HubLabel hub, long since)
{
    /// <summary>Languages told apart within one community; later ones are left out.</summary>
    private const int MaxLanguages = 8;

    private readonly DistinctAuthors _authors = new();

    public CommunityKind Kind { get; private set; } = kind;

    /// <summary>The account (<c>@handle</c>), the id of the post, or the code of the language.</summary>
    public string Id { get; private set; } = id;

    /// <summary>What it gathers around; the newest that is known of it.</summary>
    public HubLabel Hub { get; private set; } = hub;

    /// <summary>Stream time of the first post known of it.</summary>
    public long Since { get; private set; } = since;

    public MinuteCounts Posts { get; } = new();

    public NameCounts Languages { get; } = new(MaxLanguages);

    /// <summary>Distinct authors, estimated; posts whose author is unknown count none.</summary>
    public long Authors => Math.Min(_authors.Estimate(), Posts.Total);

    /// <summary>More became known of what it gathers around: the account.</summary>
    public void BelongTo(in HubLabel account)
    {
        Kind = CommunityKind.Account;
        Id = $"@{account.Account}";
        Hub = account;
    }

    public void Add(ulong author, string language, long unixMs)
    {
        Since = Math.Min(Since, unixMs);
        Posts.Add(unixMs);
        Languages.Add(language, 1);
        if (author != 0)
            _authors.Add(author);
    }

    public void Save(SharedWriter shared)
    {
        shared.To.Byte((byte)Kind);
        shared.Text(Id);
        Hub.Save(shared);
        shared.To.Long(Since);
        _authors.Save(shared.To);
        Posts.Save(shared.To);
        Languages.Save(shared);
    }

    public static Community Load(SharedReader shared)
    {
        var community = new Community(shared.From.OneOf<CommunityKind>(shared.From.Byte()), shared.NotNullText(), HubLabel.Load(shared), shared.From.Long());
        community._authors.Load(shared.From);
        community.Posts.Load(shared.From);
        community.Languages.Load(shared);
        return community;
    }
}

/// <summary>A community as it stands.</summary>
/// <param name="Id">The account, the post, or the language's code: unique within the event together with the kind.</param>
/// <param name="Kind">What holds it together.</param>
/// <param name="Languages">Languages of its posts with their shares, largest first.</param>
/// <param name="Authors">Distinct authors, estimated.</param>
/// <param name="Shares">Share of the event's posts, and how it changes.</param>
/// <param name="Since">Stream time of its first post, unix milliseconds.</param>
internal sealed record CommunityReading(
    string Id, CommunityKind Kind, (string Name, double Weight, double Share)[] Languages, long Authors, ShareReading Shares, long Since);
