using System.Text;

namespace RtmPipeline.Posts.News;

/// <summary>
/// Mends what feeds get wrong most often: text before the root, characters XML does not have, document types, raw ampersands and less-than signs, HTML's
/// named entities, prefixes nobody declared, XML 1.1. One pass over the text, then one insertion into the root tag.
/// </summary>
internal sealed class XmlRepair
{
    /// <summary>Prefixes that are looked after; a document with more is not a feed.</summary>
    private const int MaxPrefixes = 64;

    private static readonly System.Buffers.SearchValues<char> s_beforeName = System.Buffers.SearchValues.Create(" \t\r\n\"'");

    private readonly string _xml;
    private readonly StringBuilder _mended;
    private readonly SortedSet<string> _prefixes = new(StringComparer.Ordinal);
    private int _rootTagEnd = -1;
    private int _rootNameEnd = -1;

    /// <summary>Ends that were looked for and are nowhere in the rest: looking again at every opening would take time without end.</summary>
    private bool _noCommentEnd;
    private bool _noInstructionEnd;
    private bool _noTypeEnd;

    private XmlRepair(string xml)
    {
        _xml = xml;
        _mended = new StringBuilder(xml.Length + 256);
    }

    public static string Mend(string xml)
    {
        XmlRepair repair = new(xml);
        repair.Copy();
        repair.DeclarePrefixes();
        return repair._mended.ToString();
    }

    private void Copy()
    {
        int at = Math.Max(0, _xml.IndexOf('<'));
        while (at < _xml.Length)
        {
            int special = _xml.AsSpan(at).IndexOfAny('<', '&');
            int end = special < 0 ? _xml.Length : at + special;
            CopyLegal(_xml.AsSpan(at, end - at));
            at = end;
            if (at == _xml.Length)
                return;
            at = _xml[at] == '&' ? XmlEntities.Mend(_xml, at, _mended) : CopyMarkup(at);
        }
    }

    /// <summary>Copies or drops what begins with a less-than sign; returns where it ends.</summary>
    private int CopyMarkup(int at)
    {
        ReadOnlySpan<char> rest = _xml.AsSpan(at);
        if (rest.StartsWith("<!--"))
            return SkipTo("-->", at + "<!--".Length, ref _noCommentEnd);
        if (rest.StartsWith("<![CDATA["))
            return CopyData(at);
        if (rest.StartsWith("<?"))
            return SkipTo("?>", at + "<?".Length, ref _noInstructionEnd);
        if (rest.StartsWith("<!"))
            return SkipDocumentType(at);
        if (rest.Length > 1 && (char.IsLetter(rest[1]) || rest[1] is '_' or '/'))
            return CopyTag(at);
        _mended.Append("&lt;");
        return at + 1;
    }

    /// <summary>Where the end is missing, only the opening is dropped.</summary>
    private int SkipTo(string end, int from, ref bool isMissing)
    {
        int found = isMissing ? -1 : _xml.IndexOf(end, from, StringComparison.Ordinal);
        isMissing = found < 0;
        return found < 0 ? from : found + end.Length;
    }

    private int CopyData(int at)
    {
        const string Open = "<![CDATA[";
        const string Close = "]]>";
        int end = _xml.IndexOf(Close, at, StringComparison.Ordinal);
        int contentEnd = end < 0 ? _xml.Length : end;
        _mended.Append(Open);
        CopyLegal(_xml.AsSpan(at + Open.Length, contentEnd - at - Open.Length));
        _mended.Append(Close);
        return end < 0 ? _xml.Length : end + Close.Length;
    }

    /// <summary>Past a document type with whatever it declares; a quoted bracket does not count.</summary>
    private int SkipDocumentType(int at)
    {
        int brackets = 0;
        char quote = '\0';
        for (int i = at + 2; i < _xml.Length && !_noTypeEnd; i++)
        {
            char c = _xml[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'' && brackets > 0)
                quote = c;
            else if (c == '[')
                brackets++;
            else if (c == ']')
                brackets--;
            else if (c == '>' && brackets <= 0)
                return i + 1;
        }

        _noTypeEnd = true;
        return at + 2;
    }

    /// <summary>The name of the tag only; attributes are text to the pass, so that ampersands in them are mended too.</summary>
    private int CopyTag(int at)
    {
        int nameStart = _xml[at + 1] == '/' ? at + 2 : at + 1;
        int nameEnd = nameStart;
        int colon = -1;
        for (; nameEnd < _xml.Length && (char.IsLetterOrDigit(_xml[nameEnd]) || _xml[nameEnd] is ':' or '_' or '-' or '.'); nameEnd++)
        {
            if (_xml[nameEnd] == ':' && colon < 0)
                colon = nameEnd;
        }

        if (colon > nameStart && _prefixes.Count < MaxPrefixes)
            _prefixes.Add(_xml[nameStart..colon]);
        CopyLegal(_xml.AsSpan(at, nameEnd - at));
        if (_rootNameEnd < 0)
        {
            _rootNameEnd = _mended.Length;
            _rootTagEnd = Math.Max(nameEnd, _xml.IndexOf('>', nameEnd));
        }

        CollectAttributePrefixes(nameEnd);
        return nameEnd;
    }

    /// <summary>Prefixes before an equals sign inside the tag, such as <c>xlink:href="…"</c>.</summary>
    private void CollectAttributePrefixes(int from)
    {
        int end = _xml.AsSpan(from).IndexOfAny('>', '<');
        ReadOnlySpan<char> tag = end < 0 ? default : _xml.AsSpan(from, end);
        for (int equals = tag.IndexOf('='); equals >= 0; equals = tag.IndexOf('='))
        {
            ReadOnlySpan<char> before = tag[..equals].TrimEnd();
            ReadOnlySpan<char> name = before[(before.LastIndexOfAny(s_beforeName) + 1)..];
            int colon = name.IndexOf(':');
            if (colon > 0 && _prefixes.Count < MaxPrefixes)
                _prefixes.Add(name[..colon].ToString());
            tag = tag[(equals + 1)..];
        }
    }

    private void DeclarePrefixes()
    {
        if (_rootNameEnd < 0)
            return;
        string declared = _xml[..Math.Max(0, _rootTagEnd)];
        StringBuilder missing = new();
        foreach (string prefix in _prefixes)
        {
            bool isName = prefix.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.') && (char.IsLetter(prefix[0]) || prefix[0] == '_');
            if (!isName || prefix is "xml" or "xmlns" || declared.Contains($"xmlns:{prefix}", StringComparison.Ordinal))
                continue;
            missing.Append(" xmlns:").Append(prefix).Append("=\"").Append(FeedNames.NamespaceOf(prefix) ?? $"urn:undeclared:{prefix}").Append('"');
        }

        _mended.Insert(_rootNameEnd, missing.ToString());
    }

    private void CopyLegal(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                _mended.Append(c).Append(text[++i]);
            else if (!char.IsSurrogate(c) && System.Xml.XmlConvert.IsXmlChar(c))
                _mended.Append(c);
        }
    }
}
