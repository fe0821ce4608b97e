using RtmPipeline.State;

namespace RtmPipeline.Alerts;

/// <summary>
/// The incidents of a state, each written once and named by a number from then on: the book and the memory of named posts hold the same ones, and a revision counted in one must count in the
/// other.
/// </summary>
internal sealed class IncidentStates
{
    private readonly List<Incident> _incidents = [];
    private readonly Dictionary<Incident, int> _numbers = [];

    /// <summary>Takes an incident in, unless it is.</summary>
    public void Add(Incident incident)
    {
        if (_numbers.TryAdd(incident, _incidents.Count))
            _incidents.Add(incident);
    }

    public int NumberOf(Incident incident) => _numbers[incident];

    /// <summary>The incident of a number that was read.</summary>
    /// <exception cref="StateFormatException">There is none.</exception>
    public Incident Read(StateReader from)
    {
        int number = from.Int();
        return number >= 0 && number < _incidents.Count ? _incidents[number] : throw from.Broken($"there is no incident {number} of {_incidents.Count}");
    }

    public void Save(StateWriter to)
    {
        to.Section("alerts.incidents");
        to.Int(_incidents.Count);
        foreach (Incident incident in _incidents)
            incident.Save(to);
    }

    public void Load(StateReader from)
    {
        from.Section("alerts.incidents");
        int count = from.Count(Incident.LeastBytes);
        for (int i = 0; i < count; i++)
            Add(Incident.Load(from));
    }
}
