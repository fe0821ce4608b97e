using MathNet.Numerics.LinearAlgebra;

namespace RtmPipeline.Trends.Series;

/// <summary>One observation as the present coefficients see it.</summary>
/// <param name="Features">What the line is over.</param>
/// <param name="Target">What it should give.</param>
/// <param name="Residual">Target less what it gives.</param>
/// <param name="Weight">How much an absolute residual of 1 costs.</param>
internal readonly record struct MedianObservation(double[] Features, double Target, double Residual, double Weight);

/// <summary>Least absolute residuals by repeated least squares with weights 1/|residual| (Schlossmacher 1973), kept apart from 0, with a small ridge.</summary>
internal static class MedianFit
{
    private const int Rounds = 12;

    /// <param name="width">Number of coefficients.</param>
    /// <param name="leastResidual">Smaller residuals weigh as this one.</param>
    /// <param name="penalty">Ridge, as a share of all weight.</param>
    /// <param name="observe">All observations under given coefficients; weights may depend on them.</param>
    public static double[] Fit(int width, double leastResidual, double penalty, Func<double[], IEnumerable<MedianObservation>> observe)
    {
        double[] coefficients = new double[width];
        for (int round = 0; round < Rounds; round++)
        {
            double[,] normal = new double[width, width];
            double[] right = new double[width];
            double total = 0;
            foreach (MedianObservation seen in observe(coefficients))
            {
                double weight = seen.Weight / Math.Max(leastResidual, Math.Abs(seen.Residual));
                total += weight;
                for (int i = 0; i < width; i++)
                {
                    double weighted = weight * seen.Features[i];
                    right[i] += weighted * seen.Target;
                    for (int j = 0; j <= i; j++)
                        normal[i, j] += weighted * seen.Features[j];
                }
            }

            for (int i = 0; i < width; i++)
            {
                // A little absolute ridge for features that never varied.
                normal[i, i] += (penalty * total) + 1e-12;
                for (int j = 0; j < i; j++)
                    normal[j, i] = normal[i, j];
            }

            coefficients = [.. Matrix<double>.Build.DenseOfArray(normal).Cholesky().Solve(Vector<double>.Build.DenseOfArray(right))];
        }

        return coefficients;
    }
}
