using MathNet.Numerics.LinearAlgebra;

namespace RtmPipeline.Trends.Growth;

/// <summary>
/// Finds the activity by time of day from the reposts themselves: least squares of log hourly counts on the harmonics, with an effect of each cascade and one
/// of each age taken out first, so that neither big cascades nor the fall with age pass for a time of day.
/// </summary>
internal static class DailyClockFit
{
    /// <summary>Hours of a cascade that are looked at; later there are too few reposts.</summary>
    private const int Hours = 72;

    private const int AgeClasses = 20;

    /// <summary>Passes of taking out the two effects by turns; they converge in a few.</summary>
    private const int Passes = 20;

    /// <summary>With fewer cascades of known time the clock stays even.</summary>
    private const int MinCascades = 10;

    private const double Ridge = 1;

    public static double[] Fit(IReadOnlyList<Cascade> cascades)
    {
        Cascade[] timed = [.. cascades.Where(c => !double.IsNaN(c.StartDays))];
        if (timed.Length < MinCascades)
            return new double[DailyClock.Terms];
        double[][] columns = Columns(timed);
        for (int pass = 0; pass < Passes; pass++)
        {
            foreach (double[] column in columns)
            {
                TakeOut(column, timed.Length, row => row / (Hours - 1));
                TakeOut(column, AgeClasses, row => AgeClass((row % (Hours - 1)) + 1));
            }
        }

        var normal = Matrix<double>.Build.Dense(DailyClock.Terms, DailyClock.Terms, (j, k) => Dot(columns[j + 1], columns[k + 1]) + (j == k ? Ridge : 0));
        var right = Vector<double>.Build.Dense(DailyClock.Terms, j => Dot(columns[j + 1], columns[0]));
        return [.. normal.Cholesky().Solve(right).Select(t => Math.Round(t, 4))];
    }

    /// <summary>Log counts, then the terms; a row for every hour but the first of every cascade.</summary>
    private static double[][] Columns(Cascade[] cascades)
    {
        int rows = cascades.Length * (Hours - 1);
        double[][] columns = [.. Enumerable.Range(0, DailyClock.Terms + 1).Select(_ => new double[rows])];
        int row = 0;
        foreach (Cascade cascade in cascades)
        {
            for (int hour = 1; hour < Hours; hour++, row++)
            {
                columns[0][row] = Math.Log(cascade.EventsAt((hour + 1) * 3600.0) - cascade.EventsAt(hour * 3600.0) + 0.5);
                double[] terms = DailyClock.TermsAt(cascade.StartDays + ((hour + 0.5) / 24));
                for (int j = 0; j < terms.Length; j++)
                    columns[j + 1][row] = terms[j];
            }
        }

        return columns;
    }

    private static int AgeClass(int hour) => Math.Min(AgeClasses - 1, (int)(Math.Log(hour + 0.5) / Math.Log(Hours) * AgeClasses));

    private static void TakeOut(double[] column, int classes, Func<int, int> classOf)
    {
        double[] sums = new double[classes];
        int[] counts = new int[classes];
        for (int row = 0; row < column.Length; row++)
        {
            sums[classOf(row)] += column[row];
            counts[classOf(row)]++;
        }

        for (int row = 0; row < column.Length; row++)
            column[row] -= sums[classOf(row)] / counts[classOf(row)];
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
