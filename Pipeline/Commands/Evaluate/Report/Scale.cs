using System.Globalization;
using RtmPipeline.Sources.Simulation;

namespace RtmPipeline.Commands.Evaluate.Report;

/// <summary>A place on an axis with its label.</summary>
/// <param name="Position">Along the axis, in units of the plot.</param>
/// <param name="Label">Text beside it.</param>
internal readonly record struct Tick(double Position, string Label);

/// <summary>Turns values into places along an axis.</summary>
internal abstract class Scale
{
    /// <summary>Where a value lies; values beyond the ends are moved to them.</summary>
    public abstract double At(double value);

    public abstract IReadOnlyList<Tick> Ticks { get; }

    /// <summary>A number in few characters: 950, 1.5k, 20M.</summary>
    public static string Short(double number) => Math.Abs(number) switch
    {
        >= 1e9 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e9:0.##}G"),
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e6:0.##}M"),
        >= 1e3 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e3:0.##}k"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{number:0.##}"),
    };
}

/// <summary>Equal steps, with given ticks.</summary>
internal sealed class LinearScale(double low, double high, double start, double end, params double[] ticks) : Scale
{
    private readonly double _span = high > low ? high - low : 1;

    /// <summary>Labels of the ticks; <see cref="Scale.Short"/> by default.</summary>
    public Func<double, string> Label { get; init; } = Short;

    public override IReadOnlyList<Tick> Ticks => [.. ticks.Select(tick => new Tick(At(tick), Label(tick)))];

    public override double At(double value) => start + ((Math.Clamp(value, low, high) - low) / _span * (end - start));
}

/// <summary>Logarithm of one more than the value: counts from nothing to millions side by side, where nothing still has its place.</summary>
internal sealed class CountScale : Scale
{
    private const int MostTicks = 5;

    private readonly double _low;
    private readonly double _high;
    private readonly double _start;
    private readonly double _end;
    private readonly double[] _ticks;

    public CountScale(double low, double high, double start, double end)
    {
        _low = Log(Math.Max(0, low));
        _high = Math.Max(_low + 0.1, Log(Math.Max(low, high)));
        _start = start;
        _end = end;
        _ticks = TicksOf(Math.Max(0, low), Math.Max(low, high));
    }

    public override IReadOnlyList<Tick> Ticks => [.. _ticks.Select(tick => new Tick(At(tick), Short(tick)))];

    public override double At(double value) => _start + ((Math.Clamp(Log(Math.Max(0, value)), _low, _high) - _low) / (_high - _low) * (_end - _start));

    /// <summary>Powers of ten, or their halves and fifths too where these are few; thinned out where they are many.</summary>
    private static double[] TicksOf(double low, double high)
    {
        double[] all = [0, .. Enumerable.Range(0, 13).SelectMany(power => (double[])[PowerOfTen(power), 2 * PowerOfTen(power), 5 * PowerOfTen(power)])];
        double[] inside = [.. all.Where(tick => tick >= low && tick <= high)];
        if (inside.Length <= MostTicks)
            return inside;
        double[] powers = [.. inside.Where(IsPowerOfTen)];
        if (powers.Length is > 1 and <= MostTicks)
            return powers;
        double[] candidates = powers.Length > 1 ? powers : inside;
        int every = ((candidates.Length - 1) / MostTicks) + 1;
        return [.. candidates.Where((_, i) => i % every == 0)];
    }

    private static bool IsPowerOfTen(double tick) => tick == 0 || Enumerable.Range(0, 13).Any(power => PowerOfTen(power) == tick);

    private static double PowerOfTen(int power)
    {
        double result = 1;
        for (int i = 0; i < power; i++)
            result *= 10;
        return result;
    }

    private static double Log(double count) => PortableMath.Log(1 + count);
}
