namespace RtmPipeline.Trends;

/// <summary>The stream as a whole at one tick: what a topic is compared with.</summary>
internal readonly struct StreamReading
{
    private readonly HalfLifeSums _windows;

    public StreamReading(in DecayedCounts stream, Decay decay, long tick, long ticksCounted)
    {
        Tick = tick;
        Hour = tick * decay.TickSeconds / 3600.0;
        TicksCounted = ticksCounted;
        for (int h = 0; h < Decay.HalfLives; h++)
            _windows[h] = decay.WindowMinutes(h, ticksCounted);
        PerMinute = stream.At(decay, Decay.QuarterHour, tick) / _windows[Decay.QuarterHour];
        double recent = stream.At(decay, Decay.FiveMinutes, tick) / _windows[Decay.FiveMinutes];
        double pastMinutes = _windows[Decay.SixHours] - _windows[Decay.Hour];
        double usual = pastMinutes > 0 ? (stream.At(decay, Decay.SixHours, tick) - stream.At(decay, Decay.Hour, tick)) / pastMinutes : 0;
        VolumeRatio = usual > 0 ? recent / usual : 1;
    }

    public long Tick { get; }

    /// <summary>Stream time in hours from 1970.</summary>
    public double Hour { get; }

    /// <summary>Ticks since the first post.</summary>
    public long TicksCounted { get; }

    /// <summary>Posts a minute over all topics, quarter-hour half-life.</summary>
    public double PerMinute { get; }

    /// <summary>The stream's recent rate over its rate of the hours before the last one.</summary>
    public double VolumeRatio { get; }

    /// <summary>Minutes of a constant rate that a decayed sum holds by now.</summary>
    public double WindowMinutes(int halfLife) => _windows[halfLife];
}
