namespace RtmPipeline.Tagging.Models.Training;

/// <summary>
/// A linear support vector machine with squared hinge loss, fitted by dual coordinate descent (Hsieh et al. 2008, "A dual coordinate descent method for
/// large-scale linear SVM"). Each set of texts has a bias of its own, so that how often a label occurs in a set is not taken for what its words say.
/// The same rows and seed give the same weights.
/// </summary>
internal static class SupportVectorFit
{
    // Projected gradient below which a pass changes nothing worth having.
    private const double Tolerance = 0.02;

    /// <param name="Weights">By slot.</param>
    /// <param name="Biases">By set.</param>
    internal sealed record Result(float[] Weights, float[] Biases);

    /// <param name="rows">Texts.</param>
    /// <param name="isPositive">By row.</param>
    /// <param name="sets">Set of each row, from 0.</param>
    /// <param name="costs">What an error costs, by row; positive.</param>
    /// <param name="slots">Length of the weights.</param>
    /// <param name="passes">Most passes over the rows.</param>
    /// <param name="seed">For the order of rows.</param>
    public static Result Fit(IReadOnlyList<SparseRow> rows, bool[] isPositive, int[] sets, float[] costs, int slots, int passes, int seed)
    {
        float[] weights = new float[slots];
        float[] biases = new float[sets.Length == 0 ? 0 : sets.Max() + 1];
        double[] duals = new double[rows.Count];
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        var random = new Random(seed);
        for (int pass = 0; pass < passes; pass++)
        {
            random.Shuffle(order);
            double largest = 0;
            foreach (int i in order)
            {
                double softness = 0.5 / costs[i];
                int sign = isPositive[i] ? 1 : -1;
                double gradient = (sign * (Dot(rows[i], weights) + biases[sets[i]])) - 1 + (duals[i] * softness);
                double projected = duals[i] == 0 ? Math.Min(gradient, 0) : gradient;
                largest = Math.Max(largest, Math.Abs(projected));
                if (projected == 0)
                    continue;
                double before = duals[i];
                duals[i] = Math.Max(0, before - (gradient / (SquaredLength(rows[i]) + 1 + softness)));
                float step = (float)((duals[i] - before) * sign);
                biases[sets[i]] += step;
                Add(rows[i], step, weights);
            }
            if (largest < Tolerance)
                break;
        }
        return new Result(weights, biases);
    }

    private static double Dot(SparseRow row, float[] weights)
    {
        double sum = 0;
        for (int i = 0; i < row.Slots.Length; i++)
            sum += weights[row.Slots[i]] * row.Values[i];
        return sum;
    }

    private static double SquaredLength(SparseRow row)
    {
        double sum = 0;
        foreach (float value in row.Values)
            sum += value * value;
        return sum;
    }

    private static void Add(SparseRow row, float step, float[] weights)
    {
        for (int i = 0; i < row.Slots.Length; i++)
            weights[row.Slots[i]] += step * row.Values[i];
    }
}
