using System.Text;
using NUnit.Framework;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Tests.Sources.Live;

public sealed class LineBufferTests
{
    [Test]
    public void Pieces_CutAnywhere_GiveTheSameLines([Values(1, 2, 3, 7, 100)] int pieceBytes)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("{\"a\":\"ä€😀\"}\r\n\r\nsecond\nthird\r\nunfinished");
        LineBuffer buffer = new(100);
        List<string> lines = [];
        for (int at = 0; at < bytes.Length; at += pieceBytes)
            lines.AddRange(buffer.Take(bytes.AsSpan(at, Math.Min(pieceBytes, bytes.Length - at))).Select(line => Encoding.UTF8.GetString(line.Bytes.Span)));
        Assert.That(lines, Is.EqualTo(new[] { "{\"a\":\"ä€😀\"}", "", "second", "third" }));
        Assert.That(buffer.Unfinished, Is.EqualTo("unfinished".Length));
    }

    [TestCase(10, false)]
    [TestCase(11, true)]
    public void Line_AtTheLimit_IsTakenAndALongerOneLeavesItsHead(int length, bool isTooLong)
    {
        LineBuffer buffer = new(10, headBytes: 4);
        ReceivedLine line = buffer.Take(Encoding.UTF8.GetBytes(new string('x', length) + "\r\n")).Single();
        Assert.That(line, Has.Property(nameof(ReceivedLine.IsTooLong)).EqualTo(isTooLong));
        Assert.That(line.Length, Is.EqualTo(length));
        Assert.That(line.Bytes.Length, Is.EqualTo(isTooLong ? 4 : length));
    }

    [Test]
    public void LongLine_InManyPieces_TakesNoMoreMemoryThanTheLimitAndTheNextLineIsWhole()
    {
        LineBuffer buffer = new(1000, headBytes: 4);
        byte[] piece = new byte[10_000];
        buffer.Take(piece);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            Assert.That(buffer.Take(piece), Is.Empty);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
        IReadOnlyList<ReceivedLine> lines = buffer.Take("\nnext\n"u8);
        Assert.That(lines.Select(line => (line.Length, line.IsTooLong)), Is.EqualTo(new[] { (10_010_000L, true), (4L, false) }));
    }
}
