namespace RtmPipeline.Opportunities.Reinforce;

/// <summary>When a wave around the brand's own post is told to fade early; section <c>Reinforce</c>.</summary>
internal sealed record ReinforceOptions
{
    /// <summary>People who reposted, quoted or answered a post by half an hour, before it is worth a word. <value>Default 20; 3 to 1,000,000.</value></summary>
    public int MinPeople { get; init; } = 20;

    /// <summary>How long a wave must stay below what was predicted, minutes. <value>Default 30; 1 to 360.</value></summary>
    public int LowMinutes { get; init; } = 30;

    /// <summary>Age up to which a post can still be helped, hours. <value>Default 6; 1 to 48.</value></summary>
    public int HelpHours { get; init; } = 6;

    /// <summary>Own posts of one brand followed at once; beyond them the oldest go. <value>Default 50; 1 to 10,000.</value></summary>
    public int MaxPosts { get; init; } = 50;
}
