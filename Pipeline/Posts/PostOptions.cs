namespace RtmPipeline.Posts;

/// <summary>Limits of reading and sequencing posts; section <c>Posts</c>.</summary>
internal sealed record PostOptions
{
    /// <summary>Longest line of recorded input, bytes. <value>Default 1 MiB; 1 KiB to 64 MiB.</value></summary>
    public int MaxLineBytes { get; init; } = 1 << 20;

    /// <summary>Longest document (a JSON value over many lines, a feed), bytes. <value>Default 64 MiB; 1 KiB to 1 GiB.</value></summary>
    public int MaxDocumentBytes { get; init; } = 64 << 20;

    /// <summary>
    /// How late a post may come and still count in velocities, and how far ahead one post may move stream time by itself (in a busy stream
    /// less), seconds of stream time. Not more than <see cref="MaxLeapHours"/>. <value>Default 600; 0 to 86400.</value>
    /// </summary>
    public int MaxLatenessSeconds { get; init; } = 600;

    /// <summary>
    /// Longest leap of stream time, hours, that in a quiet stream two posts in a row can make, and that the last posts of a stream can make; a longer one
    /// takes three posts within this of each other. See <see cref="StreamClock"/>. <value>Default 48; 1 to 8760.</value>
    /// </summary>
    public int MaxLeapHours { get; init; } = 48;

    /// <summary>
    /// How old a post may claim to be when it is received, hours; an older claim is backdated: the post is kept, and neither counted nor asked for the time. Applies where
    /// the receipt is known (Bluesky's events, the journal's records). Not less than <see cref="MaxLatenessSeconds"/>. <value>Default 24; 1 to 8760.</value>
    /// </summary>
    public int MaxAgeHours { get; init; } = 24;

    /// <summary>Ids remembered to drop duplicates and what is deleted; beyond them the oldest are forgotten. 32 bytes each. <value>Default 1,000,000; 1,000 to 100,000,000.</value></summary>
    public int DuplicateIds { get; init; } = 1_000_000;

    /// <summary>Texts remembered to recognise copies; beyond them the oldest are forgotten. About 100 bytes each. <value>Default 65,536; 1,024 to 16,777,216.</value></summary>
    public int CopySignatures { get; init; } = 65_536;

    /// <summary>How long a text is remembered for copies, hours of stream time. <value>Default 24; 1 to 720.</value></summary>
    public int CopyMemoryHours { get; init; } = 24;
}
