using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Trends;

/// <summary>Turns the state of a trending topic into a snapshot: measured velocity, forecasts with intervals, peak and time left to act.</summary>
internal sealed class TopicForecaster
{
    /// <summary>Shares and ratios of the stream are kept within bounds, as when the regression was fitted.</summary>
    private const double MaxStreamRatio = 10;
    private const double MinShareOfStream = 1e-5;

    /// <summary>Least rate of a curve, mentions a minute.</summary>
    private const double MinRate = 0.01;

    private const double FadingHalfLifeMinutes = 15;
    private const double MinWaveShare = 0.05;

    private readonly Decay _decay;
    private readonly double[] _horizons;
    private readonly long _tickMs;
    private readonly double _ticksPerMinute;

    public TopicForecaster(IVelocityRegression regression, Decay decay, int tickSeconds)
    {
        Live = new LiveForecasts(regression, tickSeconds);
        _decay = decay;
        _horizons = [.. Live.HorizonsMinutes.Select(m => (double)m)];
        _tickMs = tickSeconds * 1000L;
        _ticksPerMinute = 60.0 / tickSeconds;
    }

    public LiveForecasts Live { get; }

    /// <summary>Fills what forecasts look at; see <see cref="TopicFeatures.Names"/>.</summary>
    public void Features(in TopicState topic, in StreamReading now, in Judgement judgement, Span<double> into)
    {
        for (int h = Decay.OneMinute; h <= Decay.SixHours; h++)
        {
            into[h] = TopicFeatures.LogRatio(
                topic.Mentions.At(_decay, h, now.Tick), now.WindowMinutes(h), topic.Mentions.At(_decay, h + 1, now.Tick), now.WindowMinutes(h + 1));
        }

        into[5] = Math.Log(1 + topic.Mentions.At(_decay, Decay.OneMinute, now.Tick));
        into[TopicFeatures.LevelIndex] = Math.Log(1 + topic.Mentions.At(_decay, Decay.QuarterHour, now.Tick));
        into[7] = Math.Log(1 + topic.Mentions.At(_decay, Decay.Hour, now.Tick));
        into[8] = topic.Shares.Copies;
        into[9] = topic.Shares.News;
        into[TopicFeatures.AgeIndex] = Math.Log(1 + ((now.Tick - topic.FirstTick) / _ticksPerMinute));
        into[TopicFeatures.StreamIndex] = Math.Log(Math.Clamp(now.VolumeRatio, 1 / MaxStreamRatio, MaxStreamRatio));
        into[TopicFeatures.RepostIndex] = topic.Shares.Reposts;
        into[13] = Math.Min(1, judgement.Voices / Math.Max(1, judgement.RecentMentions));
        into[14] = Math.Log(Math.Clamp(PresentRate(topic, now) / Math.Max(now.PerMinute, 1e-9), MinShareOfStream, 1));
        double hour = now.Tick * _tickMs % 86_400_000 * (2 * Math.PI / 86_400_000);
        into[15] = Math.Sin(hour);
        into[16] = Math.Cos(hour);
        into[17] = topic.Shares.Replies;
        into[18] = Math.Log(1 + topic.Shares.Reach);
        into[19] = Math.Log(1 + topic.Shares.Engagement);
    }

    /// <summary>Mentions a minute that "no change" would go on with: the quarter-hour rate, which forecasts are relative to.</summary>
    public double PresentRate(in TopicState topic, in StreamReading now) =>
        topic.Mentions.At(_decay, Decay.QuarterHour, now.Tick) / now.WindowMinutes(Decay.QuarterHour);

    /// <summary>Follows up a topic's forecasts now and then, if it is worth it: so the forecasts learn.</summary>
    public void Follow(int slot, in TopicState topic, in StreamReading now, in Judgement judgement)
    {
        if (!LiveForecasts.IsWorthFollowing(judgement, now) || !Live.Admits(slot, topic, now.Tick))
            return;
        Span<double> features = stackalloc double[TopicFeatures.Count];
        Features(topic, now, judgement, features);
        Live.Follow(slot, topic, now.Tick, PresentRate(topic, now), features);
    }

    public TopicSnapshot Read(in TopicState topic, TrendingTopic trending, in Judgement judgement, in StreamReading now, long tick)
    {
        double quarter = PresentRate(topic, now);
        KeepPeaks(trending, judgement.PerMinute, quarter, tick);
        Span<double> features = stackalloc double[TopicFeatures.Count];
        Features(topic, now, judgement, features);
        double growth = GrowthPerHour(topic, now);
        TopicForecast[] forecast = Totals(quarter, features);
        Span<double> totals = stackalloc double[_horizons.Length];
        for (int i = 0; i < totals.Length; i++)
            totals[i] = forecast[i].Total;
        MakeConsistent(totals);
        Span<double> growths = stackalloc double[_horizons.Length + 1];
        Span<double> rates = stackalloc double[_horizons.Length + 1];
        var curve = new TrendCurve(Math.Max(judgement.PerMinute, MinRate), _horizons, totals, growths, rates);
        for (int i = 0; i < forecast.Length; i++)
            forecast[i] = WithRate(forecast[i], curve.RateAtEnd(i));
        double minutesToPeak = curve.MinutesToPeak();
        trending.Phase = TrendLife.Phase(trending, judgement, quarter, minutesToPeak, growth, tick);
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
            LatestPerMinute = judgement.LatestPerMinute,
            BaselinePerMinute = trending.BaselinePerMinute,
            ExpectedPerMinute = judgement.ExpectedPerMinute,
            Surprise = judgement.Surprise,
            OnsetProbability = judgement.OnsetProbability,
            GrowthLogPerHour = growth,
            PeakPerMinute = trending.PeakPerMinute,
            PeakAt = minutesToPeak > 0 && trending.Phase < TrendPhase.Fading ? Ahead(tick, minutesToPeak) : trending.PeakTick * _tickMs,
            ActBefore = Ahead(tick, MinutesToHalfOfWave(totals, judgement)),
            HalfLifeMinutes = TrendLife.HalfLifeMinutes(
                trending.PeakQuarterHour, quarter, (tick - trending.PeakQuarterHourTick) / _ticksPerMinute, curve.HalfLifeMinutes()),
            Forecast = forecast,
            Voices = judgement.Voices,
            RecentMentions = judgement.RecentMentions,
            RepostShare = topic.Shares.Reposts,
            CopyShare = topic.Shares.Copies,
            NewsShare = topic.Shares.News,
            AtUsualHour = trending.AtUsualHour,
        };
    }

    /// <summary>
    /// Makes a curve of totals that were forecast each for itself. A longer horizon of which no more is expected than of a shorter one contradicts it: interest is then
    /// taken to halve with every quarter of an hour from the shorter one's mean rate on, so that no topic vanishes from one minute to the next.
    /// </summary>
    private void MakeConsistent(Span<double> totals)
    {
        double perMinute = totals[0] / _horizons[0];
        for (int i = 1; i < totals.Length; i++)
        {
            double length = _horizons[i] - _horizons[i - 1];
            double fading = perMinute * FadingHalfLifeMinutes / Math.Log(2) * (1 - Math.Pow(2, -length / FadingHalfLifeMinutes));
            totals[i] = Math.Max(totals[i], totals[i - 1] + fading);
            perMinute = (totals[i] - totals[i - 1]) / length;
        }
    }

    /// <summary>
    /// Minutes until half of the wave has come: of the mentions above those expected in any case, which are no reason to act. In the first horizon a wave is taken to
    /// be at least a twentieth of all, so that one that is nearly expected has a time too.
    /// </summary>
    private double MinutesToHalfOfWave(ReadOnlySpan<double> totals, in Judgement judgement)
    {
        Span<double> wave = stackalloc double[totals.Length];
        for (int i = 0; i < wave.Length; i++)
            wave[i] = totals[i] - (judgement.ExpectedPerMinute * _horizons[i]);
        wave[0] = Math.Max(wave[0], MinWaveShare * totals[0]);
        MakeConsistent(wave);
        double rate = Math.Max(judgement.PerMinute - judgement.ExpectedPerMinute, MinWaveShare * judgement.PerMinute);
        Span<double> growths = stackalloc double[_horizons.Length + 1];
        Span<double> rates = stackalloc double[_horizons.Length + 1];
        return new TrendCurve(Math.Max(rate, MinRate), _horizons, wave, growths, rates).MinutesToHalf();
    }

    private static void KeepPeaks(TrendingTopic trending, double perMinute, double quarter, long tick)
    {
        if (perMinute > trending.PeakPerMinute)
        {
            trending.PeakPerMinute = perMinute;
            trending.PeakTick = tick;
        }

        if (quarter > trending.PeakQuarterHour)
        {
            trending.PeakQuarterHour = quarter;
            trending.PeakQuarterHourTick = tick;
        }
    }

    /// <summary>Mentions to come within each horizon; what comes within a longer one is no less than within a shorter.</summary>
    private TopicForecast[] Totals(double quarter, ReadOnlySpan<double> features)
    {
        var forecast = new TopicForecast[_horizons.Length];
        for (int i = 0; i < forecast.Length; i++)
        {
            GrowthInterval said = Live.Predict(i, features);
            TopicForecast before = i > 0 ? forecast[i - 1] : default;
            double minutes = _horizons[i];
            forecast[i] = new TopicForecast
            {
                HorizonMinutes = (int)minutes,
                TotalLow = Math.Max(before.TotalLow, GrowthScale.MentionsOf(said.Low90, quarter, minutes)),
                TotalLow50 = Math.Max(before.TotalLow50, GrowthScale.MentionsOf(said.Low50, quarter, minutes)),
                Total = Math.Max(before.Total, GrowthScale.MentionsOf(said.Expected, quarter, minutes)),
                TotalHigh50 = Math.Max(before.TotalHigh50, GrowthScale.MentionsOf(said.High50, quarter, minutes)),
                TotalHigh = Math.Max(before.TotalHigh, GrowthScale.MentionsOf(said.High90, quarter, minutes)),
            };
        }

        return forecast;
    }

    /// <summary>Bounds of the rate stand to it as those of the total do, smoothed like these: a total of nothing must not make them endless.</summary>
    private static TopicForecast WithRate(TopicForecast forecast, double rate)
    {
        double perMention = rate / GrowthScale.Smoothed(forecast.Total);
        return forecast with
        {
            PerMinute = rate,
            Low = GrowthScale.Smoothed(forecast.TotalLow) * perMention,
            High = GrowthScale.Smoothed(forecast.TotalHigh) * perMention,
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

    private long Ahead(long tick, double minutes) => (tick * _tickMs) + (long)(Math.Round(minutes * 60) * 1000);
}
