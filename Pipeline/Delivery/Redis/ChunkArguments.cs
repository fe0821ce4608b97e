namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// Keys and arguments of <see cref="RedisScripts.AddEntries"/>: proof of the role, longest stream, limit of trimming, life of a hash in seconds, longest board,
/// number of entries; then three numbers expected, three numbers after, three last ids expected, three last ids after; then for each entry its stream, its id and its
/// values; then for each opportunity its incident, "1" while it lives, "0" when it has ended, "2" when its state is to be forgotten, and the index of its first value among the arguments, from 1.
/// </summary>
internal sealed class ChunkArguments
{
    /// <summary>Least entries that one chunk may trim of a stream: more than it can add, so that trimming keeps up.</summary>
    private const int LeastTrimmed = 2_000;

    private readonly List<string> _keys = [];
    private readonly List<object> _arguments = [];

    private ChunkArguments()
    {
    }

    public IReadOnlyList<string> Keys => _keys;

    public IReadOnlyList<object> Arguments => _arguments;

    public static ChunkArguments Of(Chunk chunk, string proof, RedisKeys keys, RedisOptions options)
    {
        ChunkArguments call = new();
        call._keys.AddRange([keys.Writer, keys.Seq, keys.Board]);
        call._keys.AddRange(keys.Streams);
        call._arguments.AddRange(
            [proof, options.MaxLength, LeastTrimmed, (long)options.OpportunityTtl.TotalSeconds, options.BoardLength, chunk.Entries.Length]);
        call.AddHeads(chunk);
        Dictionary<string, int> latest = call.AddEntries(chunk);
        call.AddStates(chunk, latest, keys);
        return call;
    }

    private void AddHeads(Chunk chunk)
    {
        for (int i = 0; i < OutputStreams.Count; i++)
            _arguments.Add(chunk.Before[i].Seq);
        for (int i = 0; i < OutputStreams.Count; i++)
            _arguments.Add(chunk.After[i].Seq);
        for (int i = 0; i < OutputStreams.Count; i++)
            _arguments.Add(chunk.Before[i].LastId.ToString());
        for (int i = 0; i < OutputStreams.Count; i++)
            _arguments.Add(chunk.After[i].LastId.ToString());
    }

    /// <summary>Adds the entries, and remembers where the last one of each opportunity stands.</summary>
    private Dictionary<string, int> AddEntries(Chunk chunk)
    {
        Dictionary<string, int> latest = new(StringComparer.Ordinal);
        for (int i = 0; i < chunk.Entries.Length; i++)
        {
            OutputEntry entry = chunk.Entries[i];
            _arguments.Add((int)entry.Stream);
            _arguments.Add(chunk.Ids[i].ToString());
            foreach (byte[] value in entry.Values)
                _arguments.Add(value);
            if (entry.OpportunityId is string incident)
                latest[incident] = i;
        }

        return latest;
    }

    private void AddStates(Chunk chunk, Dictionary<string, int> latest, RedisKeys keys)
    {
        const int argumentsBeforeEntries = 18;
        int firstValue = argumentsBeforeEntries + 1;
        for (int i = 0; i < chunk.Entries.Length; i++)
        {
            OutputEntry entry = chunk.Entries[i];
            firstValue += 2;
            if (entry.OpportunityId is string incident && latest[incident] == i)
            {
                _keys.Add(keys.Opportunity(incident));
                _arguments.AddRange([incident, entry.ForgetsState ? 2 : entry.IsLive ? 1 : 0, firstValue]);
            }

            firstValue += entry.Values.Length;
        }
    }
}
