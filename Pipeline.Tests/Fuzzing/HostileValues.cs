using System.Globalization;
using System.Text;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>Values that decoders and scanners may stumble over.</summary>
internal static class HostileValues
{
    private static readonly string[] s_json =
    [
        "null", "true", "false", "[]", "{}", "\"\"", "0", "-0", "-1", "1e999", "-1e999", "1e-999", "0.1e-5", "NaN", "Infinity", "99999999999999999999999999", "1.0000", "2147483648",
        "9223372036854775807", "9223372036854775808", "18446744073709551615", "\"NaN\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"a\\ud83d\"", "\"\\ud83d\\ude00\"", "\"\\\\\"",
        "[null]", "[[]]", "[{}]", "{\"\":{}}", "{\"id\":\"1\",\"id\":\"2\"}", "{\"\\ud800\":1}", "\"\\u202e\\u2066\"", "\" \\n\\t\\r \"", "\"\\b\\f\\/\\\"\"", "\"1900000000000000123\"",
        "1900000000000000123", "\"at://did:plc:a/app.bsky.feed.post/1\"", "\"https://a.example/\"", "\"javascript:alert(1)\"", "\"<p>a</p><script>b\"", "\"&amp;&#0;&#55296;&lt;\"",
        "\"{\\\"id\\\":\\\"m1\\\",\\\"time\\\":1786700010,\\\"text\\\":\\\"a\\\"}\"", "\"[[[[\"",
    ];

    private static readonly byte[][] s_bytes =
    [
        [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF8], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0xE2, 0x80],
        [0x1F, 0x8B], [0x0D], [0x0A], [0x0B], [0x1B], [0x7F], [0xC2, 0x85], [0xE2, 0x80, 0xA8], [0xF0, 0x9F, 0x98, 0x80], [0xCC, 0x81], [(byte)'"'], [(byte)'\\'], [(byte)'{'],
        [(byte)'}'], [(byte)'['], [(byte)']'], [(byte)','], [(byte)':'], [(byte)'<'], [(byte)'>'], [(byte)'&'], [(byte)'-'], [(byte)'#'], [(byte)'@'],
    ];

    private static readonly string[] s_times =
    [
        "0000-00-00T00:00:00Z", "0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "1999-12-31T23:59:59.999Z", "2000-01-01T00:00:00Z", "2024-02-30T00:00:00Z",
        "2016-12-31T23:59:60Z", "2026-08-14T24:00:00Z", "2026-08-14T09:00:00+23:59", "2026-08-14", "2026-08-14T09:00", "9999-12-31T23:59:59.9999999999Z", "99999-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z", "Thu Mar 05 08:15:30 +0000 2020", "Thu Feb 30 08:15:30 +0000 9999", "Fri, 14 Aug 2026 09:00:00 EDT", "14 août 2026", "2026年8月14日", "0", "-1", "1e13",
        "1786700010", "1786700010.5", "1786700010123", "1786700010123456", "1e308", "NaN", "Infinity", "12:00", "32/13/2026", "2026-366", "2027-366", "２０２６-08-14", "T", "+", "-9999999999999999999",
    ];

    private static readonly string[] s_texts =
    [
        "#", "＃tag", "@", "$", "http://", "https://t.co/", "://", "www.", "RT @a: ", "a.b.c", "xn--", "👨‍👩‍👧", "\u0301\u0302\u0303\u0304", "\u200D", "\u202E", "\u2066", "\uFEFF", "\uFFFF", "\0", "\u0085",
        "İ", "ß", "ﬃ", "ﷺ", "क्", "東京タワー", "عربي", "한국", "#SuperBowl", "@crispo", "Crispo", "blackout", "died in a crash", "12 dead", "l'acqua", "don't", "𝐁𝐨𝐥𝐝", "😀", "🏳️‍🌈", "\uD83D", "\uDE00",
        "<b>", "</p>", "&amp;", "&#x0;", "\r\n", "\t", "…", "!!!!!!", "(((", "a'a'a", "%", "=cmd()", "{{x}}", "\\u0000", "_", "-", ".", ":)", "not not not", "1e999",
    ];

    /// <summary>A JSON value as bytes, which may be no valid one.</summary>
    public static byte[] Json(Random random) => random.Next(12) switch
    {
        < 5 => Encoding.UTF8.GetBytes(random.Pick(s_json)),
        < 7 => Encoding.UTF8.GetBytes($"\"{Time(random)}\""),
        7 => [(byte)'"', .. Bytes(random), .. Bytes(random), (byte)'"'],
        8 => Encoding.UTF8.GetBytes(new string((char)('0' + random.Next(10)), random.Next(1, 400))),
        9 => Nested(random),
        10 => Quoted(Text(random, 12)),
        _ => Quoted(new string(random.Pick(["a", "é", "#", "@", "<", "&", "\u0301", "東"])[0], random.Once(30) ? random.Next(60_000) : random.Next(600))),
    };

    public static byte[] Bytes(Random random) => random.Pick(s_bytes);

    /// <summary>A time of any year from 1 to 9999 in one of the forms times are written in, or something that only looks like one.</summary>
    public static string Time(Random random)
    {
        if (random.Once(2))
            return random.Pick(s_times);
        DateTime time = new DateTime(random.Next(1, 10_000), 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next(364 * 86_400));
        long seconds = (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
        return random.Next(7) switch
        {
            0 => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            1 => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'+05:30'", CultureInfo.InvariantCulture),
            2 => time.ToString("ddd MMM dd HH:mm:ss '+0000' yyyy", CultureInfo.InvariantCulture),
            3 => time.ToString("r", CultureInfo.InvariantCulture),
            4 => seconds.ToString(CultureInfo.InvariantCulture),
            5 => (seconds * 1000).ToString(CultureInfo.InvariantCulture),
            _ => (seconds * 1_000_000).ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Hostile pieces in a row, with lone surrogates among them.</summary>
    public static string Text(Random random, int mostPieces)
    {
        var text = new StringBuilder();
        for (int i = random.Next(mostPieces + 1); i > 0; i--)
        {
            string piece = random.Pick(s_texts);
            for (int times = random.Once(15) ? random.Next(1, 300) : 1; times > 0; times--)
                text.Append(piece);
            if (random.Once(3))
                text.Append(' ');
        }

        return text.ToString();
    }

    private static byte[] Nested(Random random)
    {
        int depth = random.Once(10) ? random.Next(2_000) : random.Next(80);
        (string open, string close) = random.Once(2) ? ("[", "]") : ("{\"a\":", "}");
        return Encoding.UTF8.GetBytes($"{string.Concat(Enumerable.Repeat(open, depth))}1{string.Concat(Enumerable.Repeat(close, depth))}");
    }

    /// <summary>A JSON string; lone surrogates are written as escapes or as the bytes they would have, which are no UTF-8.</summary>
    private static byte[] Quoted(string text)
    {
        List<byte> bytes = [(byte)'"'];
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair)
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i++, 2)));
            else if (text[i] is '"' or '\\' or < ' ' || char.IsSurrogate(text[i]))
                bytes.AddRange(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}")));
            else
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, 1)));
        }

        bytes.Add((byte)'"');
        return [.. bytes];
    }
}
