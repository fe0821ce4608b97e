using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RtmPipeline.Commands.Configuration;

/// <summary>Typed reading of one section's keys. Each call names the key, its default and its limits, and makes the key known.</summary>
internal sealed class OptionSection(OptionReader reader, string name)
{
    /// <summary>A whole number of <paramref name="unit"/>, from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int Whole(string key, int fallback, int least, int most, string unit) => (int)Whole(key, (long)fallback, least, most, unit);

    /// <inheritdoc cref="Whole(string, int, int, int, string)"/>
    public long Whole(string key, long fallback, long least, long most, string unit) =>
        Read(key, fallback, Print(fallback), $"a whole number of {unit} from {Print(least)} to {Print(most)}",
            (string text, out long value) =>
                long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most);

    /// <summary>A number, with a decimal point where it needs one.</summary>
    public double Number(string key, double fallback, double least, double most, string unit) =>
        Read(key, fallback, Print(fallback), $"a number of {unit} from {Print(least)} to {Print(most)}",
            (string text, out double value) => TryNumber(text, least, most, out value));

    /// <summary>A length of time; the key ends with "Seconds", and the value is a number of them.</summary>
    public TimeSpan Seconds(string key, TimeSpan fallback, TimeSpan least, TimeSpan most) =>
        Read(key, fallback, Print(fallback.TotalSeconds), $"a number of seconds from {Print(least.TotalSeconds)} to {Print(most.TotalSeconds)}",
            (string text, out TimeSpan value) =>
            {
                bool right = TryNumber(text, least.TotalSeconds, most.TotalSeconds, out double seconds);
                value = right ? TimeSpan.FromSeconds(seconds) : default;
                return right;
            });

    public bool Flag(string key, bool fallback) =>
        Read(key, fallback, fallback ? "true" : "false", "true or false",
            (string text, out bool value) => bool.TryParse(text, out value));

    /// <summary>A text of at most <paramref name="longest"/> characters.</summary>
    /// <param name="key">Name in the section.</param>
    /// <param name="fallback">Default.</param>
    /// <param name="longest">Most characters.</param>
    /// <param name="form">What the text must be, in words; null when any text will do.</param>
    /// <param name="isRight">Says whether a text has that form.</param>
    public string Text(string key, string fallback, int longest, string? form = null, Predicate<string>? isRight = null) =>
        Read(key, fallback, Quote(fallback), $"{form ?? "a text"} of at most {Print(longest)} characters",
            (string text, out string value) =>
            {
                value = text;
                return text.Length <= longest && !text.Any(char.IsControl) && (isRight is null || isRight(text));
            });

    /// <summary>A list of at most <paramref name="most"/> paths. Those in a file start from that file's folder.</summary>
    public string[] Paths(string key, int most)
    {
        string full = Full(key);
        string limits = $"a list of at most {Print(most)} paths";
        string[] paths = [];
        string? origin = null;
        if (reader.FindList(full) is var (layer, items))
        {
            origin = layer.HoldsDefaults && items.Count == 0 ? null : layer.Name;
            paths = [.. items.Where(static item => !string.IsNullOrEmpty(item.Text)).Select(item => Path.Combine(layer.Folder, item.Text!))];
            if (items.Count > most)
                reader.Fault(layer.OriginOf(items[most]), full, $"has {Print(items.Count)} entries; it must be {limits}");
            foreach (LayerValue empty in items.Where(static item => string.IsNullOrEmpty(item.Text)))
                reader.Fault(layer.OriginOf(empty), full, $"has an empty entry; it must be {limits}");
        }
        reader.Know(new KnownOption(full, "[]", paths.Length == 0 ? "none" : string.Join(", ", paths), origin));
        return paths;
    }

    /// <summary>A list of at most <paramref name="most"/> texts of at most <paramref name="longest"/> characters each.</summary>
    /// <param name="key">Name in the section.</param>
    /// <param name="fallback">Default.</param>
    /// <param name="most">Most entries.</param>
    /// <param name="longest">Most characters of one.</param>
    /// <param name="form">What each must be, in words; null when any text will do.</param>
    /// <param name="isRight">Says whether a text has that form.</param>
    /// <param name="shown">A text for people, without what is secret in it; null when nothing is.</param>
    public string[] Texts(string key, string[] fallback, int most, int longest, string? form = null, Predicate<string>? isRight = null, Func<string, string>? shown = null)
    {
        string full = Full(key);
        string limits = $"a list of at most {Print(most)} entries, each {form ?? "a text"} of at most {Print(longest)} characters";
        string[] texts = fallback;
        string? origin = null;
        if (reader.FindList(full) is var (layer, items))
        {
            origin = layer.HoldsDefaults ? null : layer.Name;
            texts = [.. items.Select(static item => item.Text ?? string.Empty)];
            if (items.Count > most)
                reader.Fault(layer.OriginOf(items[most]), full, $"has {Print(items.Count)} entries; it must be {limits}");
            foreach (LayerValue item in items)
            {
                if (item.Text is not { Length: > 0 } text || text.Length > longest || text.Any(char.IsControl) || isRight?.Invoke(text) == false)
                    reader.Fault(layer.OriginOf(item), full, $"has the entry {ConfigurationFault.Show(shown?.Invoke(item.Text ?? string.Empty) ?? item.Text ?? string.Empty)}; it must be {limits}");
            }
        }
        reader.Know(new KnownOption(full, AsJson(fallback), texts.Length == 0 ? "none" : string.Join(", ", texts.Select(text => shown?.Invoke(text) ?? text)), origin));
        return texts;
    }

    /// <summary>One of a few words.</summary>
    /// <param name="key">Name in the section.</param>
    /// <param name="fallback">Default.</param>
    /// <param name="words">All words, in lower case.</param>
    public string Word(string key, string fallback, params string[] words) =>
        Read(key, fallback, Quote(fallback), $"one of {string.Join(", ", words)}",
            (string text, out string value) => words.Contains(value = text.ToLowerInvariant()));

    /// <summary>Names of the user's own with a value each, as settings that are passed on to a library.</summary>
    /// <param name="key">Name in the section.</param>
    /// <param name="most">Most names.</param>
    /// <param name="longest">Most characters of a value.</param>
    /// <param name="whyNot">What is wrong with a name, in words; null where nothing is.</param>
    public IReadOnlyDictionary<string, string> Entries(string key, int most, int longest, Func<string, string?> whyNot)
    {
        string full = Full(key);
        SortedDictionary<string, string> entries = new(StringComparer.Ordinal);
        IReadOnlyList<string> names = reader.NamesIn(full);
        foreach (string own in names)
        {
            string entry = $"{full}:{own}";
            if (reader.Find(entry) is not var (layer, value))
                continue;
            string? fault = whyNot(own) ?? (entries.Count == most ? $"is one too many; there may be {Print(most)}" : null);
            fault ??= value.Text is not { } text || text.Length > longest || text.Any(char.IsControl) ? $"must be a text of at most {Print(longest)} characters" : null;
            if (fault is not null)
                reader.Fault(layer.OriginOf(value), entry, fault);
            else
                entries[own] = value.Text!;
            reader.Know(new KnownOption(entry, "\"\"", fault is null ? value.Text! : "wrong", layer.OriginOf(value)));
        }
        return entries;
    }

    /// <summary>A secret: <c>KEY</c> from the environment, or the one line of the file that <c>KEYFile</c> names. Never shown.</summary>
    /// <returns>The secret; null where it is not set.</returns>
    public string? Secret(string key) => SecretOption.Read(reader, Full(key));

    /// <summary>Several secrets, as <see cref="Secret"/> reads one; the file may have many lines.</summary>
    public string? Secrets(string key) => SecretOption.ReadMany(reader, Full(key));

    /// <summary>One path; in a file it starts from that file's folder.</summary>
    /// <returns>Null where it is not set.</returns>
    public string? FilePath(string key)
    {
        string full = Full(key);
        string? path = reader.FindPath(full, out string origin);
        reader.Know(new KnownOption(full, "\"\"", path ?? "not set", path is null ? null : origin));
        return path;
    }

    /// <summary>The file that a secret is read from; null where it is in place or not set. To be asked after <see cref="Secret"/>, which checks it.</summary>
    public string? SecretFile(string key) => SecretOption.FileOf(reader, Full(key));

    /// <summary>Reports that a value which is right by itself does not go with another.</summary>
    public void Refuse(string key, string message)
    {
        string full = Full(key);
        string origin = reader.Find(full) is var (layer, value) ? layer.OriginOf(value) : "default";
        reader.Fault(origin, full, message);
    }

    private delegate bool Parse<T>(string text, out T value);

    private T Read<T>(string key, T fallback, string fallbackAsJson, string limits, Parse<T> parse)
    {
        string full = Full(key);
        T value = fallback;
        string inForce = fallbackAsJson;
        string? origin = null;
        if (reader.Find(full) is var (layer, found))
        {
            if (found.Text is null)
                reader.Fault(layer.OriginOf(found), full, $"has no value; it must be {limits}");
            else if (found.IsEmptyList)
                reader.Fault(layer.OriginOf(found), full, $"is a list; it must be {limits}");
            else if (!parse(found.Text, out T parsed))
                reader.Fault(layer.OriginOf(found), full, $"is {ConfigurationFault.Show(found.Text)}; it must be {limits}");
            else
                (value, inForce, origin) = (parsed, fallback is string ? Quote(found.Text) : found.Text, layer.HoldsDefaults ? null : layer.OriginOf(found));
        }
        reader.Know(new KnownOption(full, fallbackAsJson, inForce, origin));
        return value;
    }

    private static bool TryNumber(string text, double least, double most, out double value) =>
        double.TryParse(text, NumberStyles.Float & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite), CultureInfo.InvariantCulture, out value)
        && value >= least && value <= most;

    private string Full(string key) => $"{name}:{key}";

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string AsJson(string[] texts) => $"[{string.Join(",", texts.Select(Quote))}]";

    private static string Print(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Print(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
