using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace RtmPipeline.Commands.Configuration;

/// <summary>
/// The part of YAML that configuration needs: one document of maps, lists and scalars.
/// Anchors, aliases and tags are refused: an alias can unfold a small file into a huge one, and a tag would choose types.
/// </summary>
internal sealed class YamlSettings
{
    private readonly Parser _parser;
    private SettingsSyntaxFault? _fault;
    private int _nodes;
    private int _lastLine;

    private YamlSettings(string text) => _parser = new Parser(new StringReader(text));

    /// <returns>The root; null for an empty document, or with a fault.</returns>
    public static SettingsNode? Parse(string text, out SettingsSyntaxFault? fault)
    {
        YamlSettings reading = new(text);
        try
        {
            SettingsNode? root = reading.Document();
            fault = reading._fault;
            return fault is null ? root : null;
        }
        catch (YamlException broken)
        {
            fault = new SettingsSyntaxFault(Math.Max(1, (int)broken.Start.Line), $"is not YAML: {broken.Message.ReplaceLineEndings(" ")}");
            return null;
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException)
        {
            // The library answers some broken texts so (a ':' in an open list, a '...' before another document), without the place.
            fault = new SettingsSyntaxFault(Math.Max(1, reading._lastLine), "is not YAML from about here on");
            return null;
        }
    }

    private SettingsNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
            return null;
        SettingsNode? root = Node(SettingsFile.MaxDepth);
        if (_fault is not null)
            return null;
        _parser.Consume<DocumentEnd>();
        return _parser.TryConsume<DocumentStart>(out DocumentStart? second) ? Refuse(second, "a second document begins here; a file holds one") : root;
    }

    /// <summary>Reads the node that begins at the current event. After a fault, everything above returns at once.</summary>
    private SettingsNode? Node(int depthLeft)
    {
        ParsingEvent here = _parser.Current!;
        _lastLine = LineOf(here);
        if (here is not NodeEvent { Anchor.IsEmpty: true } node)
            return Refuse(here, "anchors and aliases (& and *) are not supported: write the value out");
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
            return Refuse(here, "tags (!) are not supported: write the plain value");
        if (++_nodes > SettingsFile.MaxNodes)
            return Refuse(here, $"there are more than {SettingsFile.MaxNodes} values");
        if (depthLeft == 0)
            return Refuse(here, $"it is nested more than {SettingsFile.MaxDepth} deep");
        _parser.MoveNext();
        return node switch
        {
            Scalar scalar => Leaf(scalar),
            SequenceStart => List(here, depthLeft - 1),
            _ => Map(here, depthLeft - 1),
        };
    }

    private static SettingsNode Leaf(Scalar scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Value is ("" or "~" or "null" or "Null" or "NULL")
            ? new SettingsNode(SettingsNodeKind.Null, LineOf(scalar))
            : new SettingsNode(SettingsNodeKind.Scalar, LineOf(scalar)) { Value = scalar.Value };

    private SettingsNode? List(ParsingEvent start, int depthLeft)
    {
        SettingsNode list = new(SettingsNodeKind.List, LineOf(start));
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (Node(depthLeft) is not { } item)
                return null;
            list.Items.Add(item);
        }
        return list;
    }

    private SettingsNode? Map(ParsingEvent start, int depthLeft)
    {
        SettingsNode map = new(SettingsNodeKind.Map, LineOf(start));
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (_parser.Current is not Scalar { Anchor.IsEmpty: true } name)
                return Refuse(_parser.Current!, "a key must be a plain word");
            _parser.MoveNext();
            if (Node(depthLeft) is not { } value)
                return null;
            if (!map.TryAdd(new SettingsMember(name.Value, LineOf(name), value)))
                return Refuse(name, $"the key {ConfigurationFault.Show(name.Value)} is given twice");
        }
        return map;
    }

    private SettingsNode? Refuse(ParsingEvent where, string why)
    {
        _fault ??= new SettingsSyntaxFault(LineOf(where), why);
        return null;
    }

    private static int LineOf(ParsingEvent where) => (int)where.Start.Line;
}
