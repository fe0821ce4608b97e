using System.Collections.Frozen;
using System.Globalization;

namespace RtmPipeline.Posts.Text;

/// <summary>Finds whole emoji: one picture on the screen may be a chain of code points (Unicode Technical Standard 51, section 1.4.9).</summary>
internal static class EmojiSequence
{
    private const char Joiner = '\u200D';
    private const char TextStyle = '\uFE0E';
    private const char PictureStyle = '\uFE0F';
    private const char Keycap = '\u20E3';

    // Property Emoji of Unicode 14.0 (emoji-data.txt) from U+0080 on, in hexadecimal.
    private const string Ranges =
        "A9 AE 203C 2049 2122 2139 2194-2199 21A9-21AA 231A-231B 2328 23CF 23E9-23F3 23F8-23FA 24C2 25AA-25AB 25B6 25C0 25FB-25FE 2600-2604 260E 2611 2614-2615 " +
        "2618 261D 2620 2622-2623 2626 262A 262E-262F 2638-263A 2640 2642 2648-2653 265F-2660 2663 2665-2666 2668 267B 267E-267F 2692-2697 2699 269B-269C 26A0-26A1 " +
        "26A7 26AA-26AB 26B0-26B1 26BD-26BE 26C4-26C5 26C8 26CE-26CF 26D1 26D3-26D4 26E9-26EA 26F0-26F5 26F7-26FA 26FD 2702 2705 2708-270D 270F 2712 2714 2716 271D " +
        "2721 2728 2733-2734 2744 2747 274C 274E 2753-2755 2757 2763-2764 2795-2797 27A1 27B0 27BF 2934-2935 2B05-2B07 2B1B-2B1C 2B50 2B55 3030 303D 3297 3299 1F004 " +
        "1F0CF 1F170-1F171 1F17E-1F17F 1F18E 1F191-1F19A 1F1E6-1F1FF 1F201-1F202 1F21A 1F22F 1F232-1F23A 1F250-1F251 1F300-1F321 1F324-1F393 1F396-1F397 1F399-1F39B " +
        "1F39E-1F3F0 1F3F3-1F3F5 1F3F7-1F4FD 1F4FF-1F53D 1F549-1F54E 1F550-1F567 1F56F-1F570 1F573-1F57A 1F587 1F58A-1F58D 1F590 1F595-1F596 1F5A4-1F5A5 1F5A8 " +
        "1F5B1-1F5B2 1F5BC 1F5C2-1F5C4 1F5D1-1F5D3 1F5DC-1F5DE 1F5E1 1F5E3 1F5E8 1F5EF 1F5F3 1F5FA-1F64F 1F680-1F6C5 1F6CB-1F6D2 1F6D5-1F6D7 1F6DD-1F6E5 1F6E9 " +
        "1F6EB-1F6EC 1F6F0 1F6F3-1F6FC 1F7E0-1F7EB 1F7F0 1F90C-1F93A 1F93C-1F945 1F947-1F9FF 1FA70-1FA74 1FA78-1FA7C 1FA80-1FA86 1FA90-1FAAC 1FAB0-1FABA 1FAC0-1FAC5 " +
        "1FAD0-1FAD9 1FAE0-1FAE7 1FAF0-1FAF6";

    private static readonly FrozenSet<int> s_pictures = ReadRanges();

    /// <summary>Length in UTF-16 units of the emoji that begins at <paramref name="at"/>; 0 where none does.</summary>
    public static int LengthAt(ReadOnlySpan<char> text, int at)
    {
        int length = KeycapLength(text[at..]);
        if (length > 0)
            return length;
        length = FlagLength(text[at..]);
        if (length > 0)
            return length;
        int end = ElementEnd(text, at);
        while (end > at && end + 1 < text.Length && text[end] == Joiner)
        {
            int next = ElementEnd(text, end + 1);
            if (next <= end + 1)
                break;
            end = next;
        }
        return end - at;
    }

    private static int KeycapLength(ReadOnlySpan<char> text)
    {
        if (!(char.IsAsciiDigit(text[0]) || text[0] is '#' or '*'))
            return 0;
        if (text.Length > 1 && text[1] == Keycap)
            return 2;
        return text.Length > 2 && text[1] == PictureStyle && text[2] == Keycap ? 3 : 0;
    }

    /// <summary>Two letters of a country, or a black flag with the tags of a region.</summary>
    private static int FlagLength(ReadOnlySpan<char> text)
    {
        int first = PointAt(text, 0);
        int second = PointAt(text, 2);
        if (first is >= 0x1F1E6 and <= 0x1F1FF)
            return second is >= 0x1F1E6 and <= 0x1F1FF ? 4 : 0;
        if (first != 0x1F3F4)
            return 0;
        int end = 2;
        while (PointAt(text, end) is >= 0xE0020 and <= 0xE007E)
            end += 2;
        return end > 2 && PointAt(text, end) == 0xE007F ? end + 2 : 0;
    }

    private static int ElementEnd(ReadOnlySpan<char> text, int at)
    {
        int point = PointAt(text, at);
        if (!s_pictures.Contains(point))
            return at;
        int end = at + (point > char.MaxValue ? 2 : 1);
        char next = end < text.Length ? text[end] : '\0';
        // These four are letters and signs unless a picture is asked for.
        bool plain = point is 0xA9 or 0xAE or 0x2122 or 0x265F;
        if (next == TextStyle || (plain && next != PictureStyle))
            return at;
        if (next == PictureStyle)
            return end + 1;
        return PointAt(text, end) is >= 0x1F3FB and <= 0x1F3FF ? end + 2 : end;
    }

    private static int PointAt(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length)
            return -1;
        bool paired = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
        return paired ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at];
    }

    private static FrozenSet<int> ReadRanges()
    {
        HashSet<int> points = [];
        foreach (string range in Ranges.Split(' '))
        {
            string[] ends = range.Split('-');
            int first = int.Parse(ends[0], NumberStyles.AllowHexSpecifier);
            int last = int.Parse(ends[^1], NumberStyles.AllowHexSpecifier);
            for (int point = first; point <= last; point++)
                points.Add(point);
        }
        return points.ToFrozenSet();
    }
}
