using System.Numerics;
using RtmPipeline.Sources.Simulation.Topics;
using RtmPipeline.Sources.Simulation.Words;

namespace RtmPipeline.Sources.Simulation;

/// <summary>Counts what was written, exactly.</summary>
internal sealed class TruthLedger
{
    /// <summary>A topic counts as over when its intensity stays below this share of its highest.</summary>
    private const double FadedShare = 0.1;

    private const double Minute = 60_000;

    private readonly ScenarioWorld _world;
    private readonly Tally[] _tallies;
    private readonly int[] _companions;
    private readonly long[] _byOrigin = new long[(int)RecordOrigin.News + 1];
    private readonly long[] _byLanguage = new long[Voice.Languages];
    private readonly int[] _byMinute;
    private readonly long _start;
    private long _records;
    private long _bytes;

    public TruthLedger(ScenarioWorld world, long start, int minutes)
    {
        (_world, _start) = (world, start);
        _byMinute = new int[minutes];
        _tallies = Array.ConvertAll(world.Topics, topic => new Tally(topic.Surfaces.Length, topic.Role == TopicRole.Everyday ? 0 : minutes));
        _companions = Array.ConvertAll(
            world.Topics, topic => topic.Companion is null ? -1 : Array.FindIndex(world.Topics, other => other.Id == topic.Companion));
    }

    /// <param name="record">What was written.</param>
    /// <param name="bytes">Bytes of its line, the end included.</param>
    /// <param name="surfaces">Flags of the surfaces of its topic in its text.</param>
    /// <param name="companionSurfaces">The same for the companion of its topic.</param>
    public void Count(in SimulatedRecord record, int bytes, ulong surfaces, ulong companionSurfaces)
    {
        _records++;
        _bytes += bytes;
        _byOrigin[(int)record.Origin]++;
        Tally tally = _tallies[record.Topic];
        tally.FirstAt = tally.FirstAt < 0 ? record.Time : tally.FirstAt;
        tally.LastAt = record.Time;
        tally.Name(surfaces);
        if (_companions[record.Topic] >= 0)
            _tallies[_companions[record.Topic]].Name(companionSurfaces);
        if (record.Origin == RecordOrigin.News)
        {
            tally.News++;
            tally.NewsFirstAt = tally.NewsFirstAt < 0 ? record.Time : tally.NewsFirstAt;
            return;
        }
        int minute = (int)((record.Time - _start) / (long)Minute);
        _byLanguage[(int)record.Language]++;
        _byMinute[minute]++;
        tally.Posts++;
        if (record.Origin == RecordOrigin.Repost)
            tally.Reposts++;
        if (tally.ByMinute.Length > 0)
            tally.ByMinute[minute]++;
    }

    /// <summary>The truth about what was counted so far.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="end">End of the time written, unix milliseconds.</param>
    public ScenarioTruth Truth(ScenarioOptions options, long end) => new()
    {
        Options = options,
        StartAt = _start,
        EndAt = end,
        Records = _records,
        Bytes = _bytes,
        ByOrigin = [.. _byOrigin],
        ByLanguage = [.. _world.Voices.Select((voice, i) => KeyValuePair.Create(voice.Code, _byLanguage[i]))],
        ByMinute = [.. _byMinute],
        Topics = [.. Enumerable.Range(0, _tallies.Length).Where(i => _start + (_world.Topics[i].Curve.Onset * Minute) < end).Select(i => Topic(i, end))],
    };

    private TopicTruth Topic(int index, long end)
    {
        TopicDefinition topic = _world.Topics[index];
        Tally tally = _tallies[index];
        double last = (end - _start) / Minute;
        return new TopicTruth
        {
            Id = topic.Id,
            Kind = KindOf(topic.Role),
            ShouldRaise = topic.Role is TopicRole.Event or TopicRole.Tragedy,
            Alert = topic.Role switch { TopicRole.Event => "opportunity", TopicRole.Tragedy => "hold", _ => "none" },
            Surfaces = [.. topic.Surfaces.Select((text, i) => new SurfaceCount(text, tally.Surfaces[i]))],
            OnsetAt = _start + (long)(topic.Curve.Onset * Minute),
            PeakAt = _start + (long)(topic.Curve.PeakBefore(last) * Minute),
            EndAt = _start + (long)(topic.Curve.FadesAt(FadedShare, last) * Minute),
            FirstAt = tally.FirstAt,
            LastAt = tally.LastAt,
            NewsFirstAt = tally.NewsFirstAt,
            Posts = tally.Posts,
            Reposts = tally.Reposts,
            News = tally.News,
            Mentions = tally.Mentions,
            ByMinute = [.. tally.ByMinute],
        };
    }

    private static string KindOf(TopicRole role) => role switch
    {
        TopicRole.Event => "event",
        TopicRole.Expected => "expected",
        TopicRole.Recurring => "recurring",
        TopicRole.Slow => "slow",
        TopicRole.Advert => "advert",
        TopicRole.Bots => "bots",
        TopicRole.Tragedy => "tragedy",
        TopicRole.BrandPost => "brand-post",
        _ => "everyday",
    };

    private sealed class Tally(int surfaces, int minutes)
    {
        public long FirstAt { get; set; } = -1;

        public long LastAt { get; set; } = -1;

        public long NewsFirstAt { get; set; } = -1;

        public long Posts { get; set; }

        public long Reposts { get; set; }

        public long News { get; set; }

        public long Mentions { get; private set; }

        public long[] Surfaces { get; } = new long[surfaces];

        public int[] ByMinute { get; } = new int[minutes];

        public void Name(ulong flags)
        {
            if (flags == 0)
                return;
            Mentions++;
            for (; flags != 0; flags &= flags - 1)
                Surfaces[BitOperations.TrailingZeroCount(flags)]++;
        }
    }
}
