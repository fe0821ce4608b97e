namespace RtmPipeline.Trends;

/// <summary>The stream as a whole at one tick: what a topic is compared with.</summary>
internal readonly struct StreamReading
{
    private readonly HalfLifeSums _windows;

    public StreamReading(in DecayedCounts stream, Decay decay, long tick, long ticksCounted)
    {
        Tick = tick;
        TicksCounted = ticksCounted;
        for (int h = 0; h < Decay.HalfLives; h++)
            _windows[h] = decay.WindowMinutes(h, ticksCounted);
        PerMinute = stream.At(decay, Decay.QuarterHour, tick) / _windows[Decay.QuarterHour];
        double now = stream.At(decay, Decay.FiveMinutes, tick) / _windows[Decay.FiveMinutes];
        double usual = stream.At(decay, Decay.SixHours, tick) / _windows[Decay.SixHours];
        VolumeRatio = usual > 0 ? now / usual : 1;
    }

    public long Tick { get; }

    /// <summary>Ticks since the first post.</summary>
    public long TicksCounted { get; }

    /// <summary>Posts a minute over all topics, quarter-hour half-life.</summary>
    public double PerMinute { get; }

    /// <summary>The stream's recent rate over its six-hour rate.</summary>
    public double VolumeRatio { get; }

    /// <summary>Minutes of a constant rate that a decayed sum holds by now.</summary>
    public double WindowMinutes(int halfLife) => _windows[halfLife];
}
