using System.Globalization;

namespace RtmPipeline.Tests.TestKit;

/// <summary>The figures a replay prints at its end, by the names it gives them.</summary>
internal sealed class ReplayReport
{
    private readonly Dictionary<string, long> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _digests = new(StringComparer.Ordinal);

    private ReplayReport()
    {
    }

    /// <summary>A row that is not printed counts as 0, as rows without a count are left out.</summary>
    public long this[string row] => _rows.GetValueOrDefault(row);

    /// <summary>All "ignored: …" rows together.</summary>
    public long Ignored => _rows.Where(row => row.Key.StartsWith("ignored: ", StringComparison.Ordinal)).Sum(row => row.Value);

    /// <summary>Digest by stream: opportunities, alerts, dead letters.</summary>
    public string DigestOf(string stream) => _digests[stream];

    public static ReplayReport Of(string text)
    {
        const int nameWidth = 28;
        const string digest = "digest of ";
        ReplayReport report = new();
        foreach (string line in text.Split('\n').Where(line => line.Length > nameWidth))
        {
            string name = line[..nameWidth].Trim();
            string value = line[nameWidth..].Trim();
            if (name.StartsWith(digest, StringComparison.Ordinal))
                report._digests[name[digest.Length..]] = value;
            else if (long.TryParse(value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out long count))
                report._rows[name] = count;
        }

        return report;
    }
}
