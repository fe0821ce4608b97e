using Microsoft.Win32.SafeHandles;

namespace RtmPipeline.Sources.Files.Follow;

/// <summary>Tells by the beginning of a file whether its lines can be taken one by one while it grows, or all of it at once when it has stopped.</summary>
internal static class FormTeller
{
    /// <summary>Bytes looked at; where the first line is longer, it is a line.</summary>
    public const int HeadBytes = 64 * 1024;

    private static ReadOnlySpan<byte> Utf8Mark => [0xef, 0xbb, 0xbf];

    /// <summary>The form; unknown while too little is there.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isQuiet">True when no more is to be waited for.</param>
    /// <exception cref="IOException">The disk fails.</exception>
    public static FollowedForm Tell(SafeFileHandle file, bool isQuiet)
    {
        byte[] head = new byte[HeadBytes];
        int read = FileProof.ReadAt(file, head, 0);
        return Tell(head.AsSpan(0, read), isQuiet || read == HeadBytes);
    }

    internal static FollowedForm Tell(ReadOnlySpan<byte> head, bool isAll)
    {
        // Two bytes tell gzip, and eight all forms that are not lines.
        const int enough = 8;
        FollowedForm fallback = isAll && head.Length > 0 ? FollowedForm.Lines : FollowedForm.Unknown;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
            return FollowedForm.Whole;
        if (head.StartsWith(Utf8Mark))
            head = head[Utf8Mark.Length..];
        ReadOnlySpan<byte> text = Blanks.TrimStart(head);
        if (text.Length < enough && !isAll && !text.Contains((byte)'\n'))
            return FollowedForm.Unknown;
        if (IsXml(head, text))
            return FollowedForm.Document;
        if (text.StartsWith("event:"u8) || text.StartsWith("data:"u8) || text.StartsWith("id:"u8) || text.StartsWith("retry:"u8) || text.StartsWith(":"u8))
            return FollowedForm.Whole;
        int feed = text.IndexOf((byte)'\n');
        if (feed < 0)
            return fallback;
        ReadOnlySpan<byte> first = Blanks.TrimEnd(text[..feed]);
        if (first.IsEmpty || !IsOpenEnded(first))
            return FollowedForm.Lines;
        // A line that broke off is followed by one that begins as it did; within a document over several lines something else comes next.
        ReadOnlySpan<byte> next = text[(feed + 1)..];
        if (Blanks.TrimStart(next).IsEmpty)
            return fallback;
        return first.Length > 1 && next[0] is ((byte)'{' or (byte)'[') ? FollowedForm.Lines : FollowedForm.Whole;
    }

    private static bool IsXml(ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
        if (text.Length > 1 && text[0] == (byte)'<' && (char.IsAsciiLetter((char)text[1]) || text[1] is (byte)'?' or (byte)'!'))
            return true;
        // UTF-16, with or without its mark.
        int first = head.IndexOfAnyExcept([(byte)0, (byte)0xff, (byte)0xfe]);
        return first is >= 0 and <= 3 && head[first] == (byte)'<' && head[..Math.Min(head.Length, 4)].Contains((byte)0);
    }

    private static bool IsOpenEnded(ReadOnlySpan<byte> line) => line[0] switch
    {
        (byte)'{' => line[^1] != (byte)'}' || line.Length == 1,
        (byte)'[' => line[^1] != (byte)']' || line.Length == 1,
        _ => false,
    };
}
