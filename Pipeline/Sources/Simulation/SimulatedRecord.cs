using RtmPipeline.Sources.Simulation.Words;

namespace RtmPipeline.Sources.Simulation;

/// <summary>How a simulated record came to be.</summary>
internal enum RecordOrigin : byte
{
    /// <summary>A new text.</summary>
    Original,

    Repost,

    Reply,

    Quote,

    /// <summary>Somebody else's text, word for word, without saying so.</summary>
    ExactCopy,

    /// <summary>Somebody else's text with a little more at the end.</summary>
    NearCopy,

    /// <summary>An item of the news feed, in plain form.</summary>
    News,
}

/// <summary>What is true about one record; none of it but time, id and language stands in the record itself.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Id">Its id as a number.</param>
/// <param name="Topic">Index into the topics of the scenario.</param>
/// <param name="Origin">How it came to be.</param>
/// <param name="Language">Language.</param>
/// <param name="AuthorId">Account; 0 for news.</param>
/// <param name="ParentId">The post it reposts, answers, quotes or copies; 0 for none.</param>
internal readonly record struct SimulatedRecord(
    long Time, ulong Id, int Topic, RecordOrigin Origin, Language Language, ulong AuthorId, ulong ParentId);

/// <summary>Ids as the platform makes them: 41 bits of milliseconds since its epoch, 10 bits of machine, 12 bits of sequence.</summary>
internal sealed class SnowflakeIds
{
    /// <summary>4 November 2010, 01:42:54.657 UTC.</summary>
    public const long Epoch = 1_288_834_974_657;

    private const int Machines = 32;
    private const int SequenceLimit = 4096;

    private long _last;
    private int _sequence;

    /// <param name="time">Unix milliseconds; never earlier than the call before.</param>
    /// <exception cref="InvalidOperationException">More than 4,096 ids in a millisecond; the highest rate allowed needs up to 1,300.</exception>
    public ulong Next(long time)
    {
        _sequence = time == _last ? _sequence + 1 : 0;
        _last = time;
        if (_sequence >= SequenceLimit)
            throw new InvalidOperationException($"more than {SequenceLimit} posts in the millisecond {time}");
        ulong machine = SeededRandom.Mix((ulong)time + ((ulong)(uint)_sequence << 48)) % Machines;
        return ((ulong)(time - Epoch) << 22) | (machine << 12) | (uint)_sequence;
    }
}
