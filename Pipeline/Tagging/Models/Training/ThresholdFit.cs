namespace RtmPipeline.Tagging.Models.Training;

/// <summary>Chooses the probability from which the label of a one-class model holds, on texts the model has not seen.</summary>
internal static class ThresholdFit
{
    /// <summary>What a model without texts to choose on keeps.</summary>
    public const float Default = 0.5f;

    /// <summary>The threshold with the best mean of the F1 of "that" and the F1 of "not"; of equals the highest.</summary>
    public static float BestMacroF1(IReadOnlyList<(float Probability, bool IsThat)> texts)
    {
        (float Probability, bool IsThat)[] falling = [.. texts.OrderByDescending(text => text.Probability)];
        int positives = falling.Count(text => text.IsThat);
        float best = Default;
        double bestScore = -1;
        int hits = 0;
        for (int i = 0; i < falling.Length; i++)
        {
            hits += falling[i].IsThat ? 1 : 0;
            if (i + 1 < falling.Length && falling[i + 1].Probability == falling[i].Probability)
                continue;
            int flagged = i + 1;
            int left = falling.Length - flagged;
            int rightlyLeft = left - (positives - hits);
            double score = F1(hits, flagged, positives) + F1(rightlyLeft, left, falling.Length - positives);
            if (score <= bestScore)
                continue;
            bestScore = score;
            best = left == 0 ? falling[i].Probability : (falling[i].Probability + falling[i + 1].Probability) / 2;
        }
        return best;
    }

    /// <summary>The lowest threshold that flags no more than a share of the texts that are not that.</summary>
    /// <param name="ordinary">Probabilities of the texts that are not that.</param>
    /// <param name="share">In [0, 1).</param>
    public static float AtMostFlagged(IEnumerable<float> ordinary, double share)
    {
        float[] falling = [.. ordinary.OrderDescending()];
        if (falling.Length == 0)
            return Default;
        int allowed = (int)(share * falling.Length);
        return Math.Min(1, MathF.BitIncrement(falling[allowed]));
    }

    private static double F1(int hits, int found, int wanted) => found + wanted == 0 ? 0 : 2.0 * hits / (found + wanted);
}
