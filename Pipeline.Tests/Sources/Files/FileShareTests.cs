using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Files;

/// <summary>How much of a recording is done, for the progress of a verb.</summary>
internal sealed class FileShareTests
{
    private const int Lines = 10_000;

    private readonly ScratchFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Share_GrowsWithWhatIsRead_AndIsWholeAtTheEnd()
    {
        FileSource source = new(_folder.Write("a.ndjson", Enumerable.Range(0, Lines).Select(i => $"{i:D200}")), new FileLimits());
        Assert.That(FileSource.ShareOf([source]), Is.Null, "nothing is open yet");
        List<double> shares = [];
        await foreach (RawBatch batch in source.ReadAsync(100, CancellationToken.None))
        {
            batch.Dispose();
            shares.Add(FileSource.ShareOf([source])!.Value);
        }

        Assert.That(shares, Is.Ordered);
        Assert.That((shares[0] < 0.9, shares[^1]), Is.EqualTo((true, 1.0)));
    }

    [Test]
    public async Task Share_OfWhatIsReadAhead_IsThatOfWhatWasUsed()
    {
        FileSource source = new(_folder.Write("b.ndjson", Enumerable.Range(0, Lines).Select(i => $"{i:D200}")), new FileLimits());
        long last = 0;
        await foreach (RawBatch batch in source.ReadAsync(100, CancellationToken.None))
        {
            last = batch.Records[^1].Position.Offset;
            batch.Dispose();
        }

        Assert.That(FileSource.ShareOf([source], new Dictionary<string, long> { [source.Name] = last / 4 }), Is.EqualTo(0.25).Within(0.01));
        Assert.That(FileSource.ShareOf([source], new Dictionary<string, long>()), Is.Zero);
    }

    [Test]
    public async Task Share_BesideSomethingOfUnknownSize_IsUnknown()
    {
        FileSource known = new(_folder.Write("c.ndjson", ["1"]), new FileLimits());
        FileSource piped = new("-", new FileLimits(), static () => new MemoryStream("1\n"u8.ToArray()), fillWhole: false);
        foreach (FileSource source in (FileSource[])[known, piped])
        {
            await foreach (RawBatch batch in source.ReadAsync(100, CancellationToken.None))
                batch.Dispose();
        }

        Assert.That((FileSource.ShareOf([known]), FileSource.ShareOf([known, piped])), Is.EqualTo((1.0, (double?)null)));
    }
}
