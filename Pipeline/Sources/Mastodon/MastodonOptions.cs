using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Mastodon;

/// <summary>Options of the source kind <c>mastodon</c>: one server (an "instance"), one token, several streams. Several servers are several sources.</summary>
internal sealed record MastodonOptions : ISourceOptions
{
    /// <summary>Most streams of one source; each has a connection of its own.</summary>
    public const int MaxStreams = 20;

    /// <summary>Where the server is, as <c>https://social.example</c>. Required. Plain HTTP only on this machine, as the token goes with every request.</summary>
    public required Uri Instance { get; init; }

    /// <summary>A user's token that may read statuses (<c>read:statuses</c>): servers since 4.2 ask for one on every stream. Required; from the environment or a file.</summary>
    public required string AccessToken { get; init; }

    /// <summary>The file that the token comes from: read again for each connection, so that the token can be changed while the program runs. Null where it is from the environment.</summary>
    public string? AccessTokenFile { get; init; }

    /// <summary>What to read, 1 to <see cref="MaxStreams"/> of <see cref="MastodonStream.Forms"/>. Default: public.</summary>
    public IReadOnlyList<MastodonStream> Streams { get; init; } = [MastodonStream.Parse("public", onlyMedia: false)!];

    /// <summary>Where the streams are, when it is another site than the server names below itself. Default: null, what the server names, or else the server itself.</summary>
    public Uri? StreamingHost { get; init; }

    /// <summary>How long a stream may be quiet before it is taken for dead. Default 45 s, 20 s to 10 min: servers send a sign of life about every 15 s.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Whether what was missed between two connections is asked for. Default true.</summary>
    public bool GapFill { get; init; } = true;

    /// <summary>Most pages of 40 statuses that are asked for each gap of each stream. Default 10 (400 statuses), 1 to 250. What is beyond is counted as a gap and warned of.</summary>
    public int MaxGapPages { get; init; } = 10;

    /// <summary>Bytes of records that wait for the pipeline. Default 8 MiB, 1 to 256 MiB. When they are reached nothing is read from the server until there is room.</summary>
    public long QueueBytes { get; init; } = 8 << 20;

    /// <inheritdoc />
    public ILiveSource Create(SourceHost host) => new MastodonSource(this, host);
}
