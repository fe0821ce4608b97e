using RtmPipeline.Alerts;
using RtmPipeline.Commands.Evaluate.Alerts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Evaluate.Alerts;

/// <summary>Hand-made truths, and what a pipeline could have said about them. Minutes count from noon of a day.</summary>
internal static class Told
{
    public const long Noon = SampleRevisions.Noon;

    public static long At(double minute) => Noon + (long)(minute * 60_000);

    public static TrueEvent Event(string id, AlertKind? alert, double onset, double? end, params string[] surfaces) => new()
    {
        Id = id, Alert = alert, OnsetAt = At(onset), EndAt = end is { } minute ? At(minute) : null, Surfaces = surfaces,
    };

    public static MeasuredEvent Measured(TrueEvent happened, EventVolume? volume = null) => MeasuredEvent.Of(happened, volume)!;

    public static MeasuredEvent Measured(string id, AlertKind? alert, double onset, double? end, params string[] surfaces) => Measured(Event(id, alert, onset, end, surfaces));

    public static IncidentRevision Revision(
        string incident, double minute, string label, AlertKind kind = AlertKind.Opportunity, IncidentPhase phase = IncidentPhase.Raised, OutputKind output = OutputKind.Alert, string brand = "acme", string[]? aliases = null) =>
        new SampleRevisions(1).Next(output, phase, incident, time: At(minute)) with
        {
            Kind = kind,
            Brand = brand,
            Topic = new IncidentTopic(label.ToLowerInvariant(), TopicKind.Word, label, aliases ?? []),
            ActBefore = At(minute + 30),
            RaisedAt = At(minute),
        };

    /// <summary>Posts at these minutes.</summary>
    public static EventVolume Volume(params double[] minutes)
    {
        var volume = new EventVolume();
        foreach (double minute in minutes)
            volume.Add(At(minute));
        return volume;
    }
}
