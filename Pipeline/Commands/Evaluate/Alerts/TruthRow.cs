using System.Globalization;
using System.Text;
using RtmPipeline.Alerts;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Posts.Decoding;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>One row of a truth file: gives its values by name, and takes a fault for each that is not what it should be.</summary>
/// <param name="origin">File and line.</param>
/// <param name="find">The value of a name; null or blank where there is none.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class TruthRow(string origin, Func<string, string?> find, List<ConfigurationFault> faults)
{
    /// <summary>Most characters of an id, a brand, a label or a surface.</summary>
    public const int MaxTextLength = 200;

    /// <summary>Most surfaces of one event.</summary>
    public const int MaxSurfaces = 200;

    private const string NoAlert = "none";

    private static readonly AlertKind[] s_kinds = Enum.GetValues<AlertKind>();

    private readonly int _before = faults.Count;

    public bool HasFaults => faults.Count > _before;

    public string? Text(string name)
    {
        string? text = find(name)?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length > MaxTextLength)
            Fault(name, $"is {ConfigurationFault.Show(text)}, {text.Length} characters; at most {MaxTextLength} are taken");
        return text;
    }

    public string Required(string name)
    {
        if (Text(name) is { } text)
            return text;
        Fault(name, "is missing");
        return "";
    }

    public AlertKind? Alert(string name)
    {
        string word = Required(name);
        if (word is NoAlert or "")
            return null;
        foreach (AlertKind kind in s_kinds)
        {
            if (kind.Word() == word)
                return kind;
        }

        Fault(name, $"is {ConfigurationFault.Show(word)}; it must be one of {string.Join(", ", s_kinds.Select(static kind => kind.Word()))}, {NoAlert}");
        return null;
    }

    /// <summary>A time as posts have them: ISO 8601, UTC where it has no zone, or unix seconds or milliseconds.</summary>
    public long? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (PostTime.TryParse(Encoding.UTF8.GetBytes(text), out long time))
            return time;
        Fault(name, $"is {ConfigurationFault.Show(text)}; it must be a time as 2013-02-04T01:38:00Z, or unix seconds or milliseconds");
        return null;
    }

    public RecordLabel? Label(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (RecordLabel.TryParse(text, out RecordLabel label))
            return label;
        Fault(name, $"is {ConfigurationFault.Show(text)}; it must be {RecordLabel.Form}");
        return null;
    }

    public string[] Surfaces(string name, IReadOnlyList<string> surfaces)
    {
        if (surfaces.Count > MaxSurfaces)
            Fault(name, $"has {surfaces.Count} entries; at most {MaxSurfaces} are taken");
        foreach (string surface in surfaces.Where(static s => s.Length > MaxTextLength))
            Fault(name, $"has {ConfigurationFault.Show(surface)}, {surface.Length} characters; at most {MaxTextLength} are taken");
        if (!surfaces.Any(static s => SurfaceForm.Of(s).Joined.Length > 0))
            Fault(name, "names nothing; at least one hashtag, word or phrase is needed");
        return [.. surfaces.Take(MaxSurfaces)];
    }

    public void CheckOrder(string first, long? one, string second, long? other)
    {
        if (one > other)
            Fault(second, $"is {Show(other.Value)}, before {first} at {Show(one.Value)}");
    }

    private static string Show(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private void Fault(string name, string message) => faults.Add(new ConfigurationFault(origin, name, message));
}
