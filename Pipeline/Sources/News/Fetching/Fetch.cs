namespace RtmPipeline.Sources.News.Fetching;

/// <summary>How a fetch ended.</summary>
internal enum FetchOutcome : byte
{
    /// <summary>A document came.</summary>
    Document,

    /// <summary>304: what was fetched before still holds.</summary>
    NotModified,

    /// <summary>410.</summary>
    Gone,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>401, 402, 403, 407 or 451.</summary>
    NotAllowed,

    /// <summary>The server wants to see a person.</summary>
    Challenged,

    /// <summary>429 or 503: the host wants to be left alone for a while.</summary>
    Busy,

    /// <summary>The server failed, did not answer, or broke off.</summary>
    Unreachable,

    /// <summary>Nothing was asked, as it must not be: an address that is not public, a port, a redirect from https to http, too many of them.</summary>
    Refused,

    /// <summary>A body came that cannot be taken: too large, badly packed.</summary>
    Unusable,
}

/// <summary>What tells a server which version of a document is known.</summary>
/// <param name="Of">Key of the address they came from, the only one they are sent to; see <see cref="FeedAddress.KeyOf(Uri)"/>, with the scheme before it.</param>
/// <param name="ETag">As it came, quotes and all; null for none.</param>
/// <param name="LastModified">As it came; null for none.</param>
internal sealed record Validators(string Of, string? ETag, string? LastModified)
{
    public static string AddressOf(Uri uri) => $"{uri.Scheme} {FeedAddress.KeyOf(uri)}";
}

/// <summary>What to fetch.</summary>
/// <param name="Address">Where.</param>
/// <param name="CredentialsFor">Host of <paramref name="Credentials"/>.</param>
/// <param name="Credentials">Name and password; null for none.</param>
/// <param name="Validators">What is known; null for nothing.</param>
internal sealed record FetchRequest(Uri Address, Uri? CredentialsFor = null, string? Credentials = null, Validators? Validators = null);

/// <summary>What a fetch found.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">In words, as "HTTP 404"; empty for a document.</param>
internal sealed record Fetch(FetchOutcome Outcome, string Reason)
{
    /// <summary>Status of the last answer; 0 where none came.</summary>
    public int Status { get; init; }

    /// <summary>The address that answered last, or was to be asked.</summary>
    public required Uri Final { get; init; }

    /// <summary>Where the redirects lead that are meant for good, from the first on; null where the first is not, or there are none.</summary>
    public Uri? MovedTo { get; init; }

    public int Redirects { get; init; }

    /// <summary>Wait that the server asked for, capped; null where it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How long the answer holds by Cache-Control or Expires; zero where they say nothing.</summary>
    public TimeSpan Lifetime { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    public string? ContentType { get; init; }

    /// <summary>The document, unpacked; of an unusable one the head.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>Bytes of the body as they came.</summary>
    public long Received { get; init; }

    /// <summary>True when the server answered at all.</summary>
    public bool HasAnswer => Status > 0;
}
