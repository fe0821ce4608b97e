using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Redis;

/// <summary>What a source of Redis streams reads, and how. Needs Redis 6.2 or newer.</summary>
internal sealed record RedisStreamOptions : ISourceOptions
{
    /// <summary>Most streams of one source.</summary>
    public const int MaxStreams = 64;

    /// <summary>Longest name of a stream, a group or a consumer, in characters.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Value of <see cref="Field"/> that makes one record of all fields.</summary>
    public const string AllFields = "*";

    /// <summary><c>HOST:PORT</c>; for a cluster some of its nodes, with commas between. Default 127.0.0.1:6379.</summary>
    public string Endpoint { get; init; } = "127.0.0.1:6379";

    /// <summary>ACL user name; null (default) for the server's default user. Builds with version 1 of the Redis client know no user names and refuse it.</summary>
    public string? User { get; init; }

    /// <summary>Password; null for none. Never shown.</summary>
    public string? Password { get; init; }

    /// <summary>File that holds the password, which is then read again for each new connection; null for none.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Speaks TLS 1.2 or 1.3; the certificate must be trusted by the system and match the host. Default false.</summary>
    public bool Tls { get; init; }

    /// <summary>Keys of the streams, 1 to <see cref="MaxStreams"/>. No default. A stream that is not there yet is waited for.</summary>
    public required IReadOnlyList<string> Streams { get; init; }

    /// <summary>Consumer group; it is made where it is missing. Processes with the same group share the entries. Default <c>rtm</c>.</summary>
    public string Group { get; init; } = "rtm";

    /// <summary>
    /// Name of this process within the group; must differ from process to process and stay the same over restarts. Empty (default): the source's name with an id that is kept in
    /// the state folder.
    /// </summary>
    public string Consumer { get; init; } = string.Empty;

    /// <summary>
    /// Field whose value is the record; <see cref="AllFields"/> makes a JSON object of all fields. Empty (default): the only field of an entry that has one; else the first of
    /// <see cref="EntryFraming.KnownFields"/> that holds JSON or XML; else all fields as an object, as for posts whose fields are those of the plain form.
    /// </summary>
    public string Field { get; init; } = string.Empty;

    /// <summary>Where a group that is made begins: <c>end</c> (default) with what comes from now on, <c>beginning</c> with all that the stream has, or behind an id as <c>MS-N</c>.</summary>
    public string StartAt { get; init; } = "end";

    /// <summary>
    /// Entries that another consumer was given and has not acknowledged for so long are taken over, if that consumer has not asked for anything for as long either. Longer than a
    /// restart takes. Default 60 s, from 1 s to 1 day.
    /// </summary>
    public TimeSpan ClaimIdle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most entries asked for at once; fewer where they are long. Default 500, from 1 to 10,000.</summary>
    public int BatchEntries { get; init; } = 500;

    /// <summary>Longest entry taken, bytes of all its values; a longer one goes to the dead letters with its head. Default 1 MiB, from 1 KiB to 64 MiB.</summary>
    public int MaxEntryBytes { get; init; } = 1 << 20;

    /// <summary>Most bytes of records that wait for the pipeline; beyond it nothing is asked for, and entries stay in Redis. Default 32 MiB, from 1 MiB to 1 GiB.</summary>
    public long QueueBytes { get; init; } = 32L << 20;

    /// <summary>
    /// True for the stream of the teams' decisions, which is no source of posts: what it holds is framed as <see cref="RecordForm.Decision"/>, nobody waits for it, and it is made where it is missing. Not configured.
    /// </summary>
    public bool HoldsDecisions { get; init; }

    public bool ReadsJournal => true;

    /// <inheritdoc />
    public ILiveSource Create(SourceHost host) => new RedisStreamSource(this, host);

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{string.Join(", ", Streams)} on {Endpoint} as {Group}";
}
