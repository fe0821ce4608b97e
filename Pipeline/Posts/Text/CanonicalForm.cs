using System.Collections.Frozen;
using System.Text;

namespace RtmPipeline.Posts.Text;

/// <summary>
/// Canonical composition (Unicode NFC), because the runtime leaves texts as they are in invariant culture mode.
/// Where we differ from the standard: marks are composed in the order they are written and are not sorted by combining class first, which matters only for
/// several marks on one letter in an unusual order; CJK compatibility ideographs stay.
/// </summary>
internal static class CanonicalForm
{
    private const int HangulBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int Leads = 19, Vowels = 21, Tails = 28;

    private static readonly FrozenDictionary<long, int> s_composed = ReadComposed();
    private static readonly FrozenDictionary<int, int[]> s_takenApart = ReadTakenApart();

    /// <summary>Composes letters with the marks behind them. A text without marks and compatibility characters comes back as it is.</summary>
    public static string Compose(string text)
    {
        // Below the first combining mark nothing composes and nothing is taken apart.
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', '\u02FF'))
            return text;
        List<int> points = new(text.Length);
        int starter = -1;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!s_takenApart.TryGetValue(rune.Value, out int[]? parts))
                Append(points, rune.Value, ref starter);
            else
                foreach (int part in parts)
                    Append(points, part, ref starter);
        }
        StringBuilder composed = new(text.Length);
        foreach (int point in points)
            composed.Append(new Rune(point));
        return composed.ToString();
    }

    private static void Append(List<int> points, int point, ref int starter)
    {
        int joined = starter < 0 ? 0 : Join(points[starter], point);
        if (joined != 0)
        {
            points[starter] = joined;
            return;
        }
        if (!IsMark(point))
            starter = points.Count;
        points.Add(point);
    }

    private static int Join(int first, int second)
    {
        if (first is >= LeadBase and < LeadBase + Leads && second is >= VowelBase and < VowelBase + Vowels)
            return HangulBase + ((((first - LeadBase) * Vowels) + second - VowelBase) * Tails);
        bool open = first is >= HangulBase and < HangulBase + (Leads * Vowels * Tails) && (first - HangulBase) % Tails == 0;
        if (open && second is > TailBase and < TailBase + Tails)
            return first + second - TailBase;
        return s_composed.GetValueOrDefault(Pair(first, second));
    }

    private static bool IsMark(int point) => Rune.GetUnicodeCategory(new Rune(point)) is System.Globalization.UnicodeCategory.NonSpacingMark
        or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.EnclosingMark;

    private static long Pair(int first, int second) => ((long)first << 32) | (uint)second;

    private static FrozenDictionary<long, int> ReadComposed()
    {
        Rune[] runes = [.. CanonicalPairs.Composed.EnumerateRunes()];
        Dictionary<long, int> composed = new(runes.Length / 3);
        for (int i = 0; i < runes.Length; i += 3)
            composed.Add(Pair(runes[i + 1].Value, runes[i + 2].Value), runes[i].Value);
        return composed.ToFrozenDictionary();
    }

    private static FrozenDictionary<int, int[]> ReadTakenApart()
    {
        Dictionary<int, int[]> apart = [];
        foreach (string entry in CanonicalPairs.TakenApart.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int[] points = [.. entry.EnumerateRunes().Select(rune => rune.Value)];
            apart.Add(points[0], points[1..]);
        }
        return apart.ToFrozenDictionary();
    }
}
