using System.Text.Json;

namespace RtmPipeline.Tests.Kills.Audit;

/// <summary>
/// Compares what stands in Redis after trouble with what a run without any trouble left: entry by entry, all bytes, ids of entries too. It looks at each
/// stream by itself as well, as a consumer would that has nothing to compare with: numbers without gaps, ids that come once, data that says what the fields say.
/// </summary>
internal static class StreamAudit
{
    /// <summary>Sentences kept in the findings; the counts go on.</summary>
    private const int MaxDetails = 20;

    private const int MaxShown = 400;

    public static AuditFindings Compare(StreamBook expected, StreamBook found)
    {
        AuditFindings findings = new() { Entries = found.Entries };
        foreach (string stream in StreamBook.Names)
        {
            CompareStream(stream, expected[stream], found[stream], findings);
            CheckSeqs(stream, found[stream], findings);
            CheckWords(stream, found[stream], findings);
        }

        foreach (string key in expected.Beside.Keys.Union(found.Beside.Keys).Order(StringComparer.Ordinal))
        {
            string was = expected.Beside.GetValueOrDefault(key, "(nothing)");
            string now = found.Beside.GetValueOrDefault(key, "(nothing)");
            if (was == now)
                continue;
            findings.Differing++;
            Say(findings, $"{key}: {Shown(was, now)}");
        }

        return findings;
    }

    /// <summary>Holds the dead letters against the places of the lines that were broken on purpose, each of which must be there once, in order.</summary>
    public static void CheckDeadLetters(IReadOnlyList<string> places, IReadOnlyList<string> brokenPlaces, AuditFindings findings)
    {
        foreach (string place in brokenPlaces.Except(places))
        {
            findings.Lost++;
            Say(findings, $"deadletter: the broken record at {place} is not there");
        }

        if (!places.SequenceEqual(brokenPlaces))
        {
            findings.Misplaced++;
            Say(findings, $"deadletter: {places.Count} letters are not those of the {brokenPlaces.Count} broken records in their order");
        }
    }

    private static void CompareStream(string stream, IReadOnlyList<AuditedEntry> expected, IReadOnlyList<AuditedEntry> found, AuditFindings findings)
    {
        Dictionary<string, Queue<AuditedEntry>> due = new(StringComparer.Ordinal);
        foreach (AuditedEntry entry in expected)
        {
            if (!due.TryGetValue(entry.OutputId, out Queue<AuditedEntry>? same))
                due[entry.OutputId] = same = new Queue<AuditedEntry>();
            same.Enqueue(entry);
        }

        foreach (AuditedEntry entry in found)
        {
            if (!due.TryGetValue(entry.OutputId, out Queue<AuditedEntry>? same))
            {
                findings.Unknown++;
                Say(findings, $"{stream}: {entry.OutputId} at {entry.Id} is in no run without trouble");
            }
            else if (!same.TryDequeue(out AuditedEntry? wanted))
            {
                findings.Doubled++;
                Say(findings, $"{stream}: {entry.OutputId} is there again at {entry.Id}");
            }
            else if (wanted.Whole != entry.Whole)
            {
                findings.Differing++;
                Say(findings, $"{stream}: {entry.OutputId} differs: {Shown(wanted.Whole, entry.Whole)}");
            }
        }

        foreach (AuditedEntry entry in due.Values.SelectMany(rest => rest))
        {
            findings.Lost++;
            Say(findings, $"{stream}: {entry.OutputId}, due at {entry.Id}, is lost");
        }
    }

    private static void CheckSeqs(string stream, IReadOnlyList<AuditedEntry> found, AuditFindings findings)
    {
        long last = 0;
        foreach (AuditedEntry entry in found)
        {
            if (entry.Seq != last + 1)
            {
                findings.Gaps++;
                Say(findings, $"{stream}: seq {entry.Seq} follows {last}");
            }

            last = entry.Seq;
        }
    }

    /// <summary>The data of an output repeats its id and type, so that it can be passed on alone.</summary>
    private static void CheckWords(string stream, IReadOnlyList<AuditedEntry> found, AuditFindings findings)
    {
        foreach (AuditedEntry entry in found.Where(_ => stream != "deadletter"))
        {
            if (SaysTheSame(entry))
                continue;
            findings.Misplaced++;
            Say(findings, $"{stream}: the data of {entry.OutputId} is of another output, or no JSON");
        }
    }

    private static bool SaysTheSame(AuditedEntry entry)
    {
        try
        {
            using JsonDocument data = JsonDocument.Parse(entry.Text("data"));
            return data.RootElement.ValueKind == JsonValueKind.Object
                && data.RootElement.TryGetProperty("id", out JsonElement id) && id.ValueEquals(entry.OutputId)
                && data.RootElement.TryGetProperty("type", out JsonElement type) && type.ValueEquals(entry.Text("type"));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Both texts from a little before the first place where they part.</summary>
    private static string Shown(string was, string now)
    {
        const int before = 40;
        int at = 0;
        while (at < was.Length && at < now.Length && was[at] == now[at])
            at++;
        int from = Math.Max(0, at - before);
        return $"from character {at} on '{Cut(now, from)}' instead of '{Cut(was, from)}'";
    }

    private static string Cut(string text, int from) => text.Substring(from, Math.Min(MaxShown, text.Length - from));

    private static void Say(AuditFindings findings, string what)
    {
        if (findings.Details.Count < MaxDetails)
            findings.Details.Add(what);
    }
}
