namespace RtmPipeline.Tagging.Models.Training;

/// <summary>
/// Which sets have biases of their own. A set of mostly one label says something only beside other sets: with a bias of its own the bias would explain the
/// label, and the words would learn nothing. Such sets share one.
/// </summary>
internal static class BiasGroups
{
    /// <summary>Largest share of one label in a set with a bias of its own.</summary>
    public const double MaxShareOfOneLabel = 0.8;

    private const int Shared = 0;

    /// <param name="labels">Set and label of each text; sets count from 0.</param>
    /// <returns>Group of each set, from 0.</returns>
    public static int[] Of(IReadOnlyCollection<(int Set, int Label)> labels)
    {
        if (labels.Count == 0)
            return [];
        int[] groups = new int[labels.Max(text => text.Set) + 1];
        int next = Shared + 1;
        foreach (IGrouping<int, (int Set, int Label)> set in labels.GroupBy(text => text.Set).OrderBy(set => set.Key))
        {
            int most = set.GroupBy(text => text.Label).Max(label => label.Count());
            groups[set.Key] = most > MaxShareOfOneLabel * set.Count() ? Shared : next++;
        }
        return groups;
    }
}
