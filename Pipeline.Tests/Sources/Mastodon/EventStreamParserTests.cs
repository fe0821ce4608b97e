using System.Text;
using NUnit.Framework;
using RtmPipeline.Sources.Mastodon;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Mastodon;

public sealed class EventStreamParserTests
{
    private static string[] Events(EventStreamParser parser, byte[] bytes, int pieceBytes)
    {
        List<string> events = [];
        for (int at = 0; at < bytes.Length; at += pieceBytes)
            events.AddRange(parser.Take(bytes.AsSpan(at, Math.Min(pieceBytes, bytes.Length - at))).Select(one => one.Fault ?? $"{one.Name}={Encoding.UTF8.GetString(one.Bytes)}"));
        return [.. events];
    }

    private static string[] Events(string text, int pieceBytes = int.MaxValue) => Events(new EventStreamParser(), Encoding.UTF8.GetBytes(text), Math.Min(pieceBytes, 1 << 20));

    [Test]
    public void Stream_CutAnywhere_GivesTheSameEvents([Values(1, 2, 3, 5, 1000)] int pieceBytes, [Values("\n", "\r", "\r\n")] string lineEnd)
    {
        string text = "\uFEFF:)\n:thump\n\nevent: update\ndata: {\"a\":\"ä€😀\"}\n\nevent:delete\ndata:115\nid: 7\nretry: 3\n\ndata: one\ndata:  two\ndata\n\nevent: nothing\n\n:thump\nevent: cut\ndata: off";
        Assert.That(Events(text.Replace("\n", lineEnd), pieceBytes), Is.EqualTo(new[] { "update={\"a\":\"ä€😀\"}", "delete=115", "message=one\n two\n" }));
    }

    [Test]
    public void Event_ThatIsTooLong_LeavesItsHeadAndTheNextOneIsWhole([Values(1, 7, 1000)] int pieceBytes)
    {
        EventStreamParser parser = new(maxBytes: 40, headBytes: 8);
        byte[] bytes = Encoding.UTF8.GetBytes($"event: update\ndata: {new string('x', 100)}\ndata: more\n\nevent: update\ndata: next\n\n");
        Assert.That(Events(parser, bytes, pieceBytes), Is.EqualTo(new[] { "too long: event of more than 40 bytes (limit 40)", "update=next" }));
    }

    [Test]
    public void Event_ThatNeverEnds_TakesNoMoreMemoryThanTheLimit()
    {
        EventStreamParser parser = new();
        byte[] piece = Encoding.UTF8.GetBytes(new string('x', 64 * 1024));
        parser.Take("data: "u8);
        for (int i = 0; i < 20; i++)
            parser.Take(piece);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            Assert.That(parser.Take(piece), Is.Empty);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void SignsOfLife_ForDays_AreNoPartOfTheNextEvent()
    {
        EventStreamParser parser = new(maxBytes: 100);
        for (int i = 0; i < 100; i++)
            Assert.That(parser.Take(":thump\n"u8), Is.Empty);
        Assert.That(parser.Take("data: a\n\n"u8).Single().Fault, Is.Null);
        Assert.That(parser.Comments, Is.EqualTo(100));
    }

    [Test]
    public void Data_ThatIsNoText_IsHandedOnAsItIs()
    {
        EventStreamParser parser = new();
        StreamEvent one = parser.Take([.. "data: "u8, 0xC3, 0x28, (byte)'\n', (byte)'\n']).Single();
        Assert.That(one.Bytes, Is.EqualTo(new byte[] { 0xC3, 0x28 }));
    }

    [Test]
    public void DocumentedExamples_AreEachOneEvent()
    {
        string folder = SharedData.Require("mastodon_examples");
        string[] examples = [.. Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllText).Where(text => text.StartsWith("event: ", StringComparison.Ordinal))];
        string[] events = Events(string.Concat(examples.Select(example => $":thump\n{example.TrimEnd()}\n\n")), 7);
        Assert.That(events, Has.Length.EqualTo(examples.Length).And.Length.GreaterThan(20));
        Assert.That(events, Has.One.EqualTo("announcement.delete=1").And.Some.EqualTo("filters_changed=undefined"));
    }
}
