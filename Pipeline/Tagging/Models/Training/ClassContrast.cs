namespace RtmPipeline.Tagging.Models.Training;

/// <summary>
/// How differently a feature occurs in the texts of one class and in all others: <c>|ln(p / q)|</c>, where p and q are the shares of texts that have it
/// (Wang and Manning 2012, "Baselines and bigrams", NB-SVM). Features scaled by it let a machine of few texts believe at once in a word that stands in one class
/// alone, and be slow to believe in one that stands everywhere. The sign is left out: the machine finds it.
/// </summary>
internal static class ClassContrast
{
    // Texts with and texts without the feature that each side is thought to have had before: a share is never nothing.
    private const float PriorTexts = 1;

    /// <param name="rows">Texts.</param>
    /// <param name="isPositive">By row: whether it is of the class.</param>
    /// <param name="weights">By row: how much it counts.</param>
    /// <param name="slots">Number of features.</param>
    /// <returns>By slot; 0 or more.</returns>
    public static float[] Of(IReadOnlyList<SparseRow> rows, bool[] isPositive, float[] weights, int slots)
    {
        float[] own = new float[slots];
        float[] other = new float[slots];
        float ownTexts = 2 * PriorTexts;
        float otherTexts = 2 * PriorTexts;
        for (int i = 0; i < rows.Count; i++)
        {
            float[] counts = isPositive[i] ? own : other;
            foreach (int slot in rows[i].Slots)
                counts[slot] += weights[i];
            if (isPositive[i])
                ownTexts += weights[i];
            else
                otherTexts += weights[i];
        }
        for (int slot = 0; slot < slots; slot++)
            own[slot] = MathF.Abs(MathF.Log((own[slot] + PriorTexts) / ownTexts / ((other[slot] + PriorTexts) / otherTexts)));
        return own;
    }

    /// <summary>A row whose values are multiplied by what their slots have.</summary>
    public static SparseRow Scale(SparseRow row, float[] factors) => new(row.Slots, [.. row.Slots.Select((slot, i) => row.Values[i] * factors[slot])]);
}
