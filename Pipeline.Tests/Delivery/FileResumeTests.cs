using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery;

/// <summary>Output to a file that is broken off and taken up at a checkpoint.</summary>
internal sealed class FileResumeTests
{
    private readonly OutputBatch[] _batches = [.. new SampleRevisions(3).Take(60).Chunk(4).Select(part => SampleRevisions.Batch(part))];
    private ScratchFolder _folder = null!;
    private string _path = string.Empty;

    [SetUp]
    public void Begin()
    {
        _folder = new ScratchFolder();
        _path = _folder.PathOf("out.ndjson");
    }

    [TearDown]
    public void End() => _folder.Dispose();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(9)]
    [TestCase(15)]
    public async Task Resume_AfterMoreWasWritten_EndsAsTheSameBytes(int savedAfter)
    {
        (byte[] whole, DeliveryDigests digests) = await UndisturbedAsync();
        byte[] mark = await RunAsync(savedAfter, _batches.Length);
        await using (FileDelivery again = new(_path))
        {
            await again.OpenAsync(CancellationToken.None);
            Assert.That(await again.ResumeAsync(new StateReader(mark), CancellationToken.None), Is.EqualTo(new ResumeOutcome(false, 0, string.Empty)));
            Assert.That(again.IsCaughtUp, Is.True);
            foreach (OutputBatch batch in _batches[savedAfter..])
                await again.WriteAsync(batch, CancellationToken.None);
            Assert.That(again.Digests, Is.EqualTo(digests));
        }

        Assert.That(await File.ReadAllBytesAsync(_path), Is.EqualTo(whole));
    }

    [Test]
    public async Task Crash_WithHalfALineWritten_IsCutOff()
    {
        (byte[] whole, _) = await UndisturbedAsync();
        byte[] mark = await RunAsync(7, 9);
        await File.AppendAllTextAsync(_path, "{\"stream\":\"alerts\",\"i");
        await using (FileDelivery again = new(_path))
        {
            await again.OpenAsync(CancellationToken.None);
            await again.ResumeAsync(new StateReader(mark), CancellationToken.None);
            foreach (OutputBatch batch in _batches[7..])
                await again.WriteAsync(batch, CancellationToken.None);
        }

        Assert.That(await File.ReadAllBytesAsync(_path), Is.EqualTo(whole));
    }

    [Test]
    public async Task Resume_FileThatIsShorter_IsBehindAndLeftAlone()
    {
        byte[] mark = await RunAsync(7, 9);
        await File.WriteAllTextAsync(_path, "short\n");
        await using (FileDelivery again = new(_path))
        {
            await again.OpenAsync(CancellationToken.None);
            ResumeOutcome outcome = await again.ResumeAsync(new StateReader(mark), CancellationToken.None);
            Assert.That(outcome.IsBehind, Is.True);
            Assert.That(outcome.Detail, Does.Contain("has 6 bytes"));
        }

        Assert.That(await File.ReadAllTextAsync(_path), Is.EqualTo("short\n"));
    }

    [Test]
    public async Task Resume_AnotherFile_IsRefusedAndLeftAlone()
    {
        byte[] mark = await RunAsync(2, 2);
        byte[] other = await File.ReadAllBytesAsync(_path);
        other[^10] ^= 1;
        await File.WriteAllBytesAsync(_path, other);
        await using (FileDelivery again = new(_path))
        {
            await again.OpenAsync(CancellationToken.None);
            Assert.That(() => again.ResumeAsync(new StateReader(mark), CancellationToken.None), Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("not the file"));
        }

        Assert.That(await File.ReadAllBytesAsync(_path), Is.EqualTo(other));
    }

    [Test]
    public async Task Resume_StandardOutput_IsRefusedWithWhatToDo()
    {
        await using FileDelivery delivery = new("-");
        await delivery.OpenAsync(CancellationToken.None);
        StateWriter mark = new();
        await delivery.SaveAsync(mark, CancellationToken.None);
        Assert.That(
            () => delivery.ResumeAsync(new StateReader(mark.ToArray()), CancellationToken.None),
            Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("--output FILE"));
    }

    [Test]
    public async Task Run_WithoutOutputs_EmptiesTheFileOfAnOlderOne()
    {
        await File.WriteAllTextAsync(_path, "older");
        await using (FileDelivery delivery = new(_path))
            await delivery.OpenAsync(CancellationToken.None);
        Assert.That(await File.ReadAllBytesAsync(_path), Is.Empty);
    }

    private async Task<(byte[] Bytes, DeliveryDigests Digests)> UndisturbedAsync()
    {
        string path = _folder.PathOf("calm.ndjson");
        await using (FileDelivery delivery = new(path))
        {
            await delivery.OpenAsync(CancellationToken.None);
            foreach (OutputBatch batch in _batches)
                await delivery.WriteAsync(batch, CancellationToken.None);
            return (await File.ReadAllBytesAsync(path), delivery.Digests);
        }
    }

    /// <summary>Writes so many batches, and answers what was saved before one of them.</summary>
    private async Task<byte[]> RunAsync(int savedAfter, int count)
    {
        StateWriter mark = new();
        await using FileDelivery delivery = new(_path);
        await delivery.OpenAsync(CancellationToken.None);
        for (int i = 0; i <= count; i++)
        {
            if (i == savedAfter)
                await delivery.SaveAsync(mark, CancellationToken.None);
            if (i < count)
                await delivery.WriteAsync(_batches[i], CancellationToken.None);
        }

        return mark.ToArray();
    }
}
