using System.Globalization;

namespace RtmPipeline.Commands.Evaluate.Report;

/// <summary>Stream time along an axis, UTC. Ticks lie on full minutes, hours or days.</summary>
internal sealed class TimeScale : Scale
{
    private const int MostTicks = 6;
    private const double DayMinutes = 1440;

    private static readonly double[] s_stepMinutes =
        [1, 5, 15, 30, 60, 180, 360, 720, DayMinutes, 2 * DayMinutes, 7 * DayMinutes, 14 * DayMinutes, 28 * DayMinutes, 91 * DayMinutes, 364 * DayMinutes, 1820 * DayMinutes];

    private readonly LinearScale _line;
    private readonly long _first;
    private readonly long _last;

    public TimeScale(long firstMs, long lastMs, double start, double end)
    {
        _line = new LinearScale(firstMs, lastMs, start, end);
        _first = firstMs;
        _last = lastMs;
    }

    public override IReadOnlyList<Tick> Ticks
    {
        get
        {
            double minutes = (_last - _first) / 60_000.0;
            double step = s_stepMinutes.FirstOrDefault(m => minutes / m <= MostTicks, s_stepMinutes[^1]);
            long stepMs = (long)(step * 60_000);
            var ticks = new List<Tick>();
            for (long at = ((_first + stepMs - 1) / stepMs) * stepMs; at <= _last; at += stepMs)
                ticks.Add(new Tick(At(at), Label(at, step)));
            return ticks;
        }
    }

    public static string Show(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    public override double At(double value) => _line.At(value);

    private static string Label(long unixMs, double stepMinutes)
    {
        DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
        bool isClock = stepMinutes < DayMinutes && time.TimeOfDay != TimeSpan.Zero;
        string format = isClock ? "HH:mm" : stepMinutes >= 91 * DayMinutes ? "MMM yyyy" : "d MMM";
        return time.ToString(format, CultureInfo.InvariantCulture);
    }
}
