namespace RtmPipeline.Posts.News;

/// <summary>
/// The last resort: takes feed elements out of text that no XML reader accepts, however its tags are nested. Closing tags close what they match and
/// everything inside; others are passed over. Documents that break off give the items they have.
/// </summary>
internal sealed class TagSoupReader
{
    private readonly string _xml;
    private readonly FeedAssembler _assembler;
    private readonly List<string> _open = [];
    private readonly Dictionary<string, string> _attributes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Attributes _view;

    private TagSoupReader(string xml, string? address)
    {
        _xml = xml;
        _assembler = new FeedAssembler(address);
        _view = new Attributes(_attributes);
    }

    /// <summary>The feed, or null when there is no item to be had.</summary>
    public static FeedDocument? Read(string xml, string? address)
    {
        TagSoupReader reader = new(xml, address);
        reader.Read();
        return reader._assembler.Document.Items.Count > 0 ? reader._assembler.Document : null;
    }

    private void Read()
    {
        int at = 0;
        while (at < _xml.Length)
        {
            int less = _xml.IndexOf('<', at);
            int end = less < 0 ? _xml.Length : less;
            Text(_xml[at..end]);
            at = less < 0 ? end : Markup(less);
        }

        CloseDownTo(0);
    }

    private int Markup(int at)
    {
        ReadOnlySpan<char> rest = _xml.AsSpan(at);
        const string Data = "<![CDATA[";
        if (rest.StartsWith(Data))
        {
            int close = _xml.IndexOf("]]>", at, StringComparison.Ordinal);
            int contentEnd = close < 0 ? _xml.Length : close;
            if (_assembler.IsCapturing)
                _assembler.Text(_xml[(at + Data.Length)..contentEnd]);
            return close < 0 ? _xml.Length : close + 3;
        }

        bool isEnd = rest.Length > 1 && rest[1] == '/';
        int nameStart = isEnd ? at + 2 : at + 1;
        int nameEnd = nameStart;
        while (nameEnd < _xml.Length && (char.IsLetterOrDigit(_xml[nameEnd]) || _xml[nameEnd] is ':' or '_' or '-' or '.'))
            nameEnd++;
        if (nameEnd == nameStart)
        {
            Text("<");
            return at + 1;
        }

        string name = _xml[nameStart..nameEnd];
        int tagEnd = ReadAttributes(nameEnd, out bool isSelfClosing);
        if (isEnd)
            Close(name);
        else
            Open(name, isSelfClosing);
        return tagEnd;
    }

    /// <summary>Attributes up to the end of the tag, with or without quotes; the next tag ends this one where its own end is missing.</summary>
    private int ReadAttributes(int at, out bool isSelfClosing)
    {
        _attributes.Clear();
        isSelfClosing = false;
        while (at < _xml.Length && _xml[at] is not ('>' or '<'))
        {
            isSelfClosing = _xml[at] == '/';
            if (!char.IsLetter(_xml[at]))
            {
                at++;
                continue;
            }

            int nameStart = at;
            while (at < _xml.Length && (char.IsLetterOrDigit(_xml[at]) || _xml[at] is ':' or '_' or '-'))
                at++;
            string name = _xml[nameStart..at];
            if (at < _xml.Length && _xml[at] == '=')
                _attributes.TryAdd(name, HtmlText.DecodeEntities(ReadValue(ref at)));
        }

        return at < _xml.Length && _xml[at] == '>' ? at + 1 : at;
    }

    private string ReadValue(ref int at)
    {
        at++;
        if (at < _xml.Length && _xml[at] is '"' or '\'')
        {
            ReadOnlySpan<char> rest = _xml.AsSpan(at + 1);
            int close = rest.IndexOfAny(_xml[at], '<');
            if (close >= 0 && rest[close] == _xml[at])
            {
                at += close + 2;
                return rest[..close].ToString();
            }

            at++;
        }

        int start = at;
        while (at < _xml.Length && !char.IsWhiteSpace(_xml[at]) && _xml[at] is not ('>' or '<'))
            at++;
        return _xml[start..at];
    }

    private void Open(string name, bool isSelfClosing)
    {
        int colon = name.IndexOf(':');
        string local = name[(colon + 1)..];
        FeedNamespace vocabulary = VocabularyOf(colon < 0 ? "" : name[..colon]);
        if (FeedNames.Of(vocabulary, local) == FeedElement.Item)
            Close(name);
        if (_open.Count >= FeedLimits.MaxDepth)
            return;
        _assembler.Open(vocabulary, local, _view);
        _open.Add(name);
        if (isSelfClosing || (_assembler.IsCapturing && local is "br" or "img" or "hr" or "input" or "wbr"))
            CloseDownTo(_open.Count - 1);
    }

    private static FeedNamespace VocabularyOf(string prefix) =>
        prefix.Length == 0 || prefix is "rss" ? FeedNamespace.Core : FeedNames.Vocabulary(FeedNames.NamespaceOf(prefix) ?? "urn:unknown");

    private void Close(string name)
    {
        int match = _open.FindLastIndex(open => string.Equals(open, name, StringComparison.OrdinalIgnoreCase));
        if (match >= 0)
            CloseDownTo(match);
    }

    private void CloseDownTo(int depth)
    {
        for (int i = _open.Count; i > depth; i--)
            _assembler.Close();
        _open.RemoveRange(depth, _open.Count - depth);
    }

    private void Text(string text)
    {
        if (_assembler.IsCapturing && text.Length > 0)
            _assembler.Text(HtmlText.DecodeEntities(text));
    }

    private sealed class Attributes(Dictionary<string, string> values) : IFeedAttributes
    {
        public string? Get(string name) => values.GetValueOrDefault(name) ?? (name == "about" ? values.GetValueOrDefault("rdf:about") : null);
    }
}
