namespace RtmPipeline.Tests.Conventions;

/// <summary>
/// Blanks what is inside comments, strings and characters of C#, so that rules look at code alone and braces can be counted. Newlines
/// stay, so places and lines do too; what stands in the holes of interpolated strings is code and stays as well.
/// </summary>
internal sealed class CodeText
{
    private readonly string _text;
    private readonly char[] _code;
    private int _at;

    private CodeText(string text)
    {
        _text = text;
        _code = text.ToCharArray();
    }

    public static string Of(string text)
    {
        var code = new CodeText(text);
        while (code._at < text.Length)
            code.ReadCode(inHole: false);
        return new string(code._code);
    }

    /// <summary>Reads code up to the end; in the hole of a string, up to the brace that closes the hole.</summary>
    private void ReadCode(bool inHole)
    {
        int depth = 0;
        while (_at < _text.Length)
        {
            if (Ahead("//"))
                BlankUntil("\n", eat: false);
            else if (Ahead("/*"))
                BlankUntil("*/", eat: true);
            else if (_text[_at] == '\'')
                ReadCharacter();
            else if (_text[_at] is '"' or '@' or '$' && TryReadString())
                continue;
            else if (inHole && _text[_at] == '}' && depth == 0)
                return;
            else
                depth += _text[_at++] switch { '{' => 1, '}' => -1, _ => 0 };
        }
    }

    private bool Ahead(string expected) => string.CompareOrdinal(_text, _at, expected, 0, expected.Length) == 0;

    private void Blank(int count)
    {
        for (int i = 0; i < count && _at < _text.Length; i++, _at++)
        {
            if (_text[_at] is not '\n')
                _code[_at] = ' ';
        }
    }

    private void BlankUntil(string end, bool eat)
    {
        int place = _text.IndexOf(end, Math.Min(_at + 2, _text.Length), StringComparison.Ordinal);
        Blank(place < 0 ? _text.Length - _at : place - _at + (eat ? end.Length : 0));
    }

    private void ReadCharacter()
    {
        Blank(1);
        Blank(_at < _text.Length && _text[_at] == '\\' ? 2 : 1);
        while (_at < _text.Length && _text[_at] is not ('\'' or '\n'))
            Blank(1);
        Blank(1);
    }

    private int Run(int from, char c)
    {
        int end = from;
        while (end < _text.Length && _text[end] == c)
            end++;
        return end - from;
    }

    /// <summary>Reads a string literal of any kind, if one starts here.</summary>
    private bool TryReadString()
    {
        int quote = _at;
        while (quote < _text.Length && _text[quote] is '@' or '$')
            quote++;
        int quotes = quote < _text.Length ? Run(quote, '"') : 0;
        if (quotes == 0)
            return false;
        int dollars = _text.AsSpan(_at, quote - _at).Count('$');
        bool verbatim = _text.AsSpan(_at, quote - _at).Contains('@');
        Blank(quote - _at);
        if (!verbatim && quotes >= 3)
            ReadRaw(quotes, dollars);
        else
            ReadQuoted(verbatim, dollars > 0);
        return true;
    }

    private void ReadRaw(int quotes, int dollars)
    {
        Blank(quotes);
        while (_at < _text.Length)
        {
            if (Run(_at, '"') >= quotes)
            {
                Blank(Run(_at, '"'));
                return;
            }

            int braces = dollars > 0 ? Run(_at, '{') : 0;
            if (braces >= dollars && braces > 0)
                ReadHole(braces, dollars);
            else
                Blank(Math.Max(1, braces));
        }
    }

    private void ReadQuoted(bool verbatim, bool interpolated)
    {
        Blank(1);
        while (_at < _text.Length)
        {
            char c = _text[_at];
            if (c == '"' && !(verbatim && Run(_at, '"') >= 2))
            {
                Blank(1);
                return;
            }

            if ((c == '\\' && !verbatim) || c == '"' || (interpolated && c is '{' or '}' && Run(_at, c) >= 2))
                Blank(2);
            else if (interpolated && c == '{')
                ReadHole(1, 1);
            else if (c == '\n' && !verbatim)
                return;
            else
                Blank(1);
        }
    }

    private void ReadHole(int braces, int close)
    {
        Blank(braces);
        ReadCode(inHole: true);
        Blank(close);
    }
}
