namespace RtmPipeline.Posts.Text;

/// <summary>An address found in a text.</summary>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">One past the last unit of the address.</param>
/// <param name="Accepted">False where something looks like an address and is none: no other address begins inside it.</param>
internal readonly record struct UrlMatch(int Start, int End, bool Accepted);

/// <summary>
/// Finds addresses around the two characters that give them away: the colon of "http://" and the dot before a top-level domain.
/// Addresses without a protocol are written in Latin script and end in a known top-level domain; with one, host names of any script count.
/// Every character is read at most a small constant number of times, however the text is made; <see cref="Work"/> counts the readings.
/// </summary>
internal ref struct UrlScanner(ReadOnlySpan<char> text)
{
    /// <summary>Longest address with its protocol and its host in punycode; longer ones are no addresses.</summary>
    public const int MaxUrlLength = 4096;

    /// <summary>Characters after "t.co/".</summary>
    public const int MaxShortSlugLength = 40;

    private readonly ReadOnlySpan<char> _text = text;

    // Nothing before this has any part in a further address: it was matched already, accepted or not.
    private int _floor;

    /// <summary>Characters read so far, with repeats.</summary>
    public long Work { get; private set; }

    /// <summary>Looks for an address whose protocol ends with the colon at <paramref name="colon"/>.</summary>
    public bool TryAtProtocol(int colon, out UrlMatch match)
    {
        match = default;
        if (!_text[colon..].StartsWith("://", StringComparison.Ordinal))
            return false;
        int start = ProtocolStart(colon);
        if (start < 0 || (start > 0 && (start <= _floor || !IsValidBefore(_text[start - 1]))))
            return false;
        int hostStart = colon + 3;
        int hostEnd = HostEnd(hostStart, native: true);
        if (hostEnd < 0)
            return false;
        int end = TailEnd(hostEnd);
        _floor = end;
        bool accepted = IsHostAccepted(_text[hostStart..hostEnd], end - start);
        if (accepted && _text[hostStart..hostEnd].Equals("t.co", StringComparison.OrdinalIgnoreCase))
            accepted = TrimShort(hostEnd, ref end);
        match = new UrlMatch(start, end, accepted);
        return true;
    }

    /// <summary>Looks for an address without a protocol around the dot at <paramref name="dot"/>.</summary>
    /// <param name="dot">Place of a dot.</param>
    /// <param name="match">The address, where the result is true.</param>
    /// <param name="resume">Where the search for the next trigger goes on; beyond <paramref name="dot"/>.</param>
    public bool TryAtDot(int dot, out UrlMatch match, out int resume)
    {
        match = default;
        resume = dot + 1;
        if (dot == 0 || resume >= _text.Length || !IsLatinHost(_text[dot - 1]) || !(_text[resume] >= '\u0080' || char.IsAsciiLetterOrDigit(_text[resume])))
            return false;
        int start = dot;
        while (start > _floor && IsInRun(_text[start - 1]))
            start--;
        while (resume < _text.Length && IsInRun(_text[resume]))
            resume++;
        Work += resume - start;
        if (!IsLatinHost(_text[start]))
            return false;
        int hostEnd = HostEnd(start, native: false);
        if (hostEnd < 0)
            return false;
        int end = TailEnd(hostEnd);
        bool free = start == 0 || (start > _floor && IsValidBefore(_text[start - 1]) && _text[start - 1] is not ('-' or '_' or '.' or '/'));
        if (!free)
            return false;
        _floor = end;
        match = new UrlMatch(start, end, IsHostAccepted(_text[start..hostEnd], end - start + "https://".Length));
        resume = match.Accepted ? end : resume;
        return true;
    }

    private readonly int ProtocolStart(int colon)
    {
        ReadOnlySpan<char> before = _text[Math.Max(0, colon - 5)..colon];
        if (before.EndsWith("https", StringComparison.OrdinalIgnoreCase))
            return colon - 5;
        return before.EndsWith("http", StringComparison.OrdinalIgnoreCase) ? colon - 4 : -1;
    }

    /// <summary>One past the longest host that begins at <paramref name="at"/>, or -1.</summary>
    private int HostEnd(int at, bool native)
    {
        int best = -1;
        int i = at;
        while (true)
        {
            int label = i;
            bool underscore = false;
            while (i < _text.Length && IsInLabel(_text[i], native))
                underscore |= _text[i++] == '_';
            Work += i - label + 1;
            if (i == label || i >= _text.Length || _text[i] != '.' || IsDash(_text[label]) || IsDash(_text[i - 1]))
                return best;
            i++;
            // The label before a top-level domain has no underscore; those in front of it may.
            int end = underscore ? -1 : HostNames.TopLevelEnd(_text, i, withFormer: native);
            best = end > 0 ? end : best;
        }
    }

    /// <summary>Takes in port, path and query behind a host.</summary>
    private int TailEnd(int hostEnd)
    {
        int end = hostEnd;
        if (end + 1 < _text.Length && _text[end] == ':' && char.IsAsciiDigit(_text[end + 1]))
        {
            end++;
            while (end < _text.Length && char.IsAsciiDigit(_text[end]))
                end++;
        }
        if (end < _text.Length && _text[end] == '/')
            end = PathEnd(end + 1);
        end = QueryEnd(end);
        Work += end - hostEnd;
        return end;
    }

    private int PathEnd(int at)
    {
        int end = at;
        int i = at;
        while (i < _text.Length)
        {
            if (_text[i] == '(')
            {
                int close = ParenthesesEnd(i);
                if (close < 0)
                    break;
                end = i = close;
                continue;
            }
            if (!UrlCharacters.IsPath(_text[i]))
                break;
            if (UrlCharacters.IsPathEnd(_text[i++]))
                end = i;
        }
        Work += i - at;
        return end;
    }

    /// <summary>One past the parenthesis that closes the one at <paramref name="open"/>, with at most one pair inside, or -1.</summary>
    private int ParenthesesEnd(int open)
    {
        int i = SkipPath(open + 1);
        bool filled = i > open + 1;
        if (i < _text.Length && _text[i] == '(')
        {
            int inner = SkipPath(i + 1);
            if (inner == i + 1 || inner >= _text.Length || _text[inner] != ')')
                return -1;
            filled = true;
            i = SkipPath(inner + 1);
        }
        return filled && i < _text.Length && _text[i] == ')' ? i + 1 : -1;
    }

    private int SkipPath(int at)
    {
        int i = at;
        while (i < _text.Length && UrlCharacters.IsPath(_text[i]))
            i++;
        Work += i - at;
        return i;
    }

    private int QueryEnd(int at)
    {
        if (at >= _text.Length || _text[at] != '?')
            return at;
        int end = at;
        int i = at + 1;
        for (; i < _text.Length && UrlCharacters.IsQuery(_text[i]); i++)
        {
            if (UrlCharacters.IsQueryEnd(_text[i]))
                end = i + 1;
        }
        Work += i - at;
        return end;
    }

    /// <summary>Cuts the address of X's own shortener behind its slug and query; false where the slug is too long.</summary>
    private bool TrimShort(int hostEnd, ref int end)
    {
        int slug = hostEnd + 1;
        if (slug >= end || _text[hostEnd] != '/')
            return true;
        int slugEnd = slug;
        while (slugEnd < _text.Length && char.IsAsciiLetterOrDigit(_text[slugEnd]))
            slugEnd++;
        Work += slugEnd - slug;
        if (slugEnd == slug)
            return true;
        end = QueryEnd(slugEnd);
        return slugEnd - slug <= MaxShortSlugLength;
    }

    private static bool IsHostAccepted(ReadOnlySpan<char> host, int urlLength) => urlLength <= MaxUrlLength && HostNames.HasValidLabels(host);

    private static bool IsDash(char c) => c is '-' or '_';

    private static bool IsInLabel(char c, bool native) => IsDash(c) || (native ? UrlCharacters.IsNativeHost(c) : IsLatinHost(c));

    private static bool IsInRun(char c) => c == '.' || IsDash(c) || IsLatinHost(c);

    private static bool IsLatinHost(char c) => char.IsAsciiLetterOrDigit(c) || Characters.IsLatinAccent(c);

    private static bool IsValidBefore(char c) => !(char.IsAsciiLetterOrDigit(c) || c is '@' or '\uFF20' or '$' or '#' or '\uFF03' || Characters.IsInvalid(c));
}
