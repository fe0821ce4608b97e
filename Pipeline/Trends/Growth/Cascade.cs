namespace RtmPipeline.Trends.Growth;

/// <summary>A post and its reposts in the order they came. Event 0 is the post itself, at 0 seconds.</summary>
/// <param name="Id">Name of the cascade.</param>
/// <param name="Seconds">Seconds since the post, ascending; the first is 0.</param>
/// <param name="Followers">Followers of the author and of each reposter; <see cref="double.NaN"/> where unknown.</param>
/// <param name="StartDays">When it was posted, in days of Universal Time since any midnight; <see cref="double.NaN"/> where unknown. Only the time of day counts.</param>
internal sealed record Cascade(string Id, double[] Seconds, double[] Followers, double StartDays = double.NaN)
{
    /// <summary>
    /// Followers of a reposter of whom nothing is known, where the cascade knows none either. It is the middle of Twitter's reposters in 2011; its size hardly
    /// matters, since infectiousness is reposts by followers and what it foretells is infectiousness by followers.
    /// </summary>
    public const double TypicalFollowers = 200;

    /// <summary>Reposts up to a time, the post itself left out.</summary>
    public int CountAt(double seconds) => Math.Max(0, EventsAt(seconds) - 1);

    /// <summary>Events up to a time, the post itself among them.</summary>
    public int EventsAt(double seconds) => SortedTimes.CountUpTo(Seconds, seconds);

    /// <summary>A reason why it is no cascade; null when it is one.</summary>
    public string? Fault()
    {
        if (Seconds.Length == 0 || Seconds.Length != Followers.Length)
            return $"has {Seconds.Length} times and {Followers.Length} follower counts";
        if (Seconds[0] != 0)
            return "does not begin with the post itself at 0 seconds";
        for (int i = 1; i < Seconds.Length; i++)
        {
            if (!(Seconds[i] >= Seconds[i - 1]) || !double.IsFinite(Seconds[i]))
                return $"goes back in time at event {i}";
        }

        return Followers.Any(f => f < 0 || double.IsInfinity(f)) ? "has a negative or infinite number of followers" : null;
    }
}
