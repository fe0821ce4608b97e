using NUnit.Framework;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.Redis;
using RtmPipeline.Sources.Redis.Lanes;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Redis;

/// <summary>What is kept of lanes over restarts.</summary>
internal sealed class LaneBookTests
{
    private ScratchFolder _scratch = null!;

    [SetUp]
    public void SetUp() => _scratch = new ScratchFolder();

    [TearDown]
    public void TearDown() => _scratch.Dispose();

    [Test]
    public void Book_IsTheSameAfterARestart()
    {
        LaneBook book = LaneBook.Open(Memory());
        Assert.That((book.NextGeneration("way"), book.NextClaim("way", 1), book.NextClaim("way", 5), book.NextClaim("way", 1)), Is.EqualTo((1, 1, 5, 6)));
        book.Accept("lane", new StreamId(5, 1));
        book.Accept("lane", new StreamId(4, 9));
        book.Accept("closed", new StreamId(1, 1));
        book.Close("closed");
        book.Save();
        book.Accept("lane", new StreamId(9, 9));
        LaneBook again = LaneBook.Open(Memory());
        Assert.That((again.Id, again.Generation("way"), again.Generation("other"), again.End("lane"), again.End("closed")),
            Is.EqualTo((book.Id, 1, 0, new StreamId(5, 1), StreamId.Zero)));
    }

    [Test]
    public void NumberThatCouldNotBeKept_IsNotUsed()
    {
        LaneBook book = LaneBook.Open(Memory());
        book.NextGeneration("way");
        Directory.Delete(_scratch.PathOf("sources"), recursive: true);
        File.WriteAllText(_scratch.PathOf("sources"), "no folder");
        Assert.That(() => book.NextGeneration("way"), Throws.InstanceOf<IOException>());
        Assert.That(book.Generation("way"), Is.EqualTo(1));
    }

    [Test]
    public void BrokenBytes_AreTold()
    {
        LaneBook.Open(Memory()).NextGeneration("way");
        byte[] bytes = Memory().Read("lanes")!;
        Assert.That(LaneBookContent.Read(bytes).Numbers["way"].Generation, Is.EqualTo(1));
        for (int length = 0; length < bytes.Length; length++)
            Assert.That(() => LaneBookContent.Read(bytes[..length]), Throws.InstanceOf<StateFormatException>(), $"{length} bytes");
        Assert.That(() => LaneBookContent.Read([.. bytes, 0]), Throws.InstanceOf<StateFormatException>());
    }

    private SourceMemory Memory() => new(new DiskFolder(_scratch.PathOf("sources")), "posts");
}
