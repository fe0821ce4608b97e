namespace RtmPipeline.Trends.Regression;

/// <summary>
/// Learns while running what the shipped regression gets wrong on this stream: recursive least squares of its residuals on the features, in
/// information form, with exponential forgetting and a ridge towards zero, which is the shipped model.
/// </summary>
/// <remarks>
/// Recursive least squares with forgetting (Ljung, System Identification, 2nd ed., §11.2) usually carries the inverse of the moments, whose prior fades, so that it
/// blows up where nothing new is seen. Here the moments themselves are decayed and summed, and the ridge is added when the line is solved for: the pull towards the
/// shipped model never fades, and everything is bounded, as features and residuals are. Cost: about a microsecond a truth, and four for solving, once a tick in which truths came.
/// </remarks>
internal sealed class ResidualRidge(HorizonState state, int tickSeconds)
{
    /// <summary>All features and a constant.</summary>
    public const int Size = TopicFeatures.Count + 1;

    /// <summary>What is learned loses half its weight in a day of stream time: long enough for the hours of a day, short enough to follow a stream that changes.</summary>
    private const double HalfLifeHours = 24;

    /// <summary>Truths that weigh as much as the shipped model. Topics of one event err together, so that hundreds say little more than some.</summary>
    private const double Prior = 300;

    /// <summary>Least weight of the shipped model, as a share of the truths: in a busy stream they come by the thousand, about the same few events.</summary>
    private const double MinPriorShare = 0.02;

    /// <summary>Features count up to so many spreads from their centre, residuals and corrections up to e^±this: no absurd post moves the model far.</summary>
    private const double MaxSpreads = 3;
    private const double MaxResidual = 2;

    private readonly double[] _weights = new double[Size];
    private readonly double[] _factor = new double[Size * (Size + 1) / 2];
    private bool _isSolved;

    /// <summary>What to add to the shipped prediction.</summary>
    public double Correction(ReadOnlySpan<double> features)
    {
        if (!_isSolved)
            Solve();
        double sum = _weights[TopicFeatures.Count];
        for (int i = 0; i < TopicFeatures.Count; i++)
            sum += _weights[i] * Scaled(features, i);
        return Math.Clamp(sum, -MaxResidual, MaxResidual);
    }

    /// <summary>Takes in one truth.</summary>
    /// <param name="features">Of the time of the forecast.</param>
    /// <param name="residual">Truth less shipped prediction.</param>
    public void Learn(ReadOnlySpan<double> features, double residual)
    {
        Span<double> z = stackalloc double[Size];
        for (int i = 0; i < TopicFeatures.Count; i++)
            z[i] = Scaled(features, i);
        z[TopicFeatures.Count] = 1;
        double bounded = Math.Clamp(residual, -MaxResidual, MaxResidual);
        int at = 0;
        for (int i = 0; i < Size; i++)
        {
            state.Products[i] += z[i] * bounded;
            for (int j = 0; j <= i; j++)
                state.Moments[at++] += z[i] * z[j];
        }

        _isSolved = false;
    }

    /// <summary>Lets time pass: what was learned before weighs less.</summary>
    /// <param name="ticks">At least 0.</param>
    public void Pass(long ticks)
    {
        double kept = Math.Pow(2, -ticks * tickSeconds / (HalfLifeHours * 3600));
        if (kept == 1)
            return;
        for (int i = 0; i < state.Moments.Length; i++)
            state.Moments[i] *= kept;
        for (int i = 0; i < Size; i++)
            state.Products[i] *= kept;
        state.Weight *= kept;
        _isSolved = false;
    }

    private static double Scaled(ReadOnlySpan<double> features, int i)
    {
        TopicFeature feature = TopicFeatures.All[i];
        double scaled = (features[i] - feature.Centre) / feature.Spread;
        return double.IsNaN(scaled) ? 0 : Math.Clamp(scaled, -MaxSpreads, MaxSpreads);
    }

    /// <summary>Cholesky's factor of the moments with the ridge on their diagonal, then two triangular systems. The ridge keeps every pivot above it.</summary>
    private void Solve()
    {
        double ridge = Math.Max(Prior, MinPriorShare * state.Weight);
        for (int i = 0; i < Size; i++)
        {
            int rowI = i * (i + 1) / 2;
            for (int j = 0; j <= i; j++)
            {
                int rowJ = j * (j + 1) / 2;
                double sum = state.Moments[rowI + j] + (i == j ? ridge : 0);
                for (int k = 0; k < j; k++)
                    sum -= _factor[rowI + k] * _factor[rowJ + k];
                _factor[rowI + j] = i == j ? Math.Sqrt(Math.Max(sum, ridge / 2)) : sum / _factor[rowJ + j];
            }
        }

        for (int i = 0; i < Size; i++)
        {
            double sum = state.Products[i];
            for (int k = 0; k < i; k++)
                sum -= _factor[(i * (i + 1) / 2) + k] * _weights[k];
            _weights[i] = sum / _factor[(i * (i + 1) / 2) + i];
        }

        for (int i = Size - 1; i >= 0; i--)
        {
            double sum = _weights[i];
            for (int k = i + 1; k < Size; k++)
                sum -= _factor[(k * (k + 1) / 2) + i] * _weights[k];
            _weights[i] = sum / _factor[(i * (i + 1) / 2) + i];
        }

        _isSolved = true;
    }
}
