namespace RtmPipeline.Trends.Series;

/// <summary>
/// The conditional median of a sum to come, as e^(present level + a linear function of the features), learned while running. Recursive
/// least squares with forgetting on reweighted squares (Holland &amp; Welsch 1977: weight 1/|residual| turns squares into absolute values), so
/// that it minimises the mean absolute error in counts: a residual in logs counts as much as the level it stands at. The shipped
/// coefficients stay in the sums as so many horizons of evidence and are never forgotten, which bounds what a quiet series can unlearn.
/// </summary>
internal sealed class SeriesRegression
{
    /// <summary>Residuals below this (in logs) weigh no more, or a few lucky forecasts would decide everything.</summary>
    public const double LeastResidual = 0.05;

    /// <summary>A forecast this many times the usual level weighs as much as that.</summary>
    private const double MaxRelativeWeight = 20;

    /// <summary>Forecasts stay within e^±this of the present level: beyond, the line has left the data.</summary>
    private const double MaxLogChange = 4;

    private readonly double[] _prior;
    private readonly double[] _precision;
    private readonly double _keep;
    private readonly double[] _coefficients;
    private readonly double[,] _normal = new double[SeriesFeatures.Count, SeriesFeatures.Count];
    private readonly double[] _right = new double[SeriesFeatures.Count];
    private readonly double[,] _factor = new double[SeriesFeatures.Count, SeriesFeatures.Count];
    private double _level;
    private double _levelWeight;

    /// <param name="prior">Coefficients to begin with.</param>
    /// <param name="precision">How firmly each is held: mean square of its feature times the number of observations it stands for.</param>
    /// <param name="memory">Observations after which old ones count for 1/e.</param>
    public SeriesRegression(double[] prior, double[] precision, double memory)
    {
        _prior = prior;
        _precision = precision;
        _coefficients = [.. prior];
        _keep = Math.Exp(-1 / memory);
    }

    /// <summary>Log of the expected sum.</summary>
    public double Predict(double logPresent, ReadOnlySpan<double> features) => Predict(_coefficients, logPresent, features);

    public static double Predict(double[] coefficients, double logPresent, ReadOnlySpan<double> features)
    {
        double sum = 0;
        for (int i = 0; i < coefficients.Length; i++)
            sum += coefficients[i] * features[i];
        return logPresent + Math.Clamp(sum, -MaxLogChange, MaxLogChange);
    }

    /// <summary>Weight of an observation in the squares: its level over the usual level, over its residual.</summary>
    public static double WeightOf(double relativeLevel, double residual) =>
        Math.Min(MaxRelativeWeight, relativeLevel) / Math.Max(LeastResidual, Math.Abs(residual));

    /// <summary>Takes the truth of an earlier forecast. <see cref="Solve"/> brings it into the coefficients.</summary>
    public void Learn(double logPresent, ReadOnlySpan<double> features, double truth)
    {
        double predicted = Predict(logPresent, features);
        double expected = Math.Exp(predicted);
        double residual = Math.Log((truth + 0.5) / (expected + 0.5));
        _levelWeight = (_levelWeight * _keep) + 1;
        _level = (_level * _keep) + expected;
        double weight = WeightOf(expected / (_level / _levelWeight), residual);
        double target = predicted + residual - logPresent;
        for (int i = 0; i < _right.Length; i++)
        {
            double weighted = weight * features[i];
            _right[i] = (_right[i] * _keep) + (weighted * target);
            for (int j = 0; j <= i; j++)
                _normal[i, j] = (_normal[i, j] * _keep) + (weighted * features[j]);
        }
    }

    /// <summary>Coefficients of the least weighted squares, by Cholesky; the precision of the prior keeps the matrix positive.</summary>
    public void Solve()
    {
        int n = _right.Length;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = _normal[i, j] + (i == j ? _precision[i] : 0);
                for (int k = 0; k < j; k++)
                    sum -= _factor[i, k] * _factor[j, k];
                _factor[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-9)) : sum / _factor[j, j];
            }
        }

        for (int i = 0; i < n; i++)
        {
            double sum = _right[i] + (_precision[i] * _prior[i]);
            for (int k = 0; k < i; k++)
                sum -= _factor[i, k] * _coefficients[k];
            _coefficients[i] = sum / _factor[i, i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            double sum = _coefficients[i];
            for (int k = i + 1; k < n; k++)
                sum -= _factor[k, i] * _coefficients[k];
            _coefficients[i] = sum / _factor[i, i];
        }
    }
}
