namespace RtmPipeline.Commands.Evaluate.Series;

/// <summary>
/// When the event in a series began, so that its first hours can be judged: the first step from which at least <see cref="LeastCount"/> come within
/// <see cref="Window"/>, at <see cref="LeastRatio"/> or more times the rate of the <see cref="Before"/> before it. It looks ahead and so decides what is judged,
/// never what is forecast.
/// </summary>
internal static class EventOnset
{
    public const int LeastCount = 10;
    public const double LeastRatio = 3;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(20);
    public static readonly TimeSpan Before = TimeSpan.FromHours(6);

    /// <returns>Index of the step; −1 where nothing began.</returns>
    public static int Of(CountSeries series)
    {
        int window = Math.Max(1, (int)(Window / series.Step));
        int before = Math.Max(1, (int)(Before / series.Step));
        double[] sums = new double[series.Points.Length + 1];
        for (int i = 0; i < series.Points.Length; i++)
            sums[i + 1] = sums[i] + series.Points[i].Value;
        for (int i = 0; i + window < sums.Length; i++)
        {
            double count = sums[i + window] - sums[i];
            int first = Math.Max(0, i - before);
            double usual = i > first ? (sums[i] - sums[first]) / (i - first) * window : 0;
            if (series.Points[i].Value > 0 && count >= LeastCount && count >= LeastRatio * usual)
                return i;
        }

        return -1;
    }
}
