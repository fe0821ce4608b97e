using MathNet.Numerics.LinearAlgebra;

namespace RtmPipeline.Trends.Growth;

/// <summary>
/// Ridge regression through the bend of <see cref="SoftFloor"/>, by squares or by absolute values: Gauss–Newton steps with weights that turn squares into
/// Huber's loss (iteratively reweighted least squares: Holland and Welsch 1977). Sums are taken in the order of the rows, so the same rows give the same fit.
/// </summary>
internal sealed class LinkedRegression
{
    /// <summary>Steps; the loss stops falling in fewer.</summary>
    private const int Iterations = 40;

    /// <summary>Added to the normal equations of a step alone: it damps steps and does not move what they lead to.</summary>
    private const double Damping = 0.02;

    private const double MaxStep = 0.5;

    private readonly IReadOnlyList<FitRow> _rows;
    private readonly FitSettings _settings;
    private readonly double _floor;
    private readonly double[] _means;
    private readonly double[] _scales;
    private readonly double[][] _columns;
    private readonly double _weight;
    private readonly double _softness;

    private LinkedRegression(IReadOnlyList<FitRow> rows, double floor, FitSettings settings)
    {
        _rows = rows;
        _settings = settings;
        _floor = floor;
        _weight = rows.Sum(r => r.Weight);
        int features = rows[0].Point.Features.Length;
        _means = new double[features];
        _scales = new double[features];
        for (int j = 0; j < features; j++)
        {
            double mean = Math.Round(rows.Sum(r => r.Weight * r.Point.Features[j]) / _weight, 6);
            double variance = rows.Sum(r => r.Weight * (r.Point.Features[j] - mean) * (r.Point.Features[j] - mean)) / _weight;
            _means[j] = mean;
            // A feature that never varied says nothing; scale 1 keeps it finite and the ridge keeps it near 0.
            _scales[j] = variance > 1e-9 ? Math.Max(Math.Round(Math.Sqrt(variance), 6), 1e-6) : 1;
        }

        _columns = [.. rows.Select(Standardised)];
        _softness = Math.Round(settings.Softness * Middle(rows.Select(r => r.Target - r.Point.LogCount)), 4);
    }

    /// <summary>Fits intercept and coefficients; the bands of the answer are empty.</summary>
    public static GrowthAnchor Fit(IReadOnlyList<FitRow> rows, double seconds, double floor, FitSettings settings)
    {
        var regression = new LinkedRegression(rows, floor, settings);
        double[] solution = regression.Solve();
        return new GrowthAnchor
        {
            Seconds = seconds,
            Intercept = Math.Round(solution[0], 6),
            Coefficients = [.. solution.Skip(1).Select(c => Math.Round(c, 6))],
            Means = regression._means,
            Scales = regression._scales,
            Softness = regression._softness,
            LeastLogCount = Math.Round(rows.Min(r => r.Point.LogCount), 6),
            Band = new GrowthBand(0, 0, 0, 0),
            OpenBand = new GrowthBand(0, 0, 0, 0),
        };
    }

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private double[] Standardised(FitRow row)
    {
        double[] x = new double[_means.Length + 1];
        x[0] = 1;
        for (int j = 0; j < _means.Length; j++)
            x[j + 1] = (row.Point.Features[j] - _means[j]) / _scales[j];
        return x;
    }

    private double[] Solve()
    {
        double[] solution = new double[_means.Length + 1];
        solution[0] = Middle(_rows.Select(r => r.Target - r.Point.Offset));
        bool isLinear = _softness <= 0 && double.IsPositiveInfinity(_settings.RobustFrom);
        for (int i = 0; i < (isLinear ? 1 : Iterations); i++)
        {
            double[] step = Step(solution, isLinear ? 0 : Damping);
            for (int j = 0; j < step.Length; j++)
                solution[j] += isLinear ? step[j] : Math.Clamp(step[j], -MaxStep, MaxStep);
        }

        return solution;
    }

    private double[] Step(double[] solution, double damping)
    {
        int n = solution.Length;
        double[,] normal = new double[n, n];
        double[] right = new double[n];
        for (int i = 0; i < _rows.Count; i++)
        {
            double[] x = _columns[i];
            (double residual, double slope) = Residual(_rows[i], x, solution);
            double weight = _rows[i].Weight * (Math.Abs(residual) <= _settings.RobustFrom ? 1 : _settings.RobustFrom / Math.Abs(residual));
            for (int j = 0; j < n; j++)
            {
                double scaled = weight * slope * x[j];
                right[j] += scaled * residual;
                for (int k = 0; k <= j; k++)
                    normal[j, k] += scaled * slope * x[k];
            }
        }

        for (int j = 0; j < n; j++)
        {
            double ridge = j == 0 ? 0 : _settings.Ridge * _weight;
            normal[j, j] += ridge + (damping * _weight);
            right[j] -= ridge * solution[j];
            for (int k = 0; k < j; k++)
                normal[k, j] = normal[j, k];
        }

        return Matrix<double>.Build.DenseOfArray(normal).Cholesky().Solve(Vector<double>.Build.Dense(right)).ToArray();
    }

    private (double Residual, double Slope) Residual(FitRow row, double[] x, double[] solution)
    {
        double line = row.Point.Offset;
        for (int j = 0; j < x.Length; j++)
            line += solution[j] * x[j];
        if (_softness <= 0)
            return (row.Target - line, 1);
        double floor = Math.Max(_floor, row.Point.LogCount);
        return (row.Target - SoftFloor.Of(line, floor, _softness), SoftFloor.Slope(line, floor, _softness));
    }
}
