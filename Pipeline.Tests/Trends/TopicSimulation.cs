using RtmPipeline.Posts;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Trends;

/// <summary>One topic in a stream, mention by mention, at given rates: what the judge and the forecaster look at, without tables or posts.</summary>
internal sealed class TopicSimulation
{
    /// <summary>Start of the stream; on a boundary of the sketch's generations.</summary>
    public const long Start = 1_359_921_600;

    private readonly TrendOptions _options;
    private readonly Random _random;
    private DecayedCounts _stream;
    private TopicState _topic;
    private long _ticks;

    public TopicSimulation(TrendOptions options, int seed)
    {
        _options = options;
        _random = new Random(seed);
        Decay = new Decay(options.TickSeconds);
        Judge = new TopicJudge(options, Decay);
        _topic = new TopicState { Key = 1, Label = "#snow", StableKey = "#snow", Trending = -1, FirstTick = Tick };
    }

    public Decay Decay { get; }

    public TopicJudge Judge { get; }

    /// <summary>Minutes simulated so far.</summary>
    public double Minutes => _ticks * _options.TickSeconds / 60.0;

    /// <summary>Different people who mention the topic.</summary>
    public int Authors { get; init; } = 10_000;

    public bool Copies { get; init; }

    /// <summary>True to compare the topic with its own past at the same hour of the week, from the start.</summary>
    public bool HasSeason
    {
        get => _topic.Season is not null;
        init => _topic.Season = value ? new SeasonalProfile(Start / 3600, _options.Dispersion) : null;
    }

    public ref TopicState Topic => ref _topic;

    /// <summary>The tick that is due after what was simulated.</summary>
    public long Tick => (Start / _options.TickSeconds) + _ticks;

    public StreamReading Now => new(_stream, Decay, Tick, Math.Max(1, _ticks));

    public Judgement Judgement => Judge.Judge(_topic, Now);

    /// <summary>Lets a tick pass with Poisson numbers of posts and mentions.</summary>
    public void Pass(double streamPerMinute, double topicPerMinute)
    {
        double tickMinutes = _options.TickSeconds / 60.0;
        long tick = Tick;
        long generation = tick * _options.TickSeconds / AuthorSketch.GenerationSeconds;
        _stream.Add(Decay, tick, Poisson(streamPerMinute * tickMinutes));
        int mentions = Poisson(topicPerMinute * tickMinutes);
        for (int i = 0; i < mentions; i++)
        {
            long passed = _topic.Mentions.Add(Decay, tick, 1);
            _topic.Shares.Add(Decay, passed, new MentionParts { Copies = Copies ? 1 : 0, UnknownAuthors = Authors == 0 ? 1 : 0 });
            _topic.Season?.Add(tick * _options.TickSeconds / 3600, 1);
            _topic.Authors.Add(Authors == 0 ? 0 : StableHash.Finish((ulong)_random.Next(Authors) + 1), generation);
        }

        _ticks++;
    }

    /// <summary>Lets a tick pass with exactly the mentions of a rate, in fractions.</summary>
    public void PassExactly(double streamPerMinute, double topicPerMinute)
    {
        double tickMinutes = _options.TickSeconds / 60.0;
        _stream.Add(Decay, Tick, streamPerMinute * tickMinutes);
        _topic.Mentions.Add(Decay, Tick, topicPerMinute * tickMinutes);
        _ticks++;
    }

    /// <summary>Minutes at which the topic was judged to trend, judged each minute while a plan of rates goes on.</summary>
    public List<double> TrendingMinutes(double untilMinute, Func<double, (double Stream, double Topic)> perMinuteAt)
    {
        var trending = new List<double>();
        int ticksAMinute = 60 / _options.TickSeconds;
        while (Minutes < untilMinute)
        {
            for (int i = 0; i < ticksAMinute; i++)
            {
                (double stream, double topic) = perMinuteAt(Minutes);
                Pass(stream, topic);
            }

            if (Judgement.Trends)
                trending.Add(Minutes);
        }

        return trending;
    }

    /// <summary>A Poisson number: Knuth's product of uniforms below a mean of 30, a rounded normal above.</summary>
    private int Poisson(double mean)
    {
        if (mean > 30)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
            return Math.Max(0, (int)Math.Round(mean + (Math.Sqrt(mean) * normal)));
        }

        double limit = Math.Exp(-mean);
        int count = 0;
        for (double product = _random.NextDouble(); product > limit; product *= _random.NextDouble())
            count++;
        return count;
    }
}
