namespace RtmPipeline.Trends.Regression;

/// <summary>A sample of one recording with the log of growth that came.</summary>
internal sealed record VelocityRow(int Recording, VelocitySample Sample, double Target)
{
    public double[] Features => Sample.Features;

    public double Level => Sample.Features[TopicFeatures.LevelIndex];
}

/// <summary>The rows of one horizon, with their weights.</summary>
internal sealed class VelocityRows
{
    private readonly int[] _counts;

    public VelocityRows(IReadOnlyList<VelocityRecording> recordings, int horizon, int minutes)
    {
        var all = new List<VelocityRow>();
        _counts = new int[recordings.Count];
        for (int r = 0; r < recordings.Count; r++)
        {
            foreach (VelocitySample sample in recordings[r].Samples)
            {
                if (double.IsNaN(sample.Mentions[horizon]))
                    continue;
                all.Add(new VelocityRow(r, sample, GrowthScale.LogOf(sample.Mentions[horizon], sample.PresentRate, minutes)));
                _counts[r]++;
            }
        }

        All = all;
    }

    /// <summary>In the order of the recordings, each in the order of time.</summary>
    public IReadOnlyList<VelocityRow> All { get; }

    /// <summary>Recordings that have rows.</summary>
    public IEnumerable<int> Recordings => Enumerable.Range(0, _counts.Length).Where(r => _counts[r] > 0);

    /// <summary>Samples of one recording resemble each other: a recording weighs as much as the root of their number, so that no large one drowns the rest.</summary>
    public double WeightOf(VelocityRow row) => 1 / Math.Sqrt(_counts[row.Recording]);
}
