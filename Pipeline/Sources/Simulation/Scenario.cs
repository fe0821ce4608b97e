using RtmPipeline.Sources.Simulation.Topics;
using RtmPipeline.Sources.Simulation.Writing;

namespace RtmPipeline.Sources.Simulation;

/// <summary>A simulated stream of posts whose truth is known. The same options give the same bytes.</summary>
internal sealed class Scenario
{
    private readonly ScenarioWorld _world;

    private Scenario(ScenarioOptions options, ScenarioWorld world)
    {
        (Options, _world) = (options, world);
        StartAt = (options.Start ?? world.DefaultStart).ToUnixTimeMilliseconds();
        EndAt = StartAt + (long)(options.Duration ?? world.DefaultDuration).TotalMilliseconds;
    }

    public ScenarioOptions Options { get; }

    /// <summary>Unix milliseconds of the first minute.</summary>
    public long StartAt { get; }

    /// <summary>Unix milliseconds; no record is as late.</summary>
    public long EndAt { get; }

    /// <summary>Prepares a scenario; takes some tens of milliseconds.</summary>
    /// <exception cref="ArgumentException">The options have <see cref="ScenarioOptions.Faults"/>.</exception>
    public static Scenario Create(ScenarioOptions options)
    {
        List<string> faults = options.Faults();
        if (faults.Count > 0)
            throw new ArgumentException(string.Join("; ", faults), nameof(options));
        return new Scenario(options, options.Name == ScenarioOptions.QuietDay ? QuietDay.Create() : SuperBowlNight.Create());
    }

    /// <summary>Name of a topic as truth has it.</summary>
    /// <param name="topic"><see cref="SimulatedRecord.Topic"/>.</param>
    public string TopicId(int topic) => _world.Topics[topic].Id;

    /// <summary>Posts expected in a minute, before chance, at the rate of the options.</summary>
    public double ExpectedPerMinute(int minute) => _world.ExpectedPerMinute(minute) * Options.Rate;

    /// <summary>Begins to write. Runs are independent of one another.</summary>
    /// <param name="firstMinute">Minutes before it are not written, and nothing that is written answers them.</param>
    public ScenarioRun Open(int firstMinute = 0) => new(this, _world, firstMinute);

    /// <summary>Writes all records as lines of UTF-8, in memory that does not grow with their number.</summary>
    /// <param name="output">Receives the lines; the caller disposes it.</param>
    /// <param name="onBlock">Called now and then with how far it is; null for nobody.</param>
    /// <param name="stopWriting">Ends after the current record.</param>
    /// <returns>The truth about what was written.</returns>
    public ScenarioTruth WriteTo(Stream output, Action<ScenarioRun>? onBlock = null, CancellationToken stopWriting = default)
    {
        ScenarioRun run = Open();
        Utf8Line block = new();
        const int blockSize = 256 * 1024;
        while (!stopWriting.IsCancellationRequested && run.MoveNext())
        {
            block.Write(run.Line);
            block.Write((byte)'\n');
            if (block.Length >= blockSize)
            {
                output.Write(block.Bytes);
                block.Clear();
                onBlock?.Invoke(run);
            }
        }
        output.Write(block.Bytes);
        return run.Truth();
    }
}

/// <summary>One pass over a scenario, record by record.</summary>
internal sealed class ScenarioRun
{
    private const int MinuteLength = 60_000;

    private readonly Scenario _scenario;
    private readonly MinutePlanner _planner;
    private readonly RecordComposer _composer;
    private readonly TruthLedger _ledger;
    private readonly int _minutes;
    private int _minute = -1;
    private int _next;

    public ScenarioRun(Scenario scenario, ScenarioWorld world, int firstMinute)
    {
        _scenario = scenario;
        _minutes = (int)((scenario.EndAt - scenario.StartAt + MinuteLength - 1) / MinuteLength);
        _planner = new MinutePlanner(world, scenario.Options.Rate, scenario.Options.Seed);
        _composer = new RecordComposer(world, scenario.Options.Rate, scenario.Options.Seed, scenario.StartAt);
        _ledger = new TruthLedger(world, scenario.StartAt, _minutes);
        while (_minute + 1 < firstMinute)
            _planner.Plan(++_minute);
        _next = _planner.Records.Length;
    }

    /// <summary>Records so far.</summary>
    public long Records { get; private set; }

    /// <summary>Share of the scenario's minutes that are over.</summary>
    public double Share => (double)Math.Max(0, _minute) / _minutes;

    /// <summary>What is true about the record.</summary>
    public SimulatedRecord Current { get; private set; }

    /// <summary>The record, one JSON object without a line end; valid until the next <see cref="MoveNext"/>.</summary>
    public ReadOnlySpan<byte> Line => _composer.Line.Bytes;

    /// <summary>Writes the next record.</summary>
    /// <returns>False when the scenario is over.</returns>
    public bool MoveNext()
    {
        while (_minute < 0 || _next == _planner.Records.Length)
        {
            if (_minute + 1 >= _minutes)
                return false;
            _planner.Plan(++_minute);
            _next = 0;
        }
        PlannedRecord planned = _planner.Records[_next];
        long time = _scenario.StartAt + ((long)_minute * MinuteLength) + planned.Offset;
        if (time >= _scenario.EndAt)
            return false;
        _next++;
        Records++;
        Current = _composer.Compose(planned, time);
        _ledger.Count(Current, _composer.Line.Length + 1, _composer.Surfaces, _composer.CompanionSurfaces);
        return true;
    }

    /// <summary>The truth about what was written so far.</summary>
    public ScenarioTruth Truth()
    {
        bool finished = _minute + 1 >= _minutes && (_next == _planner.Records.Length || _minute >= 0 && NextTime() >= _scenario.EndAt);
        return _ledger.Truth(_scenario.Options, finished ? _scenario.EndAt : Math.Min(_scenario.EndAt, Current.Time + 1));
    }

    private long NextTime() => _scenario.StartAt + ((long)_minute * MinuteLength) + _planner.Records[_next].Offset;
}
