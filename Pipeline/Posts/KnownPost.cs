namespace RtmPipeline.Posts;

/// <summary>What the memory of ids holds for one: where its post is kept and the newest version seen, or that it is deleted.</summary>
/// <param name="Number">Number under which <see cref="KeptPosts"/> has the post; -1 when there is none.</param>
/// <param name="Version">Newest version seen, up to <see cref="MaxVersion"/>.</param>
internal readonly record struct KnownPost(long Number, int Version)
{
    /// <summary>Versions above are not told apart; X allows five edits of a post.</summary>
    public const int MaxVersion = 255;

    private const int VersionBits = 8;
    private const long PackedDeleted = long.MaxValue;

    public static KnownPost Unknown { get; } = new(-1, 0);

    public static KnownPost Deleted { get; } = new(-1, 1);

    public bool IsKnown => Number >= 0;

    public bool IsDeleted => this == Deleted;

    public static int Storable(int version) => Math.Clamp(version, 1, MaxVersion);

    /// <summary>Reads a number of <see cref="Duplicates.RecentIds"/>; -1 is an id it does not know.</summary>
    public static KnownPost Unpack(long packed) => packed switch
    {
        < 0 => Unknown,
        PackedDeleted => Deleted,
        _ => new KnownPost(packed >> VersionBits, (int)(packed & MaxVersion)),
    };

    /// <summary>The number to remember; not negative.</summary>
    public long Pack() => IsDeleted ? PackedDeleted : (Number << VersionBits) | (uint)Version;
}
