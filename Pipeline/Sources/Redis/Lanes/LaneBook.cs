using System.Security.Cryptography;
using RtmPipeline.Sources.Live;
using RtmPipeline.State;

namespace RtmPipeline.Sources.Redis.Lanes;

/// <summary>
/// What the source keeps over restarts: who it is in the group, how often each of its ways through a stream had to begin anew, how many takeovers it began, and how far each lane
/// is accepted. Numbers are durable before they are used, so that no lane's name comes twice. For use from several threads.
/// </summary>
internal sealed class LaneBook
{
    private const string Part = "lanes";

    private readonly SourceMemory _memory;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LaneNumbers> _numbers;
    private readonly Dictionary<string, StreamId> _ends;
    private bool _isChanged;

    private LaneBook(SourceMemory memory, LaneBookContent content)
    {
        _memory = memory;
        Id = content.Id;
        _numbers = content.Numbers;
        _ends = content.Ends;
    }

    /// <summary>Tells this state from others.</summary>
    public string Id { get; }

    /// <exception cref="IOException">The disk failed.</exception>
    /// <exception cref="StateFormatException">What was kept is damaged.</exception>
    public static LaneBook Open(SourceMemory memory)
    {
        const int idDigits = 8;
        if (memory.Read(Part) is { } bytes)
            return new LaneBook(memory, LaneBookContent.Read(bytes));
        LaneBook book = new(memory, new LaneBookContent(RandomNumberGenerator.GetHexString(idDigits, lowercase: true), [], []));
        lock (book._gate)
            book.Write();
        return book;
    }

    /// <summary>How often a consumer's way through a stream was begun anew.</summary>
    /// <param name="way">Name of its first lane.</param>
    public int Generation(string way)
    {
        lock (_gate)
            return _numbers.GetValueOrDefault(way).Generation;
    }

    /// <summary>Begins it anew.</summary>
    /// <exception cref="IOException">The disk failed, and it is as it was.</exception>
    public int NextGeneration(string way) => Next(way, static numbers => numbers with { Generation = numbers.Generation + 1 }).Generation;

    /// <summary>Number of the next takeover.</summary>
    /// <param name="way">Name of the consumer's first lane.</param>
    /// <param name="atLeast">A number that is not in use.</param>
    /// <exception cref="IOException">The disk failed, and it is as it was.</exception>
    public int NextClaim(string way, int atLeast) => Next(way, numbers => numbers with { Claims = Math.Max(numbers.Claims + 1, atLeast) }).Claims;

    /// <summary>The newest accepted entry of a lane as it was last kept or told; zero for none.</summary>
    public StreamId End(string lane)
    {
        lock (_gate)
            return _ends.GetValueOrDefault(lane);
    }

    /// <summary>Notes that all of a lane up to an entry is accepted.</summary>
    public void Accept(string lane, StreamId end)
    {
        lock (_gate)
        {
            if (!end.IsAfter(_ends.GetValueOrDefault(lane)))
                return;
            _ends[lane] = end;
            _isChanged = true;
        }
    }

    /// <summary>Forgets a lane that has ended.</summary>
    public void Close(string lane)
    {
        lock (_gate)
            _isChanged |= _ends.Remove(lane);
    }

    /// <summary>Keeps what changed.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Save()
    {
        lock (_gate)
        {
            if (_isChanged)
                Write();
        }
    }

    private LaneNumbers Next(string way, Func<LaneNumbers, LaneNumbers> change)
    {
        lock (_gate)
        {
            LaneNumbers before = _numbers.GetValueOrDefault(way);
            LaneNumbers after = _numbers[way] = change(before);
            bool isWritten = false;
            try
            {
                Write();
                isWritten = true;
            }
            finally
            {
                if (!isWritten)
                    _numbers[way] = before;
            }

            return after;
        }
    }

    private void Write()
    {
        _memory.Write(Part, new LaneBookContent(Id, _numbers, _ends).ToBytes());
        _isChanged = false;
    }
}
