namespace RtmPipeline.Commands.Training;

/// <summary>What a model that had not seen a text says about it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Label">Number of its own label.</param>
/// <param name="Given">Number of the label it was given.</param>
/// <param name="Fold">Name of the fold it was left out with; the set's name for a judged text.</param>
/// <param name="Probabilities">By label; of a model of one class a single one.</param>
internal sealed record Outcome(LabelledText Text, int Label, int Given, string Fold, float[] Probabilities)
{
    /// <summary>Probability that calibration is judged by: of the given label, or of a single class.</summary>
    public float Confidence => Probabilities.Length == 1 ? Probabilities[0] : Probabilities[Given];

    /// <summary>Whether what <see cref="Confidence"/> speaks of is so.</summary>
    public bool IsSo => Probabilities.Length == 1 ? Label == 1 : Label == Given;
}

/// <summary>Figures of a list of outcomes that need more than counts.</summary>
internal static class OutcomeFigures
{
    /// <summary>Draws of a bootstrap.</summary>
    public const int Draws = 1000;

    private const int Bins = 10;
    private const double Tail = 0.025;

    /// <summary>
    /// Expected calibration error: the mean distance between confidence and how often it is right, over ten bins of equal width by confidence, weighted by texts.
    /// </summary>
    public static double CalibrationError(IReadOnlyCollection<Outcome> outcomes)
    {
        double[] surplus = new double[Bins];
        foreach (Outcome outcome in outcomes)
        {
            int bin = Math.Min((int)(outcome.Confidence * Bins), Bins - 1);
            surplus[bin] += outcome.Confidence - (outcome.IsSo ? 1 : 0);
        }
        return outcomes.Count == 0 ? 0 : surplus.Sum(Math.Abs) / outcomes.Count;
    }

    /// <summary>95 % intervals of accuracy and macro-F1 by the percentiles of texts drawn again with a seed.</summary>
    public static (Interval Accuracy, Interval MacroF1) Bootstrap(IReadOnlyCollection<Outcome> outcomes, int labels, int seed)
    {
        var figures = new ClassFigures(labels);
        int[] cells = [.. outcomes.Select(figures.CellOf)];
        double[] accuracies = new double[Draws];
        double[] scores = new double[Draws];
        var random = new Random(seed);
        for (int draw = 0; draw < Draws; draw++)
        {
            figures.Clear();
            for (int i = 0; i < cells.Length; i++)
                figures.Add(cells[random.Next(cells.Length)]);
            accuracies[draw] = figures.Accuracy;
            scores[draw] = figures.MacroF1;
        }
        return (Interval.Of(accuracies, Tail), Interval.Of(scores, Tail));
    }
}

/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct Interval(double Low, double High)
{
    /// <summary>What is left when a share is cut off at both ends.</summary>
    public static Interval Of(double[] values, double tail)
    {
        Array.Sort(values);
        int cut = (int)(values.Length * tail);
        return new Interval(values[cut], values[^(cut + 1)]);
    }
}
