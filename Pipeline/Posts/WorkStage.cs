namespace RtmPipeline.Posts;

/// <summary>Where in the flow something happened to a record.</summary>
internal enum WorkStage : byte
{
    /// <summary>Cutting the source's bytes into records.</summary>
    Frame,

    /// <summary>Reading a record.</summary>
    Decode,

    /// <summary>Putting its posts in line.</summary>
    Sequence,

    /// <summary>Giving a post its meaning.</summary>
    Tag,

    /// <summary>Counting what it mentions.</summary>
    Trends,

    /// <summary>Joining both, scoring and deciding.</summary>
    Decide,
}
