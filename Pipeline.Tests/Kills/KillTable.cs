using System.Globalization;
using System.Text;
using RtmPipeline.Tests.Kills.Audit;

namespace RtmPipeline.Tests.Kills;

/// <summary>What became of kills, as a table for people.</summary>
internal sealed class KillTable
{
    private readonly SortedDictionary<string, List<TimeSpan>> _kills = new(StringComparer.Ordinal);
    private readonly List<AuditFindings> _audits = [];
    private readonly List<TimeSpan> _recoveries = [];

    public int Kills => _kills.Values.Sum(kills => kills.Count);

    public int Entries => _audits.Sum(audit => audit.Entries);

    public int Lost => _audits.Sum(audit => audit.Lost);

    public int Doubled => _audits.Sum(audit => audit.Doubled);

    public int Differing => _audits.Sum(audit => audit.Differing + audit.Unknown + audit.Gaps + audit.Misplaced);

    public bool IsClean => _audits.TrueForAll(audit => audit.IsClean);

    /// <summary>Crash points that fired, and kills from outside, by name.</summary>
    public int Of(string name) => _kills.TryGetValue(name, out List<TimeSpan>? kills) ? kills.Count : 0;

    /// <param name="name">Crash point, or what else ended the child.</param>
    /// <param name="age">How old the child became.</param>
    public void Killed(string name, TimeSpan age)
    {
        if (!_kills.TryGetValue(name, out List<TimeSpan>? kills))
            _kills[name] = kills = [];
        kills.Add(age);
    }

    /// <param name="time">From the start of a process to the first entry that the one before had not written.</param>
    public void Recovered(TimeSpan time) => _recoveries.Add(time);

    public void Audited(AuditFindings findings) => _audits.Add(findings);

    public override string ToString()
    {
        StringBuilder table = new();
        foreach ((string name, List<TimeSpan> kills) in _kills)
            Row(table, name, $"{kills.Count,6}   after {Seconds(kills.Min())}{(kills.Count > 1 ? $" to {Seconds(kills.Max())}" : "")}");
        Row(table, "kills", $"{Kills,6}");
        Row(table, "entries compared", $"{Entries,6}");
        Row(table, "lost", $"{Lost,6}");
        Row(table, "doubled", $"{Doubled,6}");
        Row(table, "differing", $"{Differing,6}");
        if (_recoveries.Count > 0)
            Row(table, "recovery", $"{Seconds(Median(_recoveries)),6} median, {Seconds(_recoveries.Max())} worst, of {_recoveries.Count}");
        foreach (AuditFindings audit in _audits.Where(audit => !audit.IsClean))
            table.AppendLine(audit.ToString());
        return table.ToString();
    }

    public static TimeSpan Median(IReadOnlyList<TimeSpan> times)
    {
        TimeSpan[] sorted = [.. times.Order()];
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");

    private static void Row(StringBuilder table, string name, string value) => table.AppendLine(CultureInfo.InvariantCulture, $"{name,-36}{value}");
}
