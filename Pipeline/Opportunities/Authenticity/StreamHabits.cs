using RtmPipeline.Posts;
using RtmPipeline.State;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities.Authenticity;

/// <summary>What is usual in the stream as a whole: an event is suspicious only for what others do not do.</summary>
internal sealed class StreamHabits
{
    /// <summary>Weight of the beat's memory at which it is halved: older habits count less.</summary>
    private const double MaxBeat = 100_000;

    /// <summary>Factors of fading, by the second; one table for all events.</summary>
    public Decay Decay { get; } = new(1);

    public SiteHistory Sites { get; } = new();

    /// <summary>Seconds of the minute at which posts of all kinds come: recordings with times to the minute have but one.</summary>
    public MinuteBeat Beat { get; } = new();

    public void Add(Post post)
    {
        long second = post.CountedAt / 1000;
        Beat.Add(second, 1);
        if (Beat.Total > MaxBeat)
            Beat.Rescale(0.5);
        if (post.Links.Length == 0)
            return;
        Span<ulong> sites = stackalloc ulong[PostLimits.MaxLinks];
        foreach (ulong site in EventSites.Of(post, sites))
            Sites.Add(site, second);
    }

    public void Save(StateWriter to)
    {
        Sites.Save(to);
        Beat.Save(to);
    }

    public void Load(StateReader from)
    {
        Sites.Load(from);
        Beat.Load(from);
    }
}
