using RtmPipeline.Tests.Kills.Audit;

namespace RtmPipeline.Tests.Kills;

/// <summary>Holds dead letters against the lines that were broken on purpose.</summary>
internal static class DeadLetterPlaces
{
    /// <param name="found">What stands in Redis.</param>
    /// <param name="night">The input.</param>
    /// <param name="isPiped">True where it came through a journal, which numbers records and knows no offsets in a file: then the line alone is compared.</param>
    /// <param name="findings">Gets what is wrong.</param>
    public static void Check(StreamBook found, KnownNight night, bool isPiped, AuditFindings findings)
    {
        if (isPiped)
            StreamAudit.CheckDeadLetters([.. found["deadletter"].Select(letter => LineOf(letter.Text("position")))], [.. night.BrokenPlaces.Select(LineOf)], findings);
        else
            StreamAudit.CheckDeadLetters([.. found["deadletter"].Select(letter => letter.Text("position"))], night.BrokenPlaces, findings);
    }

    private static string LineOf(string place) => place.Split('@')[0];
}
