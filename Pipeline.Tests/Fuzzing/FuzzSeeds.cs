using System.IO.Compression;
using System.Text;
using RtmPipeline.Tests.Posts.Decoding;
using RtmPipeline.Tests.Posts.News;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>Sound records that are damaged: invented ones of each format, and recorded ones where the data is beside the project.</summary>
internal static class FuzzSeeds
{
    /// <summary>Records taken of each recording: enough to see each shape, few enough to be read in a moment.</summary>
    private const int LinesOfEach = 60;

    /// <summary>Longer documents would make a case take too long; the short ones have the same shapes.</summary>
    private const int LongestDocument = 40_000;

    /// <summary>One JSON record of each format, each text with <see cref="Outcomes.Canary"/> in it.</summary>
    public static byte[][] Json { get; } =
    [
        .. Fixtures.All.Select(Canaried),
        Bytes("""{"created_at":"Thu Mar 05 08:15:30 +0000 2020","id":1235477000000000009,"id_str":"1235477000000000009","full_text":"kanarienvogel in the archive https://t.co/z","user":{"id_str":"991","screen_name":"a"},"lang":"en","entities":{"urls":[{"url":"https://t.co/z","expanded_url":"https://z.example/"}],"media":[{"url":"https://t.co/m","media_url_https":"https://m.example/m.jpg"}]},"quoted_status":{"id_str":"1235477000000000001","full_text":"kanarienvogel"}}"""),
        Bytes("""{"tweet":{"id_str":"1235477000000000010","created_at":"Thu Mar 05 08:15:30 +0000 2020","full_text":"kanarienvogel from an export","favorite_count":"3","retweet_count":"1"}}"""),
        Bytes("""{"stream":["public"],"event":"update","payload":"{\"id\":\"115000000000000003\",\"created_at\":\"2026-08-14T09:40:00.000Z\",\"visibility\":\"public\",\"uri\":\"https://s.example/3\",\"content\":\"<p>kanarienvogel</p>\",\"account\":{\"id\":\"4\",\"acct\":\"m\"}}"}"""),
        Bytes("""{"for_user_id":"1","tweet_create_events":[{"id_str":"1235477000000000011","text":"kanarienvogel","created_at":"Thu Mar 05 08:15:30 +0000 2020","user":{"id_str":"1"}}]}"""),
        Bytes("""{"$type":"network.example#commit","time":"2026-08-14T09:33:20Z","payload":{"did":"did:plc:c","commit":{"operation":"update","collection":"app.bsky.feed.post","rkey":"3k","record":{"text":"kanarienvogel","createdAt":"2026-08-14T09:33:20Z","reply":{"parent":{"uri":"at://did:plc:a/app.bsky.feed.post/1"}}}}}}"""),
        Bytes(FeedSamples.Json.Replace("Up it goes", Outcomes.Canary, StringComparison.Ordinal)),
    ];

    public static byte[][] JsonFeeds { get; } = [Json[^1], Bytes(FeedSamples.Json)];

    public static byte[][] Feeds { get; } =
    [
        Bytes(FeedSamples.Rss.Replace("The ferry stopped", $"<b>{Outcomes.Canary}</b>", StringComparison.Ordinal)),
        Bytes(FeedSamples.Atom.Replace("da <em>", $"{Outcomes.Canary} & <em>", StringComparison.Ordinal)), Bytes(FeedSamples.Atom), Bytes(FeedSamples.Rdf),
        Bytes(FeedSamples.RssOf(FeedSamples.Item("<title>Tide &amp; time</title><description>&lt;p class=\"x\"&gt;a &lt;a href='https://a.example/'&gt;b&lt;/a&gt;</description>"))),
        Bytes(FeedSamples.RssOf("<item><title>Caf\u00e9 &eacute; <![CDATA[<b>now</b>]]></title><dc:date>2026-08-14T09:00:00+02:00</dc:date><media:group><media:description type=\"html\">x</media:description></media:group></item>")),
    ];

    /// <summary>Records of the recordings beside the project; the running test is skipped where they are not.</summary>
    public static byte[][] RecordedJson() =>
    [
        .. new[] { "pheme_v11", "crisislex_t6", "us_airline_feb2015", "bcn2015_retweets", "worldcup2022_day1", "jetstream_samples" }
            .SelectMany(folder => Directory.EnumerateFiles(SharedData.Require(folder)).Where(f => f.Contains(".jsonl")).Order(StringComparer.Ordinal).Take(2))
            .SelectMany(file => Lines(file).Take(LinesOfEach)).Select(Bytes),
        .. new[] { "x_api_v2_examples", "mastodon_examples" }
            .SelectMany(folder => Directory.EnumerateFiles(SharedData.Require(folder), "*.json").Order(StringComparer.Ordinal)).Select(File.ReadAllBytes),
    ];

    /// <inheritdoc cref="RecordedJson"/>
    public static byte[][] RecordedFeeds() =>
    [
        .. Directory.EnumerateFiles(SharedData.Require("news_feeds"), "*.xml*").Order(StringComparer.Ordinal).Select(ReadAll).Select(feed => feed[..Math.Min(feed.Length, LongestDocument)]),
        .. SharedData.Unpack(SharedData.Require("feedparser_tests", "feedparser_tests.tar.gz"))
            .Where(file => file.Name.EndsWith(".xml", StringComparison.Ordinal) && file.Bytes.Length < LongestDocument).Select(file => file.Bytes),
    ];

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Canaried(string record) =>
        Bytes(record.Replace("\"text\":\"", $"\"text\":\"{Outcomes.Canary} ", StringComparison.Ordinal).Replace("\"body\":\"", $"\"body\":\"{Outcomes.Canary} ", StringComparison.Ordinal));

    private static IEnumerable<string> Lines(string file)
    {
        using Stream opened = Open(file);
        using StreamReader reader = new(opened);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static byte[] ReadAll(string file)
    {
        using Stream opened = Open(file);
        using MemoryStream all = new();
        opened.CopyTo(all);
        return all.ToArray();
    }

    private static Stream Open(string file)
    {
        Stream bytes = File.OpenRead(file);
        return file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(bytes, CompressionMode.Decompress) : bytes;
    }
}
