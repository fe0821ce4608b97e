using MathNet.Numerics.LinearAlgebra;

namespace RtmPipeline.Trends.Regression;

/// <summary>Fits a line with a ridge on standardised features, so that the absolute error is small: a topic that dies at once is an outlier, not a trend.</summary>
/// <remarks>
/// Least absolute deviations by iteratively reweighted least squares (Schlossmacher 1973): a row's weight is divided by its absolute residual, at least
/// <see cref="MinResidual"/>, which makes it Huber's function at the middle. The line then goes through medians, as forecasts are to.
/// </remarks>
internal static class RobustLine
{
    /// <summary>Ridge penalty on standardised features, per unit of weight: small, since samples are many and features few.</summary>
    private const double Penalty = 0.03;

    private const double MinResidual = 0.2;

    /// <summary>Rounds of reweighting; after some eight the third decimal stands.</summary>
    private const int Rounds = 8;

    public static HorizonModel Fit(IReadOnlyList<VelocityRow> rows, Func<VelocityRow, double> weightOf, int minutes)
    {
        int n = TopicFeatures.FittedCount;
        double[] weights = [.. rows.Select(weightOf)];
        double all = weights.Sum();
        double[] means = new double[TopicFeatures.Count];
        double[] scales = new double[TopicFeatures.Count];
        Array.Fill(scales, 1);
        for (int j = 0; j < n; j++)
        {
            double mean = Sum(rows, weights, r => r.Features[j]) / all;
            double variance = Sum(rows, weights, r => (r.Features[j] - mean) * (r.Features[j] - mean)) / all;
            means[j] = Round(mean);
            // A feature that never varied here says nothing; scale 1 keeps it finite and the ridge keeps it near 0.
            scales[j] = variance > 1e-12 ? Math.Max(Round(Math.Sqrt(variance)), 1e-6) : 1;
        }

        double[][] columns = [.. rows.Select(r => Standardised(r.Features, means, scales, n))];
        double[] line = new double[n + 1];
        double[] trust = new double[rows.Count];
        Array.Fill(trust, 1);
        for (int round = 0; round < Rounds; round++)
        {
            line = Solve(rows, columns, weights, trust, n);
            for (int i = 0; i < rows.Count; i++)
                trust[i] = 1 / Math.Max(MinResidual, Math.Abs(rows[i].Target - Dot(line, columns[i])));
        }

        double[] coefficients = new double[TopicFeatures.Count];
        for (int j = 0; j < n; j++)
            coefficients[j] = Round(line[j]);
        return new HorizonModel
        {
            Minutes = minutes,
            Intercept = Round(line[n]),
            Coefficients = coefficients,
            Means = means,
            Scales = scales,
            Residuals = [],
        };
    }

    /// <summary>Six decimals say all the data can say, and keep the file the same on machines whose last bits differ.</summary>
    public static double Round(double value) => Math.Round(value, 6);

    private static double[] Solve(IReadOnlyList<VelocityRow> rows, double[][] columns, double[] weights, double[] trust, int n)
    {
        double[,] moments = new double[n + 1, n + 1];
        double[] products = new double[n + 1];
        double all = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            double weight = weights[i] * trust[i];
            all += weight;
            double[] x = columns[i];
            for (int j = 0; j <= n; j++)
            {
                double scaled = weight * x[j];
                products[j] += scaled * rows[i].Target;
                for (int k = 0; k <= j; k++)
                    moments[j, k] += scaled * x[k];
            }
        }

        for (int j = 0; j <= n; j++)
        {
            for (int k = 0; k < j; k++)
                moments[k, j] = moments[j, k];
            if (j < n)
                moments[j, j] += Penalty * all;
        }

        return [.. Matrix<double>.Build.DenseOfArray(moments).Cholesky().Solve(Vector<double>.Build.DenseOfArray(products))];
    }

    /// <summary>The features less their means over their scales, and a one.</summary>
    private static double[] Standardised(double[] features, double[] means, double[] scales, int n)
    {
        double[] x = new double[n + 1];
        for (int j = 0; j < n; j++)
            x[j] = (features[j] - means[j]) / scales[j];
        x[n] = 1;
        return x;
    }

    private static double Dot(double[] line, double[] x)
    {
        double sum = 0;
        for (int j = 0; j < line.Length; j++)
            sum += line[j] * x[j];
        return sum;
    }

    private static double Sum(IReadOnlyList<VelocityRow> rows, double[] weights, Func<VelocityRow, double> value)
    {
        double sum = 0;
        for (int i = 0; i < rows.Count; i++)
            sum += weights[i] * value(rows[i]);
        return sum;
    }
}
