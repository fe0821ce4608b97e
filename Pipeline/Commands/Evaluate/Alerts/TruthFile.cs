using System.Text.Json;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Training;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>What truth a file tells.</summary>
/// <param name="Events">In the order of the file.</param>
/// <param name="StartAt">When the recording begins, unix milliseconds; null where the file does not tell.</param>
/// <param name="EndAt">When it ends.</param>
internal sealed record Truth(IReadOnlyList<TrueEvent> Events, long? StartAt, long? EndAt);

/// <summary>
/// Reads truth in one of three forms, told by content, gzip or not. <c>simulate --truth</c> writes the first: JSON lines of type scenario and topic. The plain
/// form is for recorded events, JSON lines or a table with a header: <c>id</c>, <c>alert</c> (opportunity, threat, hold, reinforce, calendar or none),
/// <c>surfaces</c> (a list; in a table separated by |), and optionally <c>onset</c>, <c>peak</c>, <c>end</c>, <c>brand</c>, and <c>label</c>
/// (<c>FIELD=VALUE</c>, which tells posts of the event where records carry it). A time that is not given is found from the posts that name the event.
/// Truth must be right as a whole: every fault is named with its line.
/// </summary>
internal static class TruthFile
{
    /// <summary>Most events of one file.</summary>
    public const int MaxEvents = 10_000;

    /// <summary>Bytes after decompression: a day of counts by the minute for all events.</summary>
    private const long MaxBytes = 256L << 20;

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 16 };
    private static readonly string[] s_columns = ["id", "alert", "surfaces", "onset", "peak", "end", "brand", "label"];

    /// <returns>What could be read; with faults it is not to be used.</returns>
    public static Truth Read(string file, List<ConfigurationFault> faults)
    {
        var reading = new Reading(file, faults);
        try
        {
            if (new FileInfo(file).Length > MaxBytes)
                faults.Add(new ConfigurationFault(file, "", $"holds more than {MaxBytes >> 20} MiB"));
            else
                reading.All();
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            faults.Add(new ConfigurationFault(file, "", $"cannot be read: {broken.Message}"));
        }

        return new Truth(reading.Events, reading.StartAt, reading.EndAt);
    }

    private sealed class Reading(string file, List<ConfigurationFault> faults)
    {
        private readonly Dictionary<string, int> _lineOfId = new(StringComparer.Ordinal);
        private List<string>? _header;

        public List<TrueEvent> Events { get; } = [];

        public long? StartAt { get; private set; }

        public long? EndAt { get; private set; }

        public void All()
        {
            using TextLines lines = TextLines.Open(file);
            bool? isTable = null;
            int before = faults.Count;
            while (Events.Count <= MaxEvents && lines.MoveNext())
            {
                if (string.IsNullOrWhiteSpace(lines.Line))
                    continue;
                isTable ??= lines.Line.TrimStart('\uFEFF', ' ', '\t')[0] != '{';
                if (isTable.Value)
                    TakeRow(lines);
                else if (lines.IsTooLong)
                    Fault(lines.Number, $"is longer than {TextLines.MaxLength} characters");
                else
                    TakeJson(lines.Line, lines.Number);
            }

            if (Events.Count > MaxEvents)
                faults.Add(new ConfigurationFault(file, "", $"has more than {MaxEvents:#,0} events"));
            else if (Events.Count == 0 && faults.Count == before)
                faults.Add(new ConfigurationFault(file, "", "has no events"));
        }

        private void TakeRow(TextLines lines)
        {
            int number = lines.Number;
            if (TableRecords.Row(lines, ',', out string? broken) is not { } row)
            {
                Fault(number, broken!);
                return;
            }

            if (_header is null)
            {
                _header = [.. row.Select(static name => name.Trim('\uFEFF', ' '))];
                CheckHeader(_header, number);
            }
            else if (row.Count != _header.Count)
            {
                Fault(number, $"has {row.Count} values; the header has {_header.Count}");
            }
            else
            {
                string? Find(string name) => _header.IndexOf(name) is >= 0 and int column ? row[column] : null;
                TakePlain(number, Find, (Find("surfaces") ?? "").Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            }
        }

        private void CheckHeader(List<string> header, int number)
        {
            foreach (string name in header.Except(s_columns))
            {
                string? nearest = NearestWord.To(name, s_columns);
                Fault(number, $"has the column {ConfigurationFault.Show(name)}; {(nearest is null ? $"columns are {string.Join(", ", s_columns)}" : $"did you mean {nearest}?")}");
            }

            foreach (string missing in s_columns.Take(3).Except(header))
                Fault(number, $"has no column {missing}");
        }

        private void TakeJson(string line, int number)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(line.TrimStart('\uFEFF'), s_options);
                JsonElement root = document.RootElement;
                if (root.ValueKind != JsonValueKind.Object)
                    Fault(number, "is no JSON object");
                else if (!root.TryGetProperty("type", out JsonElement type))
                    TakePlain(number, name => ScalarOf(root, name), TextsOf(root, "surfaces", null));
                else if (type.ValueEquals("scenario"))
                    TakeScenario(root, number);
                else if (type.ValueEquals("topic"))
                    TakeTopic(root, number);
                else
                    Fault(number, $"has the type {ConfigurationFault.Show(type.ToString())}; it must be scenario or topic, or absent");
            }
            catch (JsonException broken)
            {
                Fault(number, $"is no JSON: {broken.Message}");
            }
            catch (InvalidOperationException)
            {
                // The reader's answer to an escape, in a name or a text, that names half a character.
                Fault(number, "has an escape that names half a character (a lone surrogate)");
            }
        }

        private void TakeScenario(JsonElement root, int number)
        {
            var row = new TruthRow($"{file}:{number}", name => ScalarOf(root, name), faults);
            StartAt = row.Time("start_at");
            EndAt = row.Time("end_at");
        }

        private void TakeTopic(JsonElement root, int number)
        {
            var row = new TruthRow($"{file}:{number}", name => ScalarOf(root, name), faults);
            int[] byMinute = root.TryGetProperty("by_minute", out JsonElement counts) && counts.ValueKind == JsonValueKind.Array
                ? [.. counts.EnumerateArray().Select(static c => c.ValueKind == JsonValueKind.Number && c.TryGetInt32(out int n) ? Math.Max(0, n) : 0)]
                : [];
            Add(number, row, new TrueEvent
            {
                Id = row.Required("id"),
                Kind = row.Required("kind"),
                Alert = row.Alert("alert"),
                OnsetAt = row.Time("onset_at"),
                PeakAt = row.Time("peak_at"),
                EndAt = row.Time("end_at"),
                Surfaces = row.Surfaces("surfaces", TextsOf(root, "surfaces", "text")),
                Volume = byMinute.Length > 0 && StartAt is { } start ? EventVolume.OfMinutes(start, byMinute) : null,
            });
        }

        private void TakePlain(int number, Func<string, string?> find, IReadOnlyList<string> surfaces)
        {
            var row = new TruthRow($"{file}:{number}", find, faults);
            var happened = new TrueEvent
            {
                Id = row.Required("id"),
                Alert = row.Alert("alert"),
                Brand = row.Text("brand"),
                OnsetAt = row.Time("onset"),
                PeakAt = row.Time("peak"),
                EndAt = row.Time("end"),
                Label = row.Label("label"),
                Surfaces = row.Surfaces("surfaces", surfaces),
            };
            row.CheckOrder("onset", happened.OnsetAt, "peak", happened.PeakAt);
            row.CheckOrder("onset", happened.OnsetAt, "end", happened.EndAt);
            row.CheckOrder("peak", happened.PeakAt, "end", happened.EndAt);
            Add(number, row, happened);
        }

        private void Add(int number, TruthRow row, TrueEvent happened)
        {
            if (row.HasFaults)
                return;
            if (_lineOfId.TryAdd(happened.Id, number))
                Events.Add(happened);
            else
                Fault(number, $"has the id {ConfigurationFault.Show(happened.Id)}, as line {_lineOfId[happened.Id]} does");
        }

        private void Fault(int number, string message) => faults.Add(new ConfigurationFault($"{file}:{number}", "", message));

        private static string? ScalarOf(JsonElement root, string name) =>
            !root.TryGetProperty(name, out JsonElement value) ? null : value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };

        /// <summary>Texts of a list, or of one member of each of its objects.</summary>
        private static List<string> TextsOf(JsonElement root, string name, string? member)
        {
            if (!root.TryGetProperty(name, out JsonElement list) || list.ValueKind != JsonValueKind.Array)
                return ScalarOf(root, name) is { } one ? [one] : [];
            return
            [
                .. list.EnumerateArray()
                    .Select(item => member is null ? item : item.ValueKind == JsonValueKind.Object && item.TryGetProperty(member, out JsonElement text) ? text : default)
                    .Where(static item => item.ValueKind == JsonValueKind.String)
                    .Select(static item => item.GetString()!),
            ];
        }
    }
}
