using RtmPipeline.Sources.Simulation.Topics;

namespace RtmPipeline.Sources.Simulation;

/// <summary>One record to be written.</summary>
/// <param name="Offset">Milliseconds since the minute began.</param>
/// <param name="Topic">Index of its topic.</param>
/// <param name="News">Index of a news item, or one of the constants.</param>
internal readonly record struct PlannedRecord(int Offset, ushort Topic, short News)
{
    public const short Post = -1;
    public const short BrandPost = -2;
}

/// <summary>
/// Decides how many posts each topic has in a minute and when. Counts are negative binomial: a Poisson count whose mean carries a gamma factor, one
/// for the topic and one for the whole platform. Memory is that of one minute.
/// </summary>
internal sealed class MinutePlanner
{
    private const int MinuteLength = 60_000;
    private const int StepLength = MinuteLength / Curve.StepsPerMinute;

    /// <summary>Shape of the factor all topics share in a minute: a coefficient of variation of 2.5 %.</summary>
    private const double CommonShape = 1600;

    /// <summary>What a drift keeps from one minute to the next; its memory is about half an hour.</summary>
    private const double DriftMemory = 0.97;

    /// <summary>√(1 - 0.97²): keeps the variance of a drift at 1.</summary>
    private const double DriftStep = 0.24310491562286438;

    /// <summary>Jitter of the bot network's clock, in milliseconds.</summary>
    private const int MachineJitter = 80;

    private readonly ScenarioWorld _world;
    private readonly double _rate;
    private readonly SeededRandom _random;
    private readonly Curve[] _curves;
    private readonly int[] _curveOf;
    private readonly double[] _steps;
    private readonly double[] _means;
    private readonly double[] _drifts;
    private readonly int[] _firstAt = new int[MinuteLength + 1];
    private PlannedRecord[] _drawn = new PlannedRecord[1024];
    private PlannedRecord[] _sorted = new PlannedRecord[1024];
    private double _machineClock;
    private int _nextNews;
    private int _count;

    public MinutePlanner(ScenarioWorld world, double rate, ulong seed)
    {
        (_world, _rate) = (world, rate);
        _random = new SeededRandom(seed, stream: 1);
        _curves = [.. world.Topics.Select(topic => topic.Curve).Distinct()];
        _curveOf = Array.ConvertAll(world.Topics, topic => Array.IndexOf(_curves, topic.Curve));
        _steps = new double[_curves.Length * Curve.StepsPerMinute];
        _means = new double[_curves.Length];
        _drifts = new double[world.Topics.Length];
        for (int i = 0; i < _drifts.Length; i++)
            _drifts[i] = _random.NextBell();
    }

    /// <summary>The minute planned last, in order of time.</summary>
    public ReadOnlySpan<PlannedRecord> Records => _sorted.AsSpan(0, _count);

    /// <summary>Plans a minute. Minutes must be planned in order, each once.</summary>
    public void Plan(int minute)
    {
        _count = 0;
        AddScheduled(minute);
        for (int i = 0; i < _curves.Length; i++)
            _means[i] = minute + 1 <= _curves[i].Onset ? 0 : _curves[i].Sample(minute, Steps(i));
        double common = _random.NextGammaFactor(CommonShape);
        for (int i = 0; i < _world.Topics.Length; i++)
        {
            TopicDefinition topic = _world.Topics[i];
            if (topic.Drift > 0)
                _drifts[i] = (_drifts[i] * DriftMemory) + (_random.NextBell() * DriftStep);
            double mean = _means[_curveOf[i]] * topic.Weight * _rate;
            if (mean <= 0)
                continue;
            if (topic.Crowd == Crowd.Bots)
                AddMachinePosts(i, mean);
            else
                AddPosts(i, mean * common * _random.NextGammaFactor(topic.NoiseShape) * DriftFactor(topic, i));
        }
        Sort();
    }

    private Span<double> Steps(int curve) => _steps.AsSpan(curve * Curve.StepsPerMinute, Curve.StepsPerMinute);

    /// <summary>Log-normal with mean 1.</summary>
    private double DriftFactor(TopicDefinition topic, int index) =>
        topic.Drift > 0 ? PortableMath.Exp((topic.Drift * _drifts[index]) - (0.5 * topic.Drift * topic.Drift)) : 1;

    private void AddScheduled(int minute)
    {
        if (_world.BrandPost is { } brand && (int)brand.Minute == minute)
            Add(new PlannedRecord((int)((brand.Minute - minute) * MinuteLength), (ushort)brand.Topic, PlannedRecord.BrandPost));
        for (; _nextNews < _world.News.Length && _world.News[_nextNews].Minute < minute + 1; _nextNews++)
        {
            NewsItem item = _world.News[_nextNews];
            Add(new PlannedRecord((int)((item.Minute - minute) * MinuteLength), (ushort)item.Topic, (short)_nextNews));
        }
    }

    private void AddPosts(int topic, double mean)
    {
        int posts = _random.NextPoisson(mean);
        Span<double> steps = Steps(_curveOf[topic]);
        double total = _means[_curveOf[topic]] * Curve.StepsPerMinute;
        for (int i = 0; i < posts; i++)
        {
            double at = _random.NextUnit() * total;
            int step = 0;
            while (step < steps.Length - 1 && at >= steps[step])
                at -= steps[step++];

            // Rounding may leave a last step that has no posts; the last one that has takes them.
            while (steps[step] <= 0)
                step--;
            Add(new PlannedRecord((step * StepLength) + _random.Below(StepLength), (ushort)topic, PlannedRecord.Post));
        }
    }

    /// <summary>A program posts: the count has no noise, and the gaps are equal but for a little jitter.</summary>
    private void AddMachinePosts(int topic, double mean)
    {
        double next = _machineClock + mean;
        int posts = (int)(Math.Floor(next) - Math.Floor(_machineClock));
        _machineClock = next;
        for (int i = 0; i < posts; i++)
        {
            int offset = (int)((long)i * MinuteLength / posts) + _random.Below(MachineJitter);
            Add(new PlannedRecord(Math.Min(offset, MinuteLength - 1), (ushort)topic, PlannedRecord.Post));
        }
    }

    private void Add(PlannedRecord record)
    {
        if (_count == _drawn.Length)
        {
            Array.Resize(ref _drawn, _count * 2);
            _sorted = new PlannedRecord[_count * 2];
        }
        _drawn[_count++] = record;
    }

    /// <summary>Counting sort by millisecond, stable: what is scheduled stays before what answers it.</summary>
    private void Sort()
    {
        Array.Clear(_firstAt);
        for (int i = 0; i < _count; i++)
            _firstAt[_drawn[i].Offset + 1]++;
        for (int i = 1; i <= MinuteLength; i++)
            _firstAt[i] += _firstAt[i - 1];
        for (int i = 0; i < _count; i++)
            _sorted[_firstAt[_drawn[i].Offset]++] = _drawn[i];
    }
}
