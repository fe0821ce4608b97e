using RtmPipeline.State;

namespace RtmPipeline.Alerts;

/// <summary>The tracker as a state.</summary>
internal sealed partial class IncidentTracker
{
    /// <summary>Writes all that is remembered. What follows from the profiles, as limits and words, is made anew with them.</summary>
    public void Save(StateWriter to)
    {
        to.Section("alerts");
        to.Long(_now);
        var states = new IncidentStates();
        _book.AddTo(states);
        _named.AddTo(states);
        states.Save(to);
        _book.Save(to, states);
        _caps.Save(to);
        _held.Save(to);
        _named.Save(to, states);
    }

    /// <summary>Reads into a fresh tracker of the same options and profiles.</summary>
    public void Load(StateReader from)
    {
        from.Section("alerts");
        _now = from.Long();
        var states = new IncidentStates();
        states.Load(from);
        _book.Load(from, states, _brands.Count);
        _caps.Load(from);
        _held.Load(from);
        _named.Load(from, states);
    }
}
