using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Trends;

/// <summary>Turns the state of a trending topic into a snapshot: measured velocity, forecasts with intervals, peak and time left to act.</summary>
internal sealed class TopicForecaster
{
    /// <summary>Added to counts before their logs or ratios are taken, as when the regression was fitted.</summary>
    private const double HalfMention = 0.5;

    private readonly IVelocityRegression _regression;
    private readonly Decay _decay;
    private readonly double[] _horizons;
    private readonly long _tickMs;
    private readonly double _ticksPerMinute;

    public TopicForecaster(IVelocityRegression regression, Decay decay, int tickSeconds)
    {
        _regression = regression;
        _decay = decay;
        _horizons = [.. regression.HorizonsMinutes.Select(m => (double)m)];
        _tickMs = tickSeconds * 1000L;
        _ticksPerMinute = 60.0 / tickSeconds;
    }

    /// <summary>Fills what the regression looks at; see <see cref="TopicFeatures.Names"/>.</summary>
    public void Features(in TopicState topic, in StreamReading now, in Judgement judgement, Span<double> into)
    {
        for (int h = Decay.OneMinute; h <= Decay.Hour; h++)
        {
            into[h] = TopicFeatures.LogRatio(
                topic.Mentions.At(_decay, h, now.Tick), now.WindowMinutes(h), topic.Mentions.At(_decay, h + 1, now.Tick), now.WindowMinutes(h + 1));
        }

        into[TopicFeatures.LevelIndex] = Math.Log(1 + topic.Mentions.At(_decay, Decay.QuarterHour, now.Tick));
        into[5] = topic.Shares.Reposts;
        into[6] = topic.Shares.Copies;
        into[7] = topic.Shares.News;
        into[8] = Math.Min(1, judgement.Voices / Math.Max(1, judgement.RecentMentions));
        into[9] = Math.Log(1 + ((now.Tick - topic.FirstTick) / _ticksPerMinute));
        into[10] = Math.Log(Math.Clamp(now.VolumeRatio, 0.1, 10));
    }

    /// <summary>Mentions a minute that "no change" would go on with: the quarter-hour rate, which forecasts are relative to.</summary>
    public double PresentRate(in TopicState topic, in StreamReading now) =>
        topic.Mentions.At(_decay, Decay.QuarterHour, now.Tick) / now.WindowMinutes(Decay.QuarterHour);

    public TopicSnapshot Read(in TopicState topic, TrendingTopic trending, in Judgement judgement, in StreamReading now, long tick)
    {
        double quarter = PresentRate(topic, now);
        if (judgement.PerMinute > trending.PeakPerMinute)
        {
            trending.PeakPerMinute = judgement.PerMinute;
            trending.PeakTick = tick;
        }

        trending.PeakQuarterHour = Math.Max(trending.PeakQuarterHour, quarter);
        Span<double> features = stackalloc double[TopicFeatures.Count];
        Features(topic, now, judgement, features);
        double growth = GrowthPerHour(topic, now);
        int horizons = _horizons.Length;
        var forecast = new TopicForecast[horizons];
        Span<double> totals = stackalloc double[horizons];
        Span<LogGrowth> predictions = stackalloc LogGrowth[horizons];
        for (int i = 0; i < horizons; i++)
        {
            predictions[i] = _regression.Predict(i, features);
            totals[i] = Total(quarter, i, predictions[i].Expected);
        }

        Span<double> growths = stackalloc double[horizons + 1];
        Span<double> rates = stackalloc double[horizons + 1];
        var curve = new TrendCurve(Math.Max(judgement.PerMinute, 0.01), _horizons, totals, growths, rates);
        for (int i = 0; i < horizons; i++)
        {
            double low = Total(quarter, i, predictions[i].Low);
            double high = Total(quarter, i, predictions[i].High);
            double rate = curve.RateAtEnd(i);
            // Bounds of the rate stand to it as those of the total do, smoothed like these: a total of nothing must not make them endless.
            double perMention = rate / (totals[i] + HalfMention);
            forecast[i] = new TopicForecast(
                (int)_horizons[i], rate, (low + HalfMention) * perMention, (high + HalfMention) * perMention, low, totals[i], high);
        }

        double minutesToPeak = curve.MinutesToPeak();
        trending.Phase = Phase(trending, judgement, quarter, minutesToPeak, growth, tick);
        long peakAt = minutesToPeak > 0 && trending.Phase < TrendPhase.Fading ? Ahead(tick, minutesToPeak) : trending.PeakTick * _tickMs;
        return new TopicSnapshot
        {
            Slot = trending.Slot,
            Generation = topic.Generation,
            Key = topic.Key,
            Kind = topic.Kind,
            Label = topic.Label,
            StableKey = topic.StableKey,
            FirstSeen = topic.FirstTick * _tickMs,
            OnsetAt = trending.OnsetTick * _tickMs,
            Phase = trending.Phase,
            PerMinute = judgement.PerMinute,
            BaselinePerMinute = trending.BaselinePerMinute,
            ExpectedPerMinute = judgement.ExpectedPerMinute,
            Surprise = judgement.Surprise,
            OnsetProbability = judgement.OnsetProbability,
            GrowthLogPerHour = growth,
            PeakPerMinute = trending.PeakPerMinute,
            PeakAt = peakAt,
            ActBefore = Ahead(tick, curve.MinutesToHalf()),
            Forecast = forecast,
            Voices = judgement.Voices,
            RecentMentions = judgement.RecentMentions,
            RepostShare = topic.Shares.Reposts,
            CopyShare = topic.Shares.Copies,
            NewsShare = topic.Shares.News,
        };
    }

    /// <summary>
    /// Growth at which a steady exponential would show the present ratio of the 5- and 15-minute rates. A rate growing by g, counted with
    /// decay λ, reads λ/(λ+g) of its true value; the ratio of two such readings gives g in closed form.
    /// </summary>
    private double GrowthPerHour(in TopicState topic, in StreamReading now)
    {
        double fast = Math.Log(2) / Decay.HalfLifeMinutes[Decay.FiveMinutes];
        double slow = Math.Log(2) / Decay.HalfLifeMinutes[Decay.QuarterHour];
        double ratio = Math.Exp(TopicFeatures.LogRatio(
            topic.Mentions.At(_decay, Decay.FiveMinutes, now.Tick),
            now.WindowMinutes(Decay.FiveMinutes),
            topic.Mentions.At(_decay, Decay.QuarterHour, now.Tick),
            now.WindowMinutes(Decay.QuarterHour)));
        // At fast/slow = 3 the growth is infinite: a topic whose every mention is new. It is capped at a doubling every two minutes.
        double bounded = Math.Clamp(ratio, 0.05, 2.7);
        double perMinute = fast * slow * (bounded - 1) / (fast - (bounded * slow));
        return Math.Clamp(perMinute * 60, -20, 20);
    }

    /// <summary>Mentions in a horizon for a log ratio to "no change", both smoothed by half a mention; never negative.</summary>
    private double Total(double presentRate, int horizon, double logGrowth) =>
        Math.Max(0, (((presentRate * _horizons[horizon]) + HalfMention) * Math.Exp(logGrowth)) - HalfMention);

    private static TrendPhase Phase(
        TrendingTopic trending, in Judgement judgement, double quarter, double minutesToPeak, double growth, long tick)
    {
        double floor = Math.Max(1.5 * judgement.ExpectedPerMinute, 0.1 * trending.PeakQuarterHour);
        if (tick > trending.OnsetTick && quarter < floor && judgement.PerMinute < floor)
            return TrendPhase.Over;
        if (quarter < 0.7 * trending.PeakQuarterHour && growth < 0)
            return TrendPhase.Fading;
        if (growth <= 0.5 && minutesToPeak <= 0)
            return TrendPhase.Peaking;
        return trending.Phase == TrendPhase.Emerging && judgement.PerMinute < 2 * Math.Max(trending.FirstPerMinute, 1e-9)
            ? TrendPhase.Emerging
            : TrendPhase.Growing;
    }

    private long Ahead(long tick, double minutes) => (tick * _tickMs) + (long)(Math.Round(minutes * 60) * 1000);
}
