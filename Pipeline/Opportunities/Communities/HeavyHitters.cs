using RtmPipeline.Opportunities.Saving;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Communities;

/// <summary>A key that weighs much, and what is known of it.</summary>
/// <param name="Key">Its hash.</param>
/// <param name="AtLeast">Weight it surely has: what was added since it was taken in.</param>
/// <param name="Value">What the caller keeps beside it.</param>
internal readonly record struct HeavyHitter<T>(ulong Key, long AtLeast, T Value);

/// <summary>
/// The keys that gather most weight out of any number, in bounded memory: Space-Saving (Metwally, Agrawal, El Abbadi, ICDT 2005, §3) with weights.
/// A new key takes the place of the lightest one and inherits its weight as its possible error, so every key heavier than total / capacity is in.
/// What is told of a key leaves the inherited part out: it is a lower bound, never a boast.
/// </summary>
internal sealed class HeavyHitters<T>(int capacity)
{
    private readonly Dictionary<ulong, int> _places = [];
    private readonly List<Entry> _entries = [];
    private int _lightest = -1;

    private struct Entry
    {
        public ulong Key;
        public long Weight;
        public long Inherited;
        public T Value;
    }

    /// <summary>Keys kept now; at most the capacity.</summary>
    public int Count => _entries.Count;

    /// <summary>What is kept beside a key; false when it is not among the heavy ones.</summary>
    public bool TryGet(ulong key, out T value)
    {
        bool known = _places.TryGetValue(key, out int place);
        value = known ? _entries[place].Value : default!;
        return known;
    }

    /// <summary>Adds weight to a key, and what is now known of it.</summary>
    /// <returns>The least weight it has.</returns>
    public long Add(ulong key, long weight, T value)
    {
        if (!_places.TryGetValue(key, out int place))
            place = TakeIn(key);
        Span<Entry> entries = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_entries);
        ref Entry entry = ref entries[place];
        entry.Weight += weight;
        entry.Value = value;
        if (place == _lightest)
            _lightest = -1;
        return entry.Weight - entry.Inherited;
    }

    /// <summary>Forgets the keys whose value is meant.</summary>
    public void RemoveWhere(Func<ulong, T, bool> isMeant)
    {
        for (int place = _entries.Count - 1; place >= 0; place--)
        {
            if (!isMeant(_entries[place].Key, _entries[place].Value))
                continue;
            _places.Remove(_entries[place].Key);
            _entries[place] = _entries[^1];
            _entries.RemoveAt(_entries.Count - 1);
            if (place < _entries.Count)
                _places[_entries[place].Key] = place;
            _lightest = -1;
        }
    }

    /// <summary>All keys kept, in no meaningful order.</summary>
    public IEnumerable<HeavyHitter<T>> All() => _entries.Select(e => new HeavyHitter<T>(e.Key, e.Weight - e.Inherited, e.Value));

    private int TakeIn(ulong key)
    {
        if (_entries.Count < capacity)
        {
            _entries.Add(new Entry { Key = key });
            _places[key] = _entries.Count - 1;
            _lightest = -1;
            return _entries.Count - 1;
        }

        int place = Lightest();
        Entry lightest = _entries[place];
        _places.Remove(lightest.Key);
        _places[key] = place;
        _entries[place] = new Entry { Key = key, Weight = lightest.Weight, Inherited = lightest.Weight };
        return place;
    }

    /// <summary>The lightest key; of equal ones the one that stands first, which is the same on every replay.</summary>
    private int Lightest()
    {
        if (_lightest >= 0)
            return _lightest;
        ReadOnlySpan<Entry> entries = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_entries);
        _lightest = 0;
        for (int i = 1; i < entries.Length; i++)
        {
            if (entries[i].Weight < entries[_lightest].Weight)
                _lightest = i;
        }

        return _lightest;
    }

    /// <summary>Places are part of the state: of equally light keys the one that stands first goes.</summary>
    /// <param name="to">Takes it.</param>
    /// <param name="write">Writes what is kept beside a key.</param>
    public void Save(StateWriter to, Action<T> write)
    {
        to.Int(_lightest);
        to.Int(_entries.Count);
        foreach (Entry entry in _entries)
        {
            to.ULong(entry.Key);
            to.Long(entry.Weight);
            to.Long(entry.Inherited);
            write(entry.Value);
        }
    }

    public void Load(StateReader from, Func<T> read)
    {
        const int LeastBytes = 24;
        int lightest = from.Int();
        int count = SortedState.CountUpTo(from, capacity, LeastBytes);
        if (lightest < -1 || lightest >= count)
            throw from.Broken($"the lightest of {count} keys cannot be number {lightest}");
        _lightest = lightest;
        _entries.Clear();
        _places.Clear();
        for (int place = 0; place < count; place++)
        {
            Entry entry = new() { Key = from.ULong(), Weight = from.Long(), Inherited = from.Long(), Value = read() };
            SortedState.AddNew(from, _places, entry.Key, place);
            _entries.Add(entry);
        }
    }
}
