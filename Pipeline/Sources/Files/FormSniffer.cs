namespace RtmPipeline.Sources.Files;

/// <summary>Tells the form of a recording by its first bytes that are not blank.</summary>
internal static class FormSniffer
{
    /// <summary>Longest prefix that tells a form: <c>event:</c>, or a byte order mark and a character.</summary>
    private const int PrefixBytes = 8;

    private static ReadOnlySpan<byte> Utf8Mark => [0xef, 0xbb, 0xbf];

    /// <summary>False while more bytes are needed. Moves the window past a UTF-8 byte order mark and blank lines.</summary>
    /// <param name="window">Window at the start of the source.</param>
    /// <param name="limits">Beyond the longest line, blanks tell nothing.</param>
    /// <param name="form">Lines of JSON are the form of whatever is nothing else.</param>
    public static bool TryTell(ByteWindow window, FileLimits limits, out RecordForm form)
    {
        form = RecordForm.Json;
        if (window.Unread.Length < PrefixBytes && !window.Ended)
            return false;
        if (window.Offset == 0 && IsWideXml(window.Unread))
        {
            form = RecordForm.Xml;
            return true;
        }

        if (window.Offset == 0 && window.Unread.StartsWith(Utf8Mark))
            window.Advance(Utf8Mark.Length, 0);
        SkipBlankLines(window);
        ReadOnlySpan<byte> head = Blanks.TrimStart(window.Unread);
        if (head.Length < PrefixBytes && !window.Ended && window.Unread.Length <= limits.MaxLineBytes)
            return false;
        form = FormOf(head, isIndented: head.Length < window.Unread.Length);
        if (form == RecordForm.Xml)
            window.Advance(window.Unread.Length - head.Length, 0);
        return true;
    }

    private static RecordForm FormOf(ReadOnlySpan<byte> head, bool isIndented)
    {
        if (head.Length > 1 && head[0] == (byte)'<' && (char.IsAsciiLetter((char)head[1]) || head[1] is (byte)'?' or (byte)'!'))
            return RecordForm.Xml;
        bool isEvent = head.StartsWith("event:"u8) || head.StartsWith("data:"u8) || head.StartsWith("id:"u8)
            || head.StartsWith("retry:"u8) || head.StartsWith(":"u8);
        return isEvent && !isIndented ? RecordForm.ServerSentEvent : RecordForm.Json;
    }

    /// <summary>UTF-16 or UTF-32 whose first character is '&lt;', with or without a byte order mark.</summary>
    private static bool IsWideXml(ReadOnlySpan<byte> bytes)
    {
        bool isMarked = bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff])
            || bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xfe, 0xff]);
        int first = bytes.IndexOfAnyExcept([(byte)0, (byte)0xff, (byte)0xfe]);
        bool isZeroPadded = first is 1 or 3 || (first == 0 && bytes.Length > 1 && bytes[1] == 0);
        return first >= 0 && bytes[first] == (byte)'<' && (isMarked || isZeroPadded);
    }

    private static void SkipBlankLines(ByteWindow window)
    {
        ReadOnlySpan<byte> unread = window.Unread;
        ReadOnlySpan<byte> blanks = unread[..(unread.Length - Blanks.TrimStart(unread).Length)];
        int lastFeed = blanks.LastIndexOf((byte)'\n');
        if (lastFeed >= 0)
            window.Advance(lastFeed + 1, blanks.Count((byte)'\n'));
    }
}
