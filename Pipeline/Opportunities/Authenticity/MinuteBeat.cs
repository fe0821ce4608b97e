using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Authenticity;

/// <summary>
/// At which seconds of the minute posts come. Jobs that are started by the minute keep to one second; people do not. A second counts once a minute, so that a burst of seconds,
/// as after a goal, is no beat.
/// </summary>
internal sealed class MinuteBeat
{
    private const int Seconds = 60;

    private readonly double[] _weights = new double[Seconds];
    private readonly long[] _minutes = new long[Seconds];

    /// <summary>Sum of the weights counted.</summary>
    public double Total { get; private set; }

    public void Add(long second, double weight)
    {
        int at = (int)(second % Seconds);
        long minute = second / Seconds;
        if (_minutes[at] == minute)
            return;
        _minutes[at] = minute;
        _weights[at] += weight;
        Total += weight;
    }

    public void Rescale(double factor)
    {
        for (int i = 0; i < Seconds; i++)
            _weights[i] *= factor;
        Total *= factor;
    }

    /// <summary>Share of the heaviest pair of neighbouring seconds, and the first of them: a job that takes some time spills over.</summary>
    public (int Second, double Share) Heaviest()
    {
        int heaviest = 0;
        for (int i = 1; i < Seconds; i++)
        {
            if (Pair(i) > Pair(heaviest))
                heaviest = i;
        }

        return (heaviest, ShareAt(heaviest));
    }

    /// <summary>Share of a second and the next.</summary>
    public double ShareAt(int second) => Total > 0 ? Pair(second) / Total : 0;

    private double Pair(int second) => _weights[second] + _weights[(second + 1) % Seconds];

    public void Save(StateWriter to)
    {
        to.Values(_weights);
        to.Values(_minutes);
        to.Double(Total);
    }

    public void Load(StateReader from)
    {
        from.ValuesInto(_weights.AsSpan());
        from.ValuesInto(_minutes.AsSpan());
        Total = from.Double();
    }
}
