using System.Text;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>Damage to XML by its tags and texts: dropped, doubled, swapped, nested, renamed; declarations and encodings that lie; entities.</summary>
internal static class XmlMutations
{
    private const int MostChanges = 5;

    private static readonly string[] s_fragments =
    [
        "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>", "<!DOCTYPE rss SYSTEM \"http://dtd.example/x.dtd\">", "<!ENTITY x SYSTEM \"file:///etc/hosts\">", "&x;", "&b;", "&amp", "&#0;",
        "&#55296;", "&#1114112;", "&#x1F600;", "&nbsp;", "&eacute;", "<![CDATA[", "]]>", "<![CDATA[<p>a]]>", "<!--", "-->", "<!-- -- -->", "<?", "?>", "<?xml version=\"1.0\"?>", "<?php echo 1 ?>", "<", ">",
        "</", "<a", "<a b=\"", "<a b=c>", "<a xmlns:x=\"", "xmlns=\"urn:x\"", "<item>", "</item>", "<entry>", "</entry>", "<channel>", "</channel>", "</rss>", "<title>", "</title>", "<link/>", "<link href='//x'/>",
        "<guid isPermaLink=\"maybe\">", "<content type=\"xhtml\">", "<content type=\"application/octet-stream\">", "<x:y>", "<zz:title>", "<item xml:base=\"http://[::1\">", "<pubDate>", "<dc:date>", "<br>", "<script>", "\0", "\u000b",
    ];

    private static readonly string[] s_encodings =
    [
        "utf-8", "utf-16", "utf-16le", "utf-32", "utf-7", "iso-8859-1", "us-ascii", "windows-1252", "windows-1251", "shift_jis", "euc-jp", "iso-2022-jp", "iso-2022-kr", "gb2312", "gb18030", "hz-gb-2312", "big5", "koi8-r", "x-user-defined",
        "ibm037", "x-iscii-de", "x-cp50227", "x-mac-arabic", "ibm-thai", "johab", "x-europa", "ebcdic-cp-us", "", " ", "no-such",
    ];

    public static IReadOnlyList<string> Encodings => s_encodings;

    /// <param name="whole">A document in UTF-8.</param>
    /// <param name="random">Numbers of the case.</param>
    /// <param name="other">Another document, for parts of it.</param>
    public static byte[] Of(byte[] whole, Random random, byte[] other)
    {
        List<string> tokens = Tokens(Encoding.UTF8.GetString(whole));
        for (int change = random.Next(1, MostChanges + 1); change > 0 && tokens.Count > 0; change--)
            One(tokens, random, other);
        string xml = string.Concat(tokens);
        if (random.Once(12))
            xml = $"<?xml version=\"1.{random.Next(3)}\" encoding=\"{random.Pick(s_encodings)}\"?>{xml}";
        byte[] bytes = Encoded(xml, random);
        if (random.Once(5))
            bytes = Mutations.OfBytes(bytes, random, other);
        return random.Once(15) ? bytes[..random.Next(bytes.Length + 1)] : bytes;
    }

    private static void One(List<string> tokens, Random random, byte[] other)
    {
        int at = random.Next(tokens.Count);
        int to = random.Next(tokens.Count);
        switch (random.Next(9))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(to, tokens[at]);
                break;
            case 2:
                (tokens[at], tokens[to]) = (tokens[to], tokens[at]);
                break;
            case 3 or 4:
                tokens.Insert(at, random.Pick(s_fragments));
                break;
            case 5:
                tokens.Insert(at, random.Once(2) ? HostileValues.Text(random, 8) : HostileValues.Time(random));
                break;
            case 6:
                int times = random.Once(10) ? random.Next(1_000) : random.Next(150);
                tokens.Insert(at, string.Concat(Enumerable.Repeat(tokens[to].Length < 200 ? tokens[to] : "<b>", times)));
                break;
            case 7:
                tokens[at] = random.Once(2) ? HostileValues.Time(random) : HostileValues.Text(random, 4);
                break;
            default:
                List<string> others = Tokens(Encoding.UTF8.GetString(other));
                int from = random.Next(others.Count);
                tokens.InsertRange(at, others.GetRange(from, Math.Min(others.Count - from, random.Next(1, 12))));
                break;
        }
    }

    /// <summary>Mostly UTF-8; at times another encoding, whatever the document says of itself, or a mark of one.</summary>
    private static byte[] Encoded(string xml, Random random) => random.Next(24) switch
    {
        0 => Encoding.Unicode.GetBytes(xml),
        1 => Encoding.BigEndianUnicode.GetBytes(xml),
        2 => Encoding.UTF32.GetBytes(xml),
        3 => Encoding.Latin1.GetBytes(xml),
        4 => [0xFF, 0xFE, .. Encoding.UTF8.GetBytes(xml)],
        5 => [0xEF, 0xBB, 0xBF, .. Encoding.Latin1.GetBytes(xml)],
        6 => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(xml)],
        _ => Encoding.UTF8.GetBytes(xml),
    };

    /// <summary>Tags, comments and the texts between them.</summary>
    private static List<string> Tokens(string xml)
    {
        List<string> tokens = [];
        int at = 0;
        while (at < xml.Length)
        {
            int end = xml[at] == '<' ? xml.IndexOf('>', at) : xml.IndexOf('<', at) - 1;
            end = end < at ? xml.Length - 1 : end;
            tokens.Add(xml[at..(end + 1)]);
            at = end + 1;
        }

        return tokens;
    }
}
