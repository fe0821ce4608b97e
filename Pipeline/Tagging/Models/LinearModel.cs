namespace RtmPipeline.Tagging.Models;

/// <summary>Turns the values of a model into probabilities: softmax (one class: the logistic function) of <c>Slope · value + Offset</c>.</summary>
/// <param name="Slope">Positive.</param>
/// <param name="Offsets">By class.</param>
internal sealed record Calibration(float Slope, float[] Offsets);

/// <summary>
/// A linear classifier over hashed features. The value of a class is <c>Σ weights / √(Σ norms) + bias</c>, summed over the features of a text; a text
/// without a feature the model knows has none.
/// </summary>
/// <param name="name">What it tells: "language", "sentiment" …</param>
/// <param name="classes">Labels, in the order of the values; one label makes a model of two outcomes, that or not.</param>
/// <param name="table">Weights.</param>
internal sealed class LinearModel(string name, string[] classes, FeatureTable table)
{
    public const int MaxClasses = 64;

    // Probabilities are told in steps: exponentials differ in the last bit from one machine to another, and outputs must not.
    private const float Steps = 10_000;

    public string Name { get; } = name;

    public string[] Classes { get; } = classes;

    public FeatureTable Table { get; } = table;

    /// <summary>Value of one step of weight, by class.</summary>
    public float[] Scales { get; } = new float[classes.Length];

    /// <summary>By language variant, then class.</summary>
    public float[][] Biases { get; } = [.. Enumerable.Range(0, LanguageVariants.Count).Select(_ => new float[classes.Length])];

    /// <summary>By language variant.</summary>
    public Calibration[] Calibrations { get; } =
        [.. Enumerable.Range(0, LanguageVariants.Count).Select(_ => new Calibration(1, new float[classes.Length]))];

    /// <summary>For a model of one class: the probability from which the label holds, in [0, 1].</summary>
    public float Threshold { get; set; } = 0.5f;

    /// <summary>Integers a text's sums take: one a class, and one for the norm.</summary>
    public int Width => Classes.Length + 1;

    /// <param name="sums">Sums over the features of a text, see <see cref="FeatureTable.AddTo"/>.</param>
    /// <param name="variant">Language of the text.</param>
    /// <param name="values">Takes one value a class.</param>
    /// <returns>False when the text has no known feature; the values are then the biases.</returns>
    public bool Evaluate(ReadOnlySpan<int> sums, LanguageVariant variant, Span<float> values)
    {
        int norm = sums[Classes.Length];
        float factor = norm == 0 ? 0 : 1 / MathF.Sqrt(norm * FeatureTable.NormStep);
        for (int i = 0; i < Classes.Length; i++)
            values[i] = (sums[i] * Scales[i] * factor) + Biases[(int)variant][i];
        return norm > 0;
    }

    /// <summary>Turns values into probabilities, in place.</summary>
    public void Calibrate(LanguageVariant variant, Span<float> values) => Calibrate(Calibrations[(int)variant], values);

    /// <summary>Turns values into probabilities, in place.</summary>
    public static void Calibrate(Calibration calibration, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = (calibration.Slope * values[i]) + calibration.Offsets[i];
        if (values.Length == 1)
            values[0] = 1 / (1 + MathF.Exp(-values[0]));
        else
            Softmax(values);
        foreach (ref float value in values)
            value = MathF.Round(value * Steps) / Steps;
    }

    private static void Softmax(Span<float> values)
    {
        float largest = float.NegativeInfinity;
        foreach (float value in values)
            largest = Math.Max(largest, value);
        float sum = 0;
        for (int i = 0; i < values.Length; i++)
            sum += values[i] = MathF.Exp(values[i] - largest);
        for (int i = 0; i < values.Length; i++)
            values[i] /= sum;
    }
}
