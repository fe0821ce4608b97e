using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Trends;

/// <summary>
/// The counted topics: a bounded table of states with an open-addressed index by key. When it is full, the least active tenth goes;
/// trending topics stay. A word or pair enters at its second mention, so that words said once cost one bit.
/// </summary>
internal sealed class TopicTable
{
    /// <summary>Share of the table that is emptied when it is full: small enough to forget little, large enough to pay for the sweep.</summary>
    private const int SweepDivisor = 10;

    private readonly TopicState[] _states;
    private readonly ulong[] _indexKeys;
    private readonly int[] _indexSlots;
    private readonly int _indexMask;
    private readonly int[] _free;
    private readonly Doorkeeper _doorkeeper;
    private int _freeCount;
    private int _generation;

    public TopicTable(int capacity)
    {
        Capacity = capacity;
        _states = new TopicState[capacity];
        int index = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity * 2);
        _indexKeys = new ulong[index];
        _indexSlots = new int[index];
        _indexMask = index - 1;
        _free = new int[capacity];
        _doorkeeper = new Doorkeeper(capacity);
        for (int i = 0; i < capacity; i++)
            _free[i] = capacity - 1 - i;
        _freeCount = capacity;
    }

    public int Capacity { get; }

    public int Count => Capacity - _freeCount;

    /// <summary>Topics pushed out so far because the table was full.</summary>
    public long Evicted { get; private set; }

    public ref TopicState this[int slot] => ref _states[slot];

    /// <summary>The slot of a term's topic, made if the term may enter.</summary>
    /// <param name="post">The post it stands in, for its label.</param>
    /// <param name="term">The term.</param>
    /// <param name="tick">Tick of the mention.</param>
    /// <param name="decay">For judging who is least active.</param>
    /// <returns>-1 when the term waits for its second mention.</returns>
    public int Find(Post post, in Term term, long tick, Decay decay)
    {
        int place = Probe(term.Key);
        if (_indexKeys[place] == term.Key)
            return _indexSlots[place];
        bool rare = term.Kind is TopicKind.Word or TopicKind.Pair;
        if (rare && !_doorkeeper.SeenBefore(term.Key))
            return -1;
        if (_freeCount == 0)
        {
            Sweep(tick, decay);
            place = Probe(term.Key);
        }

        int slot = _free[--_freeCount];
        _indexKeys[place] = term.Key;
        _indexSlots[place] = slot;
        _states[slot] = new TopicState
        {
            Key = term.Key,
            Kind = term.Kind,
            Label = TermLabel.Of(post, term),
            StableKey = TermLabel.StableKey(post, term),
            Generation = ++_generation,
            FirstTick = tick,
            LastTick = tick,
            Trending = -1,
        };
        if (rare)
        {
            // The first mention was held back at the door; it counts now.
            _states[slot].Mentions.Add(decay, tick, 1);
            _states[slot].Total = 1;
        }

        return slot;
    }

    private void Sweep(long tick, Decay decay)
    {
        double[] activity = new double[Capacity];
        int[] slots = new int[Capacity];
        for (int slot = 0; slot < Capacity; slot++)
        {
            ref TopicState state = ref _states[slot];
            slots[slot] = slot;
            // Recent mentions matter most, but a topic that comes back every evening deserves its past.
            activity[slot] = state.Trending >= 0
                ? double.MaxValue
                : state.Mentions.At(decay, Decay.Hour, tick) + (0.1 * state.Mentions.At(decay, Decay.Day, tick));
        }

        Array.Sort(activity, slots);
        int leaving = Math.Max(1, Capacity / SweepDivisor);
        for (int i = 0; i < leaving && activity[i] < double.MaxValue; i++)
        {
            Remove(_states[slots[i]].Key);
            _states[slots[i]] = default;
            _free[_freeCount++] = slots[i];
            Evicted++;
        }

        if (_freeCount == 0)
            throw new InvalidOperationException($"all {Capacity} topics trend at once: Trends:MaxTopics must be above Trends:MaxTrending");
    }

    private int Probe(ulong key)
    {
        int place = (int)(key & (uint)_indexMask);
        while (_indexKeys[place] != 0 && _indexKeys[place] != key)
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
            if (_indexKeys[place] == 0)
                break;
            int home = (int)(_indexKeys[place] & (uint)_indexMask);
            if (((place - home) & _indexMask) < ((place - hole) & _indexMask))
                continue;
            _indexKeys[hole] = _indexKeys[place];
            _indexSlots[hole] = _indexSlots[place];
            hole = place;
        }

        _indexKeys[hole] = 0;
    }
}
