using RtmPipeline.Opportunities.Saving;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Threats;

/// <summary>Who was counted lately: somebody who complains five times an hour is one person. Beyond its room, further people are counted at each post.</summary>
internal sealed class RecentPeople
{
    /// <summary>People remembered at once, about 40 bytes each.</summary>
    public const int MaxPeople = 20_000;

    /// <summary>How long a person is counted once.</summary>
    public const long OnceMs = 3_600_000;

    private readonly Dictionary<ulong, long> _countedAt = [];
    private long _sweptAt = long.MinValue;

    /// <summary>True when a person was not counted within the last hour; then it is now.</summary>
    public bool TryCount(ulong person, long now)
    {
        if (_countedAt.TryGetValue(person, out long before) && Math.Abs(now - before) < OnceMs)
            return false;
        if (_countedAt.Count >= MaxPeople && !_countedAt.ContainsKey(person))
            Sweep(now);
        if (_countedAt.Count < MaxPeople || _countedAt.ContainsKey(person))
            _countedAt[person] = now;
        return true;
    }

    public void Forget(ulong person) => _countedAt.Remove(person);

    /// <summary>Makes room once a minute at the most, so that a flood of people does not cost a sweep each.</summary>
    private void Sweep(long now)
    {
        if (_sweptAt != long.MinValue && Math.Abs(now - _sweptAt) < 60_000)
            return;
        _sweptAt = now;
        foreach ((ulong person, long at) in _countedAt)
        {
            if (now - at >= OnceMs)
                _countedAt.Remove(person);
        }
    }

    public void Save(StateWriter to)
    {
        SortedState.Write(to, _countedAt);
        to.Long(_sweptAt);
    }

    public void Load(StateReader from)
    {
        SortedState.Read(from, _countedAt);
        _sweptAt = from.Long();
    }
}
