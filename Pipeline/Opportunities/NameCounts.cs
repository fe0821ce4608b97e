using RtmPipeline.Opportunities.Saving;

namespace RtmPipeline.Opportunities;

/// <summary>Weights by name, for a bounded number of names; the first ones stay. Answers in a fixed order: weight, then name.</summary>
internal sealed class NameCounts(int maxNames)
{
    /// <summary>Weights below are rests of rounding: nothing that is counted weighs so little.</summary>
    private const double Least = 1e-9;

    private readonly Dictionary<string, double> _weights = new(StringComparer.Ordinal);
    private double _total;

    public void Add(string name, double weight)
    {
        _total += weight;
        if (_weights.TryGetValue(name, out double known) || _weights.Count < maxNames)
            _weights[name] = known + weight;
    }

    /// <summary>Takes back what was added; of a name that was left out only the total knows.</summary>
    public void TakeBack(string name, double weight)
    {
        _total = Math.Max(0, _total - weight);
        if (!_weights.TryGetValue(name, out double known))
            return;
        // Nothing is left but rounding.
        if (known - weight < Least)
            _weights.Remove(name);
        else
            _weights[name] = known - weight;
    }

    public (string Name, double Weight, double Share)[] Top(int count) =>
        [.. _weights.OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal).Take(count)
            .Select(w => (w.Key, w.Value, w.Value / _total))];

    /// <summary>Share of the names that pass; 0 when there are none.</summary>
    public double ShareOf(Func<string, bool> passes)
    {
        double weight = 0;
        foreach ((string name, double own) in _weights.OrderBy(static w => w.Key, StringComparer.Ordinal))
            weight += passes(name) ? own : 0;
        return _total > 0 ? weight / _total : 0;
    }

    public void Save(SharedWriter shared)
    {
        shared.To.Double(_total);
        (string[] names, double[] weights) = SortedState.Sort(_weights, StringComparer.Ordinal);
        shared.Texts(names);
        shared.To.Values(weights);
    }

    public void Load(SharedReader shared)
    {
        _total = shared.From.Double();
        string[] names = shared.Texts();
        double[] weights = shared.From.Values<double>();
        if (names.Length != weights.Length || names.Length > maxNames)
            throw shared.From.Broken($"{names.Length} names, of which at most {maxNames} belong here, have {weights.Length} weights");
        _weights.Clear();
        for (int i = 0; i < names.Length; i++)
            SortedState.AddNew(shared.From, _weights, names[i], weights[i]);
    }
}
