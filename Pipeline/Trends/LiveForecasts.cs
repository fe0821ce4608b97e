using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Trends;

/// <summary>What learning in service remembers, of all horizons. Plain and serialisable.</summary>
/// <param name="Horizons">What was learned, shortest horizon first.</param>
/// <param name="Waiting">For each horizon the forecasts on their way, oldest first.</param>
internal sealed record LiveForecastState(HorizonState[] Horizons, WaitingForecast[][] Waiting);

/// <summary>
/// Forecasts that learn: each sampled one meets its truth when its horizon has passed, and corrects the next. One writer, in stream time; a tick's truths are
/// taken in before its forecasts are made, so that nothing depends on batches.
/// </summary>
internal sealed class LiveForecasts
{
    /// <summary>A forecast is worth following from a few mentions that are above what was expected: a trend, or what could become one.</summary>
    private const double MinMentions = 3;
    private const double MinRatio = 1.5;

    private readonly IVelocityRegression _regression;
    private readonly HorizonLearner[] _learners;
    private readonly ForecastQueue[] _queues;

    /// <param name="regression">The shipped model.</param>
    /// <param name="tickSeconds">Length of a tick.</param>
    /// <param name="state">What an earlier run learned, which this one goes on with and owns; null at a fresh start.</param>
    /// <exception cref="ArgumentException">The state is of other horizons or features.</exception>
    public LiveForecasts(IVelocityRegression regression, int tickSeconds, LiveForecastState? state = null)
    {
        _regression = regression;
        HorizonsMinutes = [.. regression.HorizonsMinutes];
        int count = HorizonsMinutes.Length;
        state ??= new LiveForecastState([.. HorizonsMinutes.Select(_ => HorizonState.Empty())], [.. HorizonsMinutes.Select(_ => Array.Empty<WaitingForecast>())]);
        if (state.Horizons.Length != count || state.Waiting.Length != count || !state.Horizons.All(HorizonLearner.Fits))
            throw new ArgumentException($"the state is not one of {count} horizons and {TopicFeatures.Count} features", nameof(state));
        _learners = [.. HorizonsMinutes.Select((minutes, h) => new HorizonLearner(state.Horizons[h], minutes, tickSeconds))];
        _queues = [.. HorizonsMinutes.Select((minutes, h) => new ForecastQueue(minutes, tickSeconds, state.Waiting[h]))];
    }

    /// <summary>Horizons in minutes, ascending.</summary>
    public int[] HorizonsMinutes { get; }

    /// <summary>What is to be kept for going on later. The learned part is live: keep or write it before the next tick.</summary>
    public LiveForecastState State => new([.. _learners.Select(l => l.State)], [.. _queues.Select(q => q.Waiting.ToArray())]);

    /// <summary>How well the forecasts of each horizon have done so far.</summary>
    public IReadOnlyList<ForecastFigures> Figures => [.. _learners.Select(l => l.Figures())];

    /// <summary>True when a topic's forecasts are worth holding against what comes.</summary>
    public static bool IsWorthFollowing(in Judgement judgement, in StreamReading now) =>
        judgement.PerMinute * now.WindowMinutes(Decay.FiveMinutes) >= MinMentions && judgement.PerMinute >= MinRatio * judgement.ExpectedPerMinute;

    public GrowthInterval Predict(int horizon, ReadOnlySpan<double> features) =>
        _learners[horizon].Predict(_regression.Predict(horizon, features), features);

    /// <summary>True when some horizon is to follow a topic now.</summary>
    public bool Admits(int slot, in TopicState topic, long tick)
    {
        foreach (ForecastQueue queue in _queues)
        {
            if (queue.Admits(slot, topic.Generation, topic.Key, tick))
                return true;
        }

        return false;
    }

    /// <summary>Makes the forecasts that are to be followed up, and keeps them until their horizons have passed.</summary>
    public void Follow(int slot, in TopicState topic, long tick, double presentRate, ReadOnlySpan<double> features)
    {
        double[]? kept = null;
        for (int h = 0; h < _queues.Length; h++)
        {
            if (!_queues[h].Admits(slot, topic.Generation, topic.Key, tick))
                continue;
            kept ??= features.ToArray();
            LogGrowth shipped = _regression.Predict(h, features);
            _queues[h].Add(new WaitingForecast
            {
                Tick = tick,
                DueTick = tick + _queues[h].HorizonTicks,
                Slot = slot,
                Generation = topic.Generation,
                Total = topic.Total,
                PresentRate = presentRate,
                Shipped = shipped.Expected,
                Said = _learners[h].Predict(shipped, features),
                Features = kept,
            });
        }
    }

    /// <summary>Stream time has reached a tick: forecasts whose horizon has passed meet their truth. A topic that was pushed out of the table has none.</summary>
    public void Advance(long tick, TopicTable topics)
    {
        for (int h = 0; h < _queues.Length; h++)
        {
            while (_queues[h].TakeDue(tick) is { } due)
            {
                ref TopicState topic = ref topics[due.Slot];
                if (topic.Generation == due.Generation)
                    _learners[h].Learn(due, GrowthScale.LogOf(topic.Total - due.Total, due.PresentRate, HorizonsMinutes[h]), _queues[h].Count);
            }
        }
    }
}
