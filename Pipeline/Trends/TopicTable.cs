using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.State;

namespace RtmPipeline.Trends;

/// <summary>
/// The counted topics: a bounded table of states with an open-addressed index by key. When it is full, the least active tenth goes; trending topics stay. A word
/// or pair enters at its second mention, so that words said once cost one bit and no place. What is outside lives on in a <see cref="PastSketch"/>, and brings its past with it.
/// </summary>
/// <remarks>
/// Cost: a term reads one line of the index, and either five lines of a state or one or two of the sketch. Memory is slower than everything done with it,
/// so <see cref="Touch"/> reads the lines of all terms of some posts first, one beside the other.
/// </remarks>
internal sealed class TopicTable
{
    private readonly TopicState[] _states;
    private readonly IndexEntry[] _index;
    private readonly int _indexMask;
    private readonly int[] _free;
    private readonly Doorkeeper _doorkeeper;
    private readonly PastSketch _past;
    private readonly SeasonalProfiles _seasons;
    private readonly Decay _decay;
    private int _freeCount;
    private int _generation;

    /// <param name="capacity">Most topics.</param>
    /// <param name="decay">Factors.</param>
    /// <param name="past">What is outside the table.</param>
    /// <param name="seasons">Where the profile of a topic that leaves goes back to.</param>
    public TopicTable(int capacity, Decay decay, PastSketch past, SeasonalProfiles seasons)
    {
        _seasons = seasons;
        Capacity = capacity;
        _decay = decay;
        _past = past;
        _states = new TopicState[capacity];
        int index = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity * 2);
        _index = new IndexEntry[index];
        _indexMask = index - 1;
        _free = new int[capacity];
        _doorkeeper = new Doorkeeper(capacity);
        for (int i = 0; i < capacity; i++)
            _free[i] = capacity - 1 - i;
        _freeCount = capacity;
    }

    private struct IndexEntry
    {
        public ulong Key;
        public int Slot;
    }

    public int Capacity { get; }

    public int Count => Capacity - _freeCount;

    /// <summary>Topics pushed out so far because the table was full.</summary>
    public long Evicted { get; private set; }

    public ref TopicState this[int slot] => ref _states[slot];

    /// <summary>Reads what <see cref="Find"/> and counting will need for some terms, without waiting for one before the next.</summary>
    /// <returns>Means nothing; it keeps the reads from being left out.</returns>
    public long Touch(ReadOnlySpan<Term> terms)
    {
        long read = 0;
        foreach (ref readonly Term term in terms)
            read += _index[(int)(term.Key & (uint)_indexMask)].Slot;
        foreach (ref readonly Term term in terms)
        {
            ref readonly IndexEntry entry = ref _index[(int)(term.Key & (uint)_indexMask)];
            if (entry.Key == term.Key)
                read += _states[entry.Slot].Touch();
            else if (entry.Key == 0)
                read += _past.Touch(term.Key);
        }

        return read;
    }

    /// <summary>The slot of a term's topic, made if the term may enter.</summary>
    /// <param name="term">The term.</param>
    /// <param name="tick">Tick of the mention.</param>
    /// <returns>-1 when the term waits for its second mention; the sketch has counted this one.</returns>
    public int Find(in Term term, long tick)
    {
        int place = Probe(term.Key);
        return _index[place].Key == term.Key ? _index[place].Slot : Enter(term, tick, place);
    }

    /// <summary>The slot of a topic that is in the table; -1 when it is not.</summary>
    public int FindCounted(ulong key)
    {
        int place = Probe(key);
        return _index[place].Key == key ? _index[place].Slot : -1;
    }

    /// <summary>True for a slot with a topic in it.</summary>
    public bool Holds(int slot) => (uint)slot < (uint)Capacity && _states[slot].Key != 0;

    /// <summary>
    /// Saves the topics and which slots are free, in the order in which they are given out. Where a topic stands in the index depends on the past and decides nothing, so the
    /// index is made anew.
    /// </summary>
    public void Save(StateWriter to)
    {
        to.Section("trends.topics");
        SavedLimit.Save(to, Capacity);
        to.Int(_generation);
        to.Long(Evicted);
        to.Int(_freeCount);
        to.Values(_free);
        TopicsState.Save(to, _states);
        _doorkeeper.Save(to);
        _past.Save(to);
    }

    /// <summary>Takes over what was saved; no topic has been counted yet. Profiles follow by themselves.</summary>
    /// <exception cref="StateFormatException">It is no state of a table, or of one with other limits.</exception>
    public void Load(StateReader from)
    {
        from.Section("trends.topics");
        SavedLimit.Check(from, "Trends:MaxTopics", Capacity);
        _generation = from.Int();
        Evicted = from.Long();
        _freeCount = from.Int();
        from.ValuesInto<int>(_free);
        TopicsState.Load(from, _states);
        CheckFree(from);
        for (int slot = 0; slot < Capacity; slot++)
        {
            ulong key = _states[slot].Key;
            if (key == 0)
                continue;
            int place = Probe(key);
            if (_index[place].Key == key)
                throw from.Broken($"the slots {_index[place].Slot} and {slot} hold the same topic");
            _index[place] = new IndexEntry { Key = key, Slot = slot };
        }

        _doorkeeper.Load(from);
        _past.Load(from);
    }

    /// <summary>Each slot is either taken or free once: else two topics would be counted in one.</summary>
    private void CheckFree(StateReader from)
    {
        bool[] isFree = new bool[Capacity];
        int taken = 0;
        if (_freeCount < 0 || _freeCount > Capacity)
            throw from.Broken($"{_freeCount} of {Capacity} slots cannot be free");
        foreach (int slot in _free.AsSpan(0, _freeCount))
        {
            if ((uint)slot >= (uint)Capacity || isFree[slot] || _states[slot].Key != 0)
                throw from.Broken($"the slot {slot} cannot be given out");
            isFree[slot] = true;
        }

        foreach (ref readonly TopicState topic in _states.AsSpan())
            taken += topic.Key != 0 ? 1 : 0;
        if (taken + _freeCount != Capacity)
            throw from.Broken($"{taken} slots are taken and {_freeCount} free, of {Capacity}");
    }

    private int Enter(in Term term, long tick, int place)
    {
        bool rare = term.Kind is TopicKind.Word or TopicKind.Pair;
        if (rare && !_doorkeeper.SeenBefore(term.Key))
        {
            _past.Add(term.Key, tick);
            return -1;
        }

        if (_freeCount == 0)
        {
            Sweep(tick);
            place = Probe(term.Key);
        }

        int slot = _free[--_freeCount];
        _index[place] = new IndexEntry { Key = term.Key, Slot = slot };
        ref TopicState state = ref _states[slot];
        state = new TopicState { Key = term.Key, Kind = term.Kind, Generation = ++_generation, FirstTick = tick, Trending = -1 };
        // Where nothing was pushed out, a hashtag has no past, and what the sketch says of it are collisions.
        if (rare || Evicted > 0)
            Restore(ref state, _past.Of(term.Key, tick));
        return slot;
    }

    /// <summary>
    /// Lets a topic go on where it was. The sketch knows the longer half-lives; a single mention, held back at the door, has its time too, and several
    /// are taken as spread evenly over the last hour.
    /// </summary>
    private void Restore(ref TopicState state, in Past past)
    {
        if (!past.HasMention)
            return;
        HalfLifeSums sums = default;
        long age = past.At - past.LastTick;
        for (int h = 0; h < Decay.Hour; h++)
        {
            sums[h] = past.HasOneAtMost
                ? Math.Min(past.Hour, _decay.Factor(h, age))
                : past.Hour * Decay.HalfLifeMinutes[h] / Decay.HalfLifeMinutes[Decay.Hour];
        }

        sums[Decay.Hour] = past.Hour;
        sums[Decay.SixHours] = past.SixHours;
        sums[Decay.Day] = past.Day;
        state.Mentions.Restore(_decay, past.At, sums);
        state.Total = Math.Round(past.Day);
        state.FirstTick = Math.Min(state.FirstTick, past.LastTick);
    }

    private void Sweep(long tick)
    {
        LeastActive leaving = new(Capacity);
        for (int slot = 0; slot < Capacity; slot++)
        {
            if (_states[slot].Trending < 0)
                leaving.Add(slot, Activity(_states[slot], tick));
        }

        leaving.Choose();
        for (int slot = 0; slot < Capacity; slot++)
        {
            ref TopicState state = ref _states[slot];
            if (state.Trending >= 0 || !leaving.Takes(slot))
                continue;
            _past.Keep(state.Key, state.Mentions, tick);
            if (state.Season is { } season)
                _seasons.Release(season);
            Remove(state.Key);
            state = default;
            _free[_freeCount++] = slot;
            Evicted++;
        }

        if (_freeCount == 0)
            throw new InvalidOperationException($"all {Capacity} topics trend at once: Trends:MaxTopics must be above Trends:MaxTrending");
    }

    /// <summary>Recent mentions matter most, but a topic that comes back every evening deserves its past.</summary>
    private float Activity(in TopicState state, long tick) =>
        (float)(state.Mentions.At(_decay, Decay.Hour, tick) + (0.1 * state.Mentions.At(_decay, Decay.Day, tick)));

    private int Probe(ulong key)
    {
        int place = (int)(key & (uint)_indexMask);
        while (_index[place].Key != 0 && _index[place].Key != key)
            place = (place + 1) & _indexMask;
        return place;
    }

    /// <summary>Removes by shifting the cluster back, so that no tombstones gather.</summary>
    private void Remove(ulong key)
    {
        int hole = Probe(key);
        int place = hole;
        while (true)
        {
            place = (place + 1) & _indexMask;
            if (_index[place].Key == 0)
                break;
            int home = (int)(_index[place].Key & (uint)_indexMask);
            if (((place - home) & _indexMask) < ((place - hole) & _indexMask))
                continue;
            _index[hole] = _index[place];
            hole = place;
        }

        _index[hole] = default;
    }
}
