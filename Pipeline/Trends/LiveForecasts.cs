using RtmPipeline.State;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Trends;

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
    public LiveForecasts(IVelocityRegression regression, int tickSeconds)
    {
        _regression = regression;
        HorizonsMinutes = [.. regression.HorizonsMinutes];
        _learners = [.. HorizonsMinutes.Select(minutes => new HorizonLearner(HorizonState.Empty(), minutes, tickSeconds))];
        _queues = [.. HorizonsMinutes.Select(minutes => new ForecastQueue(minutes, tickSeconds))];
    }

    /// <summary>Horizons in minutes, ascending.</summary>
    public int[] HorizonsMinutes { get; }

    /// <summary>Forecasts of each horizon that wait for their truth, oldest first.</summary>
    public IReadOnlyList<IEnumerable<WaitingForecast>> Waiting => [.. _queues.Select(q => q.Waiting)];

    /// <summary>How well the forecasts of each horizon have done so far.</summary>
    public IReadOnlyList<ForecastFigures> Figures => [.. _learners.Select(l => l.Figures())];

    /// <summary>True when a topic's forecasts are worth holding against what comes.</summary>
    public static bool IsWorthFollowing(in Judgement judgement, in StreamReading now) =>
        judgement.PerMinute * now.WindowMinutes(Decay.FiveMinutes) >= MinMentions && judgement.PerMinute >= MinRatio * judgement.ExpectedPerMinute;

    /// <summary>Saves what was learned and what waits; of a model only its horizons, since the shipped one is there again.</summary>
    public void Save(StateWriter to)
    {
        to.Section("trends.forecasts");
        SavedLimit.Save(to, _learners.Length);
        foreach (int minutes in HorizonsMinutes)
            SavedLimit.Save(to, minutes);
        foreach (HorizonLearner learner in _learners)
            learner.State.Save(to);
        var written = new Dictionary<double[], int>(ReferenceEqualityComparer.Instance);
        foreach (ForecastQueue queue in _queues)
            queue.Save(to, written);
    }

    /// <summary>Takes over what was saved; nothing has been forecast yet.</summary>
    /// <exception cref="StateFormatException">It is no such state, or one of other horizons or features.</exception>
    public void Load(StateReader from, TopicTable topics)
    {
        from.Section("trends.forecasts");
        SavedLimit.Check(from, "a number of forecast horizons of", _learners.Length);
        foreach (int minutes in HorizonsMinutes)
            SavedLimit.Check(from, "a forecast horizon, in minutes, of", minutes);
        foreach (HorizonLearner learner in _learners)
            learner.State.Load(from);
        var read = new List<double[]>();
        foreach (ForecastQueue queue in _queues)
            queue.Load(from, read, topics.Capacity);
    }

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
