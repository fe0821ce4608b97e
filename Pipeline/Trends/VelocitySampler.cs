using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Trends;

/// <summary>What was known of a topic at a tick, and what then came.</summary>
/// <param name="Features">As <see cref="TopicFeatures"/> names them.</param>
/// <param name="PresentRate">Mentions a minute that "no change" goes on with.</param>
/// <param name="Mentions">Mentions that came within each horizon; NaN while the horizon has not passed.</param>
internal sealed record VelocitySample(double[] Features, double PresentRate, double[] Mentions)
{
    public long Tick { get; init; }

    public int Slot { get; init; }

    /// <summary>Tells this use of the slot from others.</summary>
    public int Generation { get; init; }

    /// <summary>True when the topic was trending: forecasts of such are published.</summary>
    public bool IsTrending { get; init; }
}

/// <summary>Collects samples for fitting the regression while a recording runs through the tracker: each waits until its horizons have passed.</summary>
internal sealed class VelocitySampler(int[] horizonsMinutes, int tickSeconds)
{
    /// <summary>Samples kept of one recording; beyond them later ones are left out.</summary>
    private const int MaxSamples = 200_000;

    /// <summary>Least stream time between two samples of one topic, so that a long trend does not drown the rest.</summary>
    private const int SpacingSeconds = 120;

    private readonly Queue<Waiting>[] _waiting = [.. horizonsMinutes.Select(_ => new Queue<Waiting>())];
    private readonly Dictionary<int, (int Generation, long Tick)> _lastSample = [];
    private readonly List<VelocitySample> _samples = [];

    private readonly record struct Waiting(long DueTick, int Slot, int Generation, double Total, VelocitySample Sample);

    public IReadOnlyList<VelocitySample> Samples => _samples;

    /// <summary>Looks at a topic at a tick, and samples it when it is worth it.</summary>
    public void Offer(int slot, in TopicState topic, in StreamReading now, TopicForecaster forecaster, in Judgement judgement)
    {
        if (!LiveForecasts.IsWorthFollowing(judgement, now) || _samples.Count >= MaxSamples)
            return;
        if (_lastSample.TryGetValue(slot, out (int Generation, long Tick) last) && last.Generation == topic.Generation
            && (now.Tick - last.Tick) * tickSeconds < SpacingSeconds)
        {
            return;
        }

        _lastSample[slot] = (topic.Generation, now.Tick);
        double[] features = new double[TopicFeatures.Count];
        forecaster.Features(topic, now, judgement, features);
        double[] mentions = new double[horizonsMinutes.Length];
        Array.Fill(mentions, double.NaN);
        var sample = new VelocitySample(features, forecaster.PresentRate(topic, now), mentions)
        {
            Tick = now.Tick,
            Slot = slot,
            Generation = topic.Generation,
            IsTrending = topic.Trending >= 0,
        };
        _samples.Add(sample);
        for (int h = 0; h < horizonsMinutes.Length; h++)
            _waiting[h].Enqueue(new Waiting(now.Tick + (horizonsMinutes[h] * 60L / tickSeconds), slot, topic.Generation, topic.Total, sample));
    }

    /// <summary>Stream time has reached a tick: samples whose horizon has passed meet their truth. A topic that was pushed out has none.</summary>
    public void Advance(long tick, TopicTable topics)
    {
        for (int h = 0; h < _waiting.Length; h++)
        {
            while (_waiting[h].TryPeek(out Waiting due) && due.DueTick <= tick)
            {
                _waiting[h].Dequeue();
                ref TopicState topic = ref topics[due.Slot];
                if (topic.Generation == due.Generation)
                    due.Sample.Mentions[h] = topic.Total - due.Total;
            }
        }
    }
}
