using System.Globalization;

namespace RtmPipeline.Commands.Evaluate.Report;

/// <summary>
/// Writes elements of HTML and SVG. Every text and every value of an attribute is escaped here and nowhere else, and elements close in the order in which they
/// opened: a hostile name of a file or an item stays a text.
/// </summary>
internal sealed class Markup(TextWriter writer)
{
    private readonly Stack<string> _open = new();
    private bool _isLineStart = true;

    /// <summary>A number as it stands in an attribute: one digit after the point is a tenth of a pixel.</summary>
    public static string Number(double number) => Math.Round(number, 1).ToString("0.#", CultureInfo.InvariantCulture);

    public Markup Open(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        WriteTag(element, attributes);
        writer.Write('>');
        _isLineStart = false;
        _open.Push(element);
        return this;
    }

    public Markup Close()
    {
        writer.Write("</");
        writer.Write(_open.Pop());
        writer.Write(">\n");
        _isLineStart = true;
        return this;
    }

    /// <summary>An element without content.</summary>
    public Markup Empty(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        WriteTag(element, attributes);
        writer.Write("/>");
        _isLineStart = false;
        return this;
    }

    /// <summary>An element that holds one text.</summary>
    public Markup Line(string element, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Open(element, attributes);
        Text(text);
        return Close();
    }

    public Markup Text(string text)
    {
        WriteEscaped(text);
        return this;
    }

    /// <summary>Takes over what another <see cref="Markup"/> has written, unchanged.</summary>
    public Markup Fragment(string markup)
    {
        writer.Write(markup);
        return this;
    }

    private void WriteTag(string element, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        if (!_isLineStart && _open.Count == 0)
            writer.Write('\n');
        writer.Write('<');
        writer.Write(element);
        foreach ((string name, string value) in attributes)
        {
            writer.Write(' ');
            writer.Write(name);
            writer.Write("=\"");
            WriteEscaped(value);
            writer.Write('"');
        }
    }

    private void WriteEscaped(string text)
    {
        foreach (char c in text)
        {
            switch (c)
            {
                case '<':
                    writer.Write("&lt;");
                    break;
                case '>':
                    writer.Write("&gt;");
                    break;
                case '&':
                    writer.Write("&amp;");
                    break;
                case '"':
                    writer.Write("&quot;");
                    break;
                case '\'':
                    writer.Write("&#39;");
                    break;
                default:
                    writer.Write(char.IsControl(c) && c is not ('\n' or '\t') ? '\uFFFD' : c);
                    break;
            }
        }
    }
}
