namespace RtmPipeline.Opportunities.Authenticity;

/// <summary>What an event made of a post's text when it counted it, and must be told again to take it back.</summary>
[Flags]
internal enum TextMarks : byte
{
    None = 0,

    /// <summary>It is like an earlier text of the event.</summary>
    Similar = 1,

    /// <summary>It links to a site that the stream links to all day, as a headline does that is passed on by a share button.</summary>
    Shared = 2,
}
