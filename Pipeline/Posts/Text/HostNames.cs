using System.Collections.Frozen;

namespace RtmPipeline.Posts.Text;

/// <summary>Rules of host names: known top-level domains and the length of labels.</summary>
internal static class HostNames
{
    /// <summary>Octets in a label of a host name (RFC 1035, section 2.3.4).</summary>
    public const int MaxLabelLength = 63;

    // The longest top-level domain has 24 characters in punycode and 18 in ASCII; the longest native one is shorter.
    private const int MaxTopLevelLength = 24;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_current = Lookup(TopLevelDomains.Ascii + TopLevelDomains.Native);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_former = Lookup(TopLevelDomains.Former);

    /// <summary>Finds the top-level domain that begins at <paramref name="at"/>.</summary>
    /// <param name="text">Text around it.</param>
    /// <param name="at">First character after the dot.</param>
    /// <param name="withFormer">Whether domains that have left the root zone count.</param>
    /// <returns>One past its last character, or -1. It ends before a character that is not an ASCII letter, a digit, or one of "@+-".</returns>
    public static int TopLevelEnd(ReadOnlySpan<char> text, int at, bool withFormer)
    {
        int end = at;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
            end++;
        if (end - at == 2 && IsPunycodeMark(text[at..]))
            return PunycodeEnd(text, at + 4);
        if (end < text.Length && text[end] >= '\u0080')
        {
            int native = NativeEnd(text, at, withFormer);
            if (native > 0)
                return native;
        }
        return end > at && IsBoundary(text, end) && IsKnown(text[at..end], withFormer) ? end : -1;
    }

    /// <summary>True when every label fits into a host name, native labels in their punycode form (RFC 3492).</summary>
    public static bool HasValidLabels(ReadOnlySpan<char> host)
    {
        foreach (Range range in host.Split('.'))
        {
            ReadOnlySpan<char> label = host[range];
            if (label.Length == 0 || label.Length > MaxLabelLength)
                return false;
            if (System.Text.Ascii.IsValid(label))
                continue;
            if (IsPunycodeMark(label) || PunycodeLength(label) > MaxLabelLength)
                return false;
        }
        return true;
    }

    private static bool IsPunycodeMark(ReadOnlySpan<char> label) => label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase);

    private static int PunycodeEnd(ReadOnlySpan<char> text, int from)
    {
        int end = from;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '-'))
            end++;
        return end > from ? end : -1;
    }

    // A native top-level domain may run into the next word of a script without spaces, so the longest prefix that is one counts.
    private static int NativeEnd(ReadOnlySpan<char> text, int at, bool withFormer)
    {
        int longest = Math.Min(MaxTopLevelLength, text.Length - at);
        int dot = text.Slice(at, longest).IndexOf('.');
        for (int length = dot >= 0 ? dot : longest; length > 1; length--)
        {
            if (text[at + length - 1] < '\u0080' && !char.IsAsciiLetterOrDigit(text[at + length - 1]))
                continue;
            if (IsBoundary(text, at + length) && IsKnown(text.Slice(at, length), withFormer))
                return at + length;
        }
        return -1;
    }

    private static bool IsBoundary(ReadOnlySpan<char> text, int end) =>
        end >= text.Length || !(char.IsAsciiLetterOrDigit(text[end]) || text[end] is '@' or '+' or '-');

    private static bool IsKnown(ReadOnlySpan<char> domain, bool withFormer)
    {
        if (domain.Length > MaxTopLevelLength)
            return false;
        Span<char> lower = stackalloc char[MaxTopLevelLength];
        int length = domain.ToLowerInvariant(lower);
        return s_current.Contains(lower[..length]) || (withFormer && s_former.Contains(lower[..length]));
    }

    /// <summary>Length of "xn--" and the punycode of a label, by the encoder of RFC 3492, section 6.3; more than <see cref="MaxLabelLength"/> where it would not fit.</summary>
    private static int PunycodeLength(ReadOnlySpan<char> label)
    {
        Span<int> points = stackalloc int[MaxLabelLength];
        int count = 0;
        foreach (System.Text.Rune rune in label.EnumerateRunes())
            points[count++] = rune.Value;
        points = points[..count];
        int basic = 0;
        foreach (int point in points)
            basic += point < 0x80 ? 1 : 0;
        int length = 4 + basic + (basic > 0 ? 1 : 0);
        int handled = basic, next = 0x80, delta = 0, bias = 72;
        while (handled < count && length <= MaxLabelLength)
        {
            int smallest = int.MaxValue;
            foreach (int point in points)
                smallest = point >= next && point < smallest ? point : smallest;
            delta += (smallest - next) * (handled + 1);
            next = smallest;
            foreach (int point in points)
            {
                if (point < next)
                    delta++;
                if (point != next)
                    continue;
                length += VariableLength(delta, bias);
                bias = Adapted(delta, handled + 1, handled == basic);
                delta = 0;
                handled++;
            }
            delta++;
            next++;
        }
        return length;
    }

    private static int VariableLength(int delta, int bias)
    {
        int digits = 1;
        for (int k = 36; ; k += 36)
        {
            int threshold = Math.Clamp(k - bias, 1, 26);
            if (delta < threshold)
                return digits;
            delta = (delta - threshold) / (36 - threshold);
            digits++;
        }
    }

    private static int Adapted(int delta, int points, bool first)
    {
        delta /= first ? 700 : 2;
        delta += delta / points;
        int k = 0;
        for (; delta > 455; k += 36)
            delta /= 35;
        return k + (36 * delta / (delta + 38));
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup(string domains) =>
        domains.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
