using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace RtmPipeline.Tests.Posts.Text;

/// <summary>Texts made of what scanners stumble over: signs, halves of addresses, lone surrogates, NULs, marks of direction, heaps of accents.</summary>
internal static class HostileTexts
{
    private static readonly string[] s_pieces =
    [
        "#", "＃", "@", "＠", "$", ".", ":", "/", "(", ")", "?", "&", "=", "-", "_", "'", "’", "\"", " ", "\n", "\t", "\0", "…", "!", ",", "%", "+", "~",
        "http://", "HTTPS://", "://", "t.co/", "t.co", "example.org", "a.b.c", "www.", ".com", ".みんな", "xn--", "pic.twitter.com/x", "?utm_source=a&b=c", "#!/", "RT ", "RT @bob: ",
        "a", "Z", "0", "42", "s", "ñ", "n\u0303", "É", "ß", "ﬃ", "İ", "ı", "Ж", "й", "Ω", "ς", "क", "्", "ไทย", "東京", "カップ", "한국", "عربي", "\u05D0\u05B7",
        "\u0301", "\u0301\u0302\u0303\u0304\u0305", "\u200D", "\u200F", "\u202E", "\u2066", "\u2069", "\uFE0F", "\u20E3", "\uFEFF", "\uFFFE", "\uFFFF",
        "\uD83D", "\uDE00", "😀", "👨‍👩‍👧", "\uD835\uDC00", "\uD840\uDC21", "ｆｕｌｌ", "SuperBowl", "USAvENG", "power outage", "l'acqua", "don't", "cookies", "the", "of",
    ];

    private static readonly string[] s_repeated =
    [
        "#", "@", ".", "(", "a", "a.", "a.a/(", "http://", "http://a.", "http://a.co/(", "#a", "#a#", "#1", "@a ", "$A ", "a_.", "a-.", "あ.", "http://あ.", "t.co/(a.co ",
        "a.co ", "a.co?", "a'", "l'", "x:", "１", "\u0301", "_a", "aB", "9A", "vs", "RT @a: ", "東", "\uD83D", "\0",
    ];

    // The replay seed of all properties: any odd second number will do.
    private static readonly Rnd s_seed = new(20130203, 5);

    /// <summary>Checks a property on 500 texts, the same ones in each run; a failure shows the smallest text that still fails.</summary>
    public static void ForAll(Action<string> property) =>
        Prop.ForAll(Text(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(FSharpOption<Replay>.Some(new Replay(s_seed, FSharpOption<int>.None))));

    /// <summary>The worst texts we can think of, 25,000 UTF-16 units each.</summary>
    public static IEnumerable<string> Longest() => s_repeated.Select(piece => Repeat(piece, 25_000));

    public static string Repeat(string piece, int length)
    {
        StringBuilder text = new(length + piece.Length);
        while (text.Length < length)
            text.Append(piece);
        return text.ToString(0, length);
    }

    private static Arbitrary<string> Text() =>
        Gen.OneOf(
            Gen.Elements(s_pieces).ArrayOf().Select(string.Concat),
            Gen.Elements(s_pieces).Three().Select(three => string.Concat(Enumerable.Repeat(three.Item1 + three.Item2 + three.Item3, 40))),
            Gen.Choose(0, char.MaxValue).Select(unit => (char)unit).ArrayOf().Select(units => new string(units))).ToArbitrary();
}
