namespace RtmPipeline.Trends.Growth;

/// <summary>
/// Time as the audience lives it: a second of the evening counts for more than one of the night, a whole day for a day. Rates measured on this clock hardly
/// depend on the hour (operational time, as in Kobayashi and Lambiotte, TiDeH, ICWSM 2016, whose circadian factor is one harmonic; ours are two).
/// </summary>
internal sealed class DailyClock
{
    /// <summary>Sines and cosines of one and two turns a day.</summary>
    public const int Terms = 4;

    /// <summary>Steps of a day; within one the activity is constant.</summary>
    private const int Steps = 96;

    private const double DaySeconds = 86_400;

    private readonly double[] _elapsed = new double[Steps + 1];

    /// <param name="terms">Log activity: sine and cosine of one turn a day, then of two. All 0 for a clock that runs evenly.</param>
    public DailyClock(IReadOnlyList<double> terms)
    {
        double[] activity = new double[Steps];
        for (int step = 0; step < Steps; step++)
            activity[step] = Math.Exp(LogActivity(terms, (step + 0.5) / Steps));
        double all = activity.Sum();
        for (int step = 0; step < Steps; step++)
            _elapsed[step + 1] = _elapsed[step] + (activity[step] / all);
    }

    /// <summary>Values of the terms at a time of day from 0 to 1.</summary>
    public static double[] TermsAt(double day)
    {
        double turn = 2 * Math.PI * day;
        return [Math.Sin(turn), Math.Cos(turn), Math.Sin(2 * turn), Math.Cos(2 * turn)];
    }

    /// <summary>Seconds on this clock from a start to so many seconds of the wall later; the wall's own seconds where the start is unknown.</summary>
    public double Elapsed(double startDays, double seconds) =>
        double.IsNaN(startDays) ? seconds : DaySeconds * (Reading(startDays + (seconds / DaySeconds)) - Reading(startDays));

    private static double LogActivity(IReadOnlyList<double> terms, double day)
    {
        double[] values = TermsAt(day);
        double sum = 0;
        for (int i = 0; i < Terms; i++)
            sum += terms[i] * values[i];
        return sum;
    }

    private double Reading(double days)
    {
        double whole = Math.Floor(days);
        double at = (days - whole) * Steps;
        int step = Math.Min(Steps - 1, (int)at);
        return whole + _elapsed[step] + ((at - step) * (_elapsed[step + 1] - _elapsed[step]));
    }
}
