using RtmPipeline.Alerts;
using RtmPipeline.Opportunities;
using RtmPipeline.Posts;
using RtmPipeline.State;
using RtmPipeline.Trends;

namespace RtmPipeline.Topology;

internal static class StateStubs
{
    public static void Save(this PostSequencer s, StateWriter to) => to.Bool(s is null);
    public static void Load(this PostSequencer s, StateReader from) => from.Bool();
    public static void Save(this TrendTracker s, StateWriter to) => to.Bool(s is null);
    public static void Load(this TrendTracker s, StateReader from) => from.Bool();
    public static void Save(this OpportunityFinder s, StateWriter to) => to.Bool(s is null);
    public static void Load(this OpportunityFinder s, StateReader from) => from.Bool();
    public static void Save(this IncidentTracker s, StateWriter to) => to.Bool(s is null);
    public static void Load(this IncidentTracker s, StateReader from) => from.Bool();
}
