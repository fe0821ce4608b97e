using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Events;

/// <summary>
/// Posts a minute of an event, whichever of its names they carry: an exponentially decayed sum with the same half-life as a topic's rate, so
/// that the two can be compared. The order in which posts come does not matter.
/// </summary>
internal sealed class PostRate
{
    /// <summary>Half-life of <see cref="Trends.TopicSnapshot.PerMinute"/>.</summary>
    private const double HalfLifeMs = 300_000;

    private const double WindowMinutes = HalfLifeMs / 60_000 / 0.6931471805599453;

    private double _sum;
    private long _at = long.MinValue;

    /// <param name="time">Stream time of the post.</param>
    /// <param name="count">1 to count it, -1 to take it back.</param>
    public void Add(long time, int count)
    {
        if (_at == long.MinValue)
            _at = time;
        if (time > _at)
        {
            _sum *= Left(time - _at);
            _at = time;
        }

        _sum += count * Left(_at - time);
    }

    public double PerMinute(long now) => Math.Max(0, _sum) * Left(Math.Max(0, now - _at)) / WindowMinutes;

    private static double Left(long ms) => ms == 0 ? 1 : Math.Pow(2, -ms / HalfLifeMs);

    public void Save(StateWriter to)
    {
        to.Double(_sum);
        to.Long(_at);
    }

    public void Load(StateReader from) => (_sum, _at) = (from.Double(), from.Long());
}
