using System.Globalization;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;

namespace RtmPipeline.Commands;

/// <summary>One alert or digest on one line, for people.</summary>
internal static class AlertLine
{
    public static string Of(IncidentRevision revision) => string.Create(
        CultureInfo.InvariantCulture,
        $"{DateTimeOffset.FromUnixTimeMilliseconds(revision.Time):yyyy-MM-dd HH:mm:ss}  {revision.Kind.Word(),-11} {revision.Phase.Word(),-9} {revision.Brand}  score {revision.Score:0}  severity {revision.Severity:0.0}  {PlainText.Escape(revision.Summary)}");

    public static string Of(AlertDigest digest) => string.Create(
        CultureInfo.InvariantCulture,
        $"{DateTimeOffset.FromUnixTimeMilliseconds(digest.Time):yyyy-MM-dd HH:mm:ss}  {"digest",-11} {string.Empty,-9} {digest.Brand}  {PlainText.Escape(digest.Summary)}");
}
