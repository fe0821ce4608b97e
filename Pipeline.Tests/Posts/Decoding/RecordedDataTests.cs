using System.IO.Compression;
using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Posts.Decoding;

/// <summary>Real records of each format: how many become posts, are passed over, or are rejected.</summary>
internal sealed class RecordedDataTests
{
    [TestCase("pheme_v11", 1032)]
    [TestCase("crisislex_t6", 30070)]
    [TestCase("crisislex_t26_labeled", 14174)]
    [TestCase("us_airline_feb2015", 7189)]
    [TestCase("es_news_tweets", 25068)]
    [TestCase("bcn2015_retweets", 8707)]
    [TestCase("worldcup2022_day1", 10000)]
    public void Posts_OfAnArchive_AreAllAccepted(string folder, int posts)
    {
        DecodedBatch batch = Decode(folder, "*.jsonl.gz", byLine: true);
        Assert.That((batch.Items.Count(item => item.Post is not null), Summary(batch)), Is.EqualTo((posts, $"{posts} posts")));
    }

    [TestCase("corpus_testdata_expected_v1.jsonl", "138 posts, 2 AccountEvent, 12 OtherEvent")]
    [TestCase("subscribe_testdata_golden_v1.jsonl", "3 posts, 2 AccountEvent, 5 OtherEvent")]
    public void Events_OfJetstream_AreAllUnderstood(string file, string expected) =>
        Assert.That(Summary(Decode("jetstream_samples", file, byLine: true)), Is.EqualTo(expected));

    /// <summary>
    /// Rejected: 18 posts with an invented id like 123 and no time, 4 request bodies that hold a text only, and 2 fragments of objects.
    /// Passed over: users, lists, spaces, jobs, counts, webhooks, direct messages and their like.
    /// </summary>
    [Test]
    public void Examples_OfX_AreRejectedOnlyWhereNoPostCanBeMade()
    {
        DecodedBatch batch = Decode("x_api_v2_examples", "*.json", byLine: false);
        Assert.That(Summary(batch), Is.EqualTo("67 posts, 4 ControlMessage, 65 OtherEvent, 1 rejected UnknownFormat, 1 rejected MissingId, 22 rejected MissingTime"));
    }

    /// <summary>Rejected: 3 documents with comments in them, 2 messages that clients send, and 2 tags.</summary>
    [Test]
    public void Examples_OfMastodon_AreRejectedOnlyWhereNoPostCanBeMade()
    {
        string folder = SharedData.Require("mastodon_examples");
        List<RawRecord> records = [];
        foreach (string file in Directory.GetFiles(folder, "*.json").Concat(Directory.GetFiles(folder, "*.txt")).Order(StringComparer.Ordinal))
        {
            string text = File.ReadAllText(file);
            if (!text.StartsWith("event: ", StringComparison.Ordinal))
            {
                records.Add(Record(file, 0, Encoding.UTF8.GetBytes(text), RecordForm.Json, null));
                continue;
            }

            string[] lines = text.Split('\n');
            records.Add(Record(file, 0, Encoding.UTF8.GetBytes(lines[1]["data: ".Length..]), RecordForm.ServerSentEvent, lines[0]["event: ".Length..].Trim()));
        }

        Assert.That(Summary(Decode([.. records])), Is.EqualTo("20 posts, 2 ControlMessage, 9 OtherEvent, 3 NotPublic, 3 rejected InvalidJson, 4 rejected UnknownFormat"));
    }

    private static DecodedBatch Decode(string folder, string pattern, bool byLine)
    {
        string path = SharedData.Require(folder);
        List<RawRecord> records = [];
        foreach (string file in Directory.GetFiles(path, pattern).Order(StringComparer.Ordinal))
        {
            byte[] bytes = Read(file);
            if (!byLine)
            {
                records.Add(Record(file, 0, bytes, RecordForm.Json, null));
                continue;
            }

            int line = 0;
            foreach (Range range in Lines(bytes))
                records.Add(Record(file, ++line, bytes[range], RecordForm.Json, null));
        }

        return Decode([.. records]);
    }

    private static DecodedBatch Decode(RawRecord[] records)
    {
        DecodedBatch batch = Decoded.Records(records);
        foreach (Rejection rejection in batch.Items.Where(item => item.Rejection is not null).Select(item => item.Rejection!))
            TestContext.Out.WriteLine($"{rejection.Position} {rejection.Reason} {rejection.Detail}");
        return batch;
    }

    private static RawRecord Record(string file, int line, byte[] bytes, RecordForm form, string? eventName) => new()
    {
        Form = form,
        Bytes = bytes,
        Position = new RecordPosition(Path.GetFileName(file), line, 0),
        EventName = eventName,
    };

    private static byte[] Read(string file)
    {
        using FileStream stream = File.OpenRead(file);
        using MemoryStream bytes = new();
        if (file.EndsWith(".gz", StringComparison.Ordinal))
        {
            using GZipStream unpacked = new(stream, CompressionMode.Decompress);
            unpacked.CopyTo(bytes);
        }
        else
        {
            stream.CopyTo(bytes);
        }

        return bytes.ToArray();
    }

    private static IEnumerable<Range> Lines(byte[] bytes)
    {
        int start = 0;
        while (start < bytes.Length)
        {
            int end = Array.IndexOf(bytes, (byte)'\n', start);
            end = end < 0 ? bytes.Length : end;
            if (end > start)
                yield return start..end;
            start = end + 1;
        }
    }

    private static string Summary(DecodedBatch batch)
    {
        List<string> parts = [$"{batch.Items.Count(item => item.Post is not null)} posts"];
        foreach (IgnoreReason reason in Enum.GetValues<IgnoreReason>().Where(reason => batch.Ignored[(int)reason] > 0))
            parts.Add($"{batch.Ignored[(int)reason]} {reason}");
        foreach (IGrouping<RejectReason, Rejection> group in batch.Items.Where(item => item.Rejection is not null).Select(item => item.Rejection!).GroupBy(r => r.Reason).OrderBy(g => g.Key))
            parts.Add($"{group.Count()} rejected {group.Key}");
        string summary = string.Join(", ", parts);
        TestContext.Out.WriteLine(summary);
        return summary;
    }
}
