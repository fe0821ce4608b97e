using System.Numerics;
using RtmPipeline.Opportunities.Saving;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Authenticity;

/// <summary>
/// Which sites the stream has linked to lately, by periods of ten minutes: news, pictures and shorteners are linked to all day; a campaign's site was not there before the
/// campaign. So the stream itself says which sites are common, without a list. Fixed memory: <see cref="Sites"/> of 24 bytes.
/// </summary>
internal sealed class SiteHistory
{
    /// <summary>Sites remembered: a table of sets of four, in each of which the longest unheard of makes room.</summary>
    public const int Sites = 4_096;

    private const int SetSize = 4;

    public const long PeriodSeconds = 600;

    /// <summary>Periods remembered, ten hours and a half.</summary>
    private const int Periods = 64;

    /// <summary>Periods with a link before an event that make a site a common one; half of them are half an excuse.</summary>
    private const double CommonPeriods = 4;

    private readonly Entry[] _entries = new Entry[Sites];

    /// <summary>Periods in which the stream had any link: what a site can be measured by.</summary>
    private Entry _stream;

    private struct Entry
    {
        public ulong Site;
        public long Newest;

        /// <summary>Bit i is the period i before the newest.</summary>
        public ulong Linked;
    }

    public void Add(ulong site, long second)
    {
        long period = second / PeriodSeconds;
        Mark(ref _stream, period);
        int set = SetOf(site);
        int place = set;
        for (int i = set; i < set + SetSize; i++)
        {
            if (_entries[i].Site == site)
            {
                Mark(ref _entries[i], period);
                return;
            }

            if (_entries[i].Newest < _entries[place].Newest)
                place = i;
        }

        _entries[place] = new Entry { Site = site, Newest = period, Linked = 1 };
    }

    /// <summary>
    /// How strange a site was to the stream before a time, in [0, 1]: 1 when it was never linked to, 0 when it was in four periods of ten minutes. 0 too while the stream
    /// itself is no older than that: nothing is known yet.
    /// </summary>
    public double StrangenessOf(ulong site, long beforeSecond)
    {
        long before = beforeSecond / PeriodSeconds;
        if (Heard(_stream, before) < CommonPeriods)
            return 0;
        int set = SetOf(site);
        for (int i = set; i < set + SetSize; i++)
        {
            if (_entries[i].Site == site)
                return Math.Max(0, 1 - (Heard(_entries[i], before) / CommonPeriods));
        }

        return 1;
    }

    private static void Mark(ref Entry entry, long period)
    {
        if (period > entry.Newest)
        {
            long passed = period - entry.Newest;
            entry.Linked = (passed < Periods ? entry.Linked << (int)passed : 0) | 1;
            entry.Newest = period;
        }
        else if (entry.Newest - period < Periods)
        {
            entry.Linked |= 1UL << (int)(entry.Newest - period);
        }
    }

    /// <summary>Periods with a link before one.</summary>
    private static int Heard(in Entry entry, long before)
    {
        long skipped = entry.Newest - before + 1;
        return skipped >= Periods ? 0 : BitOperations.PopCount(skipped <= 0 ? entry.Linked : entry.Linked >> (int)skipped);
    }

    private static int SetOf(ulong site) => (int)((site >> 32) % (Sites / SetSize)) * SetSize;

    public void Save(StateWriter to)
    {
        to.Values(_entries);
        Whole.Write(to, _stream);
    }

    public void Load(StateReader from)
    {
        from.ValuesInto(_entries.AsSpan());
        Whole.Read(from, out _stream);
    }
}
