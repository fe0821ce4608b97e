using System.Globalization;
using System.Text;
using RtmPipeline.Alerts;

namespace RtmPipeline.Delivery;

/// <summary>Turns revisions and digests into entries of the opportunity and alert streams.</summary>
internal static class OutputEntries
{
    /// <summary><c>INCIDENT.REV</c>: the same for the same event on every replay, so that consumers can drop what they have seen.</summary>
    public static string IdOf(IncidentRevision revision) =>
        string.Create(CultureInfo.InvariantCulture, $"{revision.Incident}.{revision.Revision}");

    public static OutputStream StreamOf(IncidentRevision revision) =>
        revision.Output == OutputKind.Alert ? OutputStream.Alerts : OutputStream.Opportunities;

    /// <summary>The entry of a revision.</summary>
    /// <param name="revision">Complete in itself.</param>
    /// <param name="seq">Its number in its stream, from 1.</param>
    /// <exception cref="ArgumentException">A number of the revision is not finite.</exception>
    public static OutputEntry Of(IncidentRevision revision, long seq)
    {
        OutputStream stream = StreamOf(revision);
        long time = Math.Max(0, revision.Time);
        return new OutputEntry
        {
            Stream = stream,
            Seq = seq,
            Time = time,
            OpportunityId = stream == OutputStream.Opportunities ? revision.Incident : null,
            IsLive = revision.Phase is not (IncidentPhase.Expired or IncidentPhase.Retracted),
            Values =
            [
                Encoding.UTF8.GetBytes(IdOf(revision)),
                Encoding.UTF8.GetBytes(OutputTypes.Of(revision)),
                WireNumbers.Whole(seq),
                WireNumbers.Whole(time),
                Encoding.UTF8.GetBytes(revision.Brand),
                Encoding.UTF8.GetBytes(revision.Topic.Key),
                WireNumbers.Score(revision.Severity, "severity"),
                WireNumbers.Score(revision.Score, "score"),
                RevisionJson.Write(revision),
            ],
        };
    }

    /// <summary>The entry of a digest, in the alert stream.</summary>
    /// <param name="digest">Complete in itself.</param>
    /// <param name="seq">Its number in the stream, from 1.</param>
    /// <exception cref="ArgumentException">A number of the digest is not finite.</exception>
    public static OutputEntry Of(AlertDigest digest, long seq)
    {
        long time = Math.Max(0, digest.Time);
        return new OutputEntry
        {
            Stream = OutputStream.Alerts,
            Seq = seq,
            Time = time,
            OpportunityId = null,
            IsLive = false,
            Values =
            [
                Encoding.UTF8.GetBytes(IdOf(digest)),
                Encoding.UTF8.GetBytes(OutputTypes.Digest),
                WireNumbers.Whole(seq),
                WireNumbers.Whole(time),
                Encoding.UTF8.GetBytes(digest.Brand),
                [],
                WireNumbers.Score(digest.Severity, "severity"),
                WireNumbers.Score(digest.Score, "score"),
                DigestJson.Write(digest),
            ],
        };
    }

    /// <summary>A digest is written once and never revised.</summary>
    public static string IdOf(AlertDigest digest) => $"{digest.Id}.1";
}
