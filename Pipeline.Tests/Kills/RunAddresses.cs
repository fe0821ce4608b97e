using System.Net;
using System.Text.RegularExpressions;

namespace RtmPipeline.Tests.Kills;

/// <summary>Where a running program can be reached, by its own word.</summary>
internal static partial class RunAddresses
{
    [GeneratedRegex(@"dashboard at (?<address>http://127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Dashboard();

    [GeneratedRegex(@"listens on (?<address>http://127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ingest();

    /// <summary>Its dashboard; null while it says none.</summary>
    public static Uri? DashboardOf(Child run) => Find(Dashboard(), run.Output);

    /// <summary>Its source for posts by HTTP; null while it says none.</summary>
    public static Uri? IngestOf(Child run) => Find(Ingest(), run.Errors);

    /// <summary>The same as an address and a port.</summary>
    public static IPEndPoint EndPointOf(Uri address) => IPEndPoint.Parse(address.Authority);

    private static Uri? Find(Regex said, IReadOnlyList<string> lines) =>
        lines.Select(line => said.Match(line)).FirstOrDefault(match => match.Success) is { } found ? new Uri(found.Groups["address"].Value) : null;
}
