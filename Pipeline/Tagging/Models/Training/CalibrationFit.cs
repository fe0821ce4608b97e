namespace RtmPipeline.Tagging.Models.Training;

/// <summary>Fits a <see cref="Calibration"/> to held-out values by gradient descent on the log loss, which is convex.</summary>
internal static class CalibrationFit
{
    private const int Steps = 2000;
    private const float StepLength = 0.5f;
    private const float MinSlope = 0.01f;

    /// <param name="values">By text, then class; of texts the model has not seen.</param>
    /// <param name="labels">By text.</param>
    public static Calibration Fit(IReadOnlyList<float[]> values, IReadOnlyList<int> labels)
    {
        int classes = values[0].Length;
        float slope = 1;
        float[] offsets = new float[classes];
        float[] probabilities = new float[classes];
        for (int step = 0; step < Steps; step++)
        {
            double slopeGradient = 0;
            double[] offsetGradient = new double[classes];
            for (int i = 0; i < values.Count; i++)
            {
                values[i].CopyTo(probabilities.AsSpan());
                LinearModel.Calibrate(new Calibration(slope, offsets), probabilities);
                for (int label = 0; label < classes; label++)
                {
                    double miss = probabilities[label] - (labels[i] == (classes == 1 ? 1 : label) ? 1 : 0);
                    slopeGradient += miss * values[i][label];
                    offsetGradient[label] += miss;
                }
            }
            slope = Math.Max(MinSlope, slope - (float)(StepLength * slopeGradient / values.Count));
            for (int label = 0; label < classes; label++)
                offsets[label] -= (float)(StepLength * offsetGradient[label] / values.Count);
        }
        return new Calibration(slope, offsets);
    }
}
