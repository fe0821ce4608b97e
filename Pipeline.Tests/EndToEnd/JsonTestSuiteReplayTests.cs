using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.EndToEnd;

/// <summary>All parsing cases of a JSON conformance suite through the whole program: it never crashes or hangs, and every record is accounted for.</summary>
/// <remarks>A record is one outcome (a post, something ignored, a reject), but an array is one for each of its elements.</remarks>
internal sealed class JsonTestSuiteReplayTests
{
    private const int Cases = 318;

    private readonly ScratchFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Suite_OneCaseALine_EachRecordIsCountedOnceAndEachRejectHasAReason()
    {
        using MemoryStream lines = new();
        int records = 1;
        // A post comes first, so that the file is one of lines whatever the first case looks like.
        lines.Write("""{"id":"1","time":"2021-05-03T08:00:00Z","text":"an ordinary post"}"""u8);
        foreach ((_, byte[] bytes) in Suite())
        {
            byte[] line = [.. bytes.Where(b => b is not ((byte)'\n' or (byte)'\r'))];
            lines.WriteByte((byte)'\n');
            lines.Write(line);
            records += line.All(b => b == ' ') ? 0 : 1;
        }

        await AssertAccountedForAsync("lines", records, _folder.Write("suite.ndjson", lines.ToArray()));
    }

    [Test]
    public async Task Suite_OneCaseAFile_EachRecordIsCountedOnceAndEachRejectHasAReason()
    {
        string[] files = [.. Suite().Select(one => _folder.Write($"case-{one.Name}", one.Bytes))];
        Assert.That(files, Has.Length.EqualTo(Cases));
        await AssertAccountedForAsync("files", null, files);
    }

    private async Task AssertAccountedForAsync(string name, long? records, params string[] files)
    {
        string output = _folder.PathOf($"{name}-out.ndjson");
        CommandResult result = await CommandLine.RunAsync(["replay", .. files, "--output", output]).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.That((result.Code, result.Errors), Is.EqualTo((0, string.Empty)));
        ReplayReport report = ReplayReport.Of(result.Output);
        if (records is not null)
            Assert.That(report["records"], Is.EqualTo(records));
        long outcomes = report["posts"] + report["deletes"] + report["likes"] + report.Ignored + report["rejected"];
        Assert.That(outcomes, Is.EqualTo(report["records"] + Suite().Sum(one => MoreElements(one.Bytes))));

        JsonElement[] letters = [.. File.ReadLines(output).Select(line => JsonDocument.Parse(line).RootElement.Clone())];
        string[] reasons = [.. Enum.GetValues<RejectReason>().Select(reason => reason.Word())];
        Assert.That(letters, Has.Length.EqualTo(report["rejected"]).And.Length.Positive);
        Assert.That(letters.Select(letter => letter.GetProperty("reason").GetString()).Distinct(), Is.SubsetOf(reasons));
        Assert.That(letters.Select(letter => letter.GetProperty("error").GetString()), Has.None.Empty);
    }

    /// <summary>Elements of a well-formed array beyond its first one.</summary>
    private static int MoreElements(byte[] bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Array ? Math.Max(0, document.RootElement.GetArrayLength() - 1) : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Suite()
    {
        using FileStream file = File.OpenRead(SharedData.Require("jsontestsuite", "jsontestsuite.tar.gz"));
        using GZipStream unpacked = new(file, CompressionMode.Decompress);
        using TarReader tar = new(unpacked);
        while (tar.GetNextEntry() is { } entry)
        {
            if (!entry.Name.StartsWith("test_parsing/", StringComparison.Ordinal) || entry.EntryType is TarEntryType.Directory)
                continue;
            using MemoryStream bytes = new();
            entry.DataStream?.CopyTo(bytes);
            yield return (Path.GetFileName(entry.Name), bytes.ToArray());
        }
    }
}
