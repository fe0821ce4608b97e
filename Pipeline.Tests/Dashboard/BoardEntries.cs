using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Retractions;
using RtmPipeline.Delivery;

namespace RtmPipeline.Tests.Dashboard;

/// <summary>Entries as a consumer gets them.</summary>
internal static class BoardEntries
{
    public static TailEntry Of(IncidentRevision revision) => Of(OutputEntries.Of(revision, revision.Revision));

    public static TailEntry Of(AlertDigest digest) => Of(OutputEntries.Of(digest, 1));

    public static TailEntry Of(PostRetraction retraction) => Of(RetractionEntries.Of(retraction, retraction.Revision));

    /// <summary>With one field's value in place of its own.</summary>
    public static TailEntry With(this TailEntry entry, string field, string value) =>
        entry with { Values = [.. entry.Values.Select((known, i) => entry.Names[i] == field ? System.Text.Encoding.UTF8.GetBytes(value) : known)] };

    private static TailEntry Of(OutputEntry entry) => new(entry.Stream, $"{entry.Time}-{entry.Seq}", entry.Stream.Fields(), [.. entry.Values]);
}
