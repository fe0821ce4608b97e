using System.Text;
using System.Text.Json;
using RtmPipeline.Posts.Decoding;

namespace RtmPipeline.Commands.Configuration;

/// <summary>JSON with comments and trailing commas, read with the line of every value, which <see cref="JsonDocument"/> does not keep.</summary>
internal ref struct JsonSettings
{
    private readonly ReadOnlySpan<byte> _bytes;
    private Utf8JsonReader _reader;
    private SettingsSyntaxFault? _fault;
    private int _nodes;
    private int _line = 1;
    private int _counted;

    private JsonSettings(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _reader = new Utf8JsonReader(bytes, new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = SettingsFile.MaxDepth,
        });
    }

    /// <returns>The root; null for an empty text, or with a fault.</returns>
    public static SettingsNode? Parse(string text, out SettingsSyntaxFault? fault)
    {
        fault = null;
        if (string.IsNullOrWhiteSpace(text))
            return null;
        JsonSettings reading = new(Encoding.UTF8.GetBytes(text));
        try
        {
            reading._reader.Read();
            SettingsNode? root = reading.Node();
            while (reading._fault is null && reading._reader.Read())
                continue;
            fault = reading._fault;
            return fault is null ? root : null;
        }
        catch (JsonException broken)
        {
            fault = new SettingsSyntaxFault((int)(broken.LineNumber ?? 0) + 1, $"is not JSON: {JsonFault.ReasonOf(broken)}");
            return null;
        }
    }

    private SettingsNode? Node()
    {
        int line = Line();
        if (++_nodes > SettingsFile.MaxNodes)
            return Refuse(line, $"there are more than {SettingsFile.MaxNodes} values");
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Map(line);
            case JsonTokenType.StartArray:
                return List(line);
            case JsonTokenType.Null:
                return new SettingsNode(SettingsNodeKind.Null, line);
            case JsonTokenType.String:
                return Text() is { } text ? new SettingsNode(SettingsNodeKind.Scalar, line) { Value = text } : null;
            default:
                return new SettingsNode(SettingsNodeKind.Scalar, line) { Value = Encoding.UTF8.GetString(_reader.ValueSpan) };
        }
    }

    private SettingsNode? Map(int line)
    {
        SettingsNode map = new(SettingsNodeKind.Map, line);
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            int nameLine = Line();
            string? name = Text();
            _reader.Read();
            if (name is null || Node() is not { } value)
                return null;
            if (!map.TryAdd(new SettingsMember(name, nameLine, value)))
                return Refuse(nameLine, $"the key {ConfigurationFault.Show(name)} is given twice");
        }
        return map;
    }

    private SettingsNode? List(int line)
    {
        SettingsNode list = new(SettingsNodeKind.List, line);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (Node() is not { } item)
                return null;
            list.Items.Add(item);
        }
        return list;
    }

    /// <summary>The string at the reader. An escape can name half a surrogate pair, which is no text.</summary>
    private string? Text()
    {
        try
        {
            return _reader.GetString();
        }
        catch (InvalidOperationException)
        {
            Refuse(Line(), "an escape names half a character (a lone surrogate)");
            return null;
        }
    }

    private SettingsNode? Refuse(int line, string why)
    {
        _fault ??= new SettingsSyntaxFault(line, why);
        return null;
    }

    /// <summary>Line of the current token. Tokens come in order, so each byte is looked at once.</summary>
    private int Line()
    {
        int upTo = (int)_reader.TokenStartIndex;
        _line += _bytes[_counted..upTo].Count((byte)'\n');
        _counted = upTo;
        return _line;
    }
}
