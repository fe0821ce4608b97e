using RtmPipeline.Posts;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Authenticity;

/// <summary>The sites that an event's posts link to, by weight. At most <see cref="MaxSites"/>; beyond them the lightest makes room.</summary>
internal sealed class EventSites
{
    public const int MaxSites = 16;

    private readonly ulong[] _sites = new ulong[MaxSites];
    private readonly double[] _weights = new double[MaxSites];
    private int _count;

    /// <summary>Counts a post that links to a site.</summary>
    public void Add(ulong site, double weight)
    {
        int lightest = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_sites[i] == site)
            {
                _weights[i] += weight;
                return;
            }

            if (_weights[i] < _weights[lightest])
                lightest = i;
        }

        int place = _count < MaxSites ? _count++ : lightest;
        _sites[place] = site;
        _weights[place] = weight;
    }

    /// <summary>Takes a post back; of a site that had to make room nothing is left to take.</summary>
    public void TakeBack(ulong site, double weight)
    {
        int place = Array.IndexOf(_sites, site, 0, _count);
        if (place >= 0)
            _weights[place] = Math.Max(0, _weights[place] - weight);
    }

    public void Rescale(double factor)
    {
        for (int i = 0; i < _count; i++)
            _weights[i] *= factor;
    }

    /// <summary>The greatest weight of posts to one site, each site by how strange it was to the stream before a time.</summary>
    public double Strangest(SiteHistory history, long beforeSecond)
    {
        double most = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_weights[i] > most)
                most = Math.Max(most, _weights[i] * history.StrangenessOf(_sites[i], beforeSecond));
        }

        return most;
    }

    /// <summary>The different sites of a post's links.</summary>
    /// <param name="post">The post.</param>
    /// <param name="sites">Filled from the start; has room for <see cref="PostLimits.MaxLinks"/>.</param>
    public static ReadOnlySpan<ulong> Of(Post post, Span<ulong> sites)
    {
        int count = 0;
        foreach (string link in post.Links)
        {
            ulong site = SiteName.KeyOf(link);
            if (site != 0 && count < sites.Length && !sites[..count].Contains(site))
                sites[count++] = site;
        }

        return sites[..count];
    }

    public void Save(StateWriter to)
    {
        to.Values<ulong>(_sites.AsSpan(0, _count));
        to.Values<double>(_weights.AsSpan(0, _count));
    }

    public void Load(StateReader from)
    {
        ulong[] sites = from.Values<ulong>();
        if (sites.Length > MaxSites)
            throw from.Broken($"{sites.Length} sites where at most {MaxSites} belong");
        _count = sites.Length;
        sites.CopyTo(_sites, 0);
        from.ValuesInto(_weights.AsSpan(0, _count));
    }
}
