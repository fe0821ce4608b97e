namespace RtmPipeline.Sources.X;

/// <summary>The streams of X's API v2 that can be read.</summary>
internal enum XStreamKind : byte
{
    /// <summary>What matches the rules that are kept on the server.</summary>
    Filtered,

    /// <summary>One post in a hundred.</summary>
    Sample,

    /// <summary>One post in ten, in two parts.</summary>
    Sample10,

    /// <summary>Every post, in up to twenty parts.</summary>
    Firehose,

    /// <summary>What happened to posts: deletes, edits, withholding; in four parts.</summary>
    Compliance,

    /// <summary>What happened to accounts: deletes, protection, suspension; in four parts.</summary>
    UserCompliance,
}
