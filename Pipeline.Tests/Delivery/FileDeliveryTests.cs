using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery;

internal sealed class FileDeliveryTests
{
    private string _path = string.Empty;

    [SetUp]
    public void ChooseFile() => _path = Path.Combine(Path.GetTempPath(), $"rtm-test-{TestContext.CurrentContext.Test.ID}-{Environment.ProcessId}.ndjson");

    [TearDown]
    public void DeleteFile() => File.Delete(_path);

    [Test]
    public async Task File_ManyEntries_IsOneJsonObjectALineWithAllFields()
    {
        SampleRevisions samples = new(2);
        OutputBatch batch = new(samples.Take(200), [.. Enumerable.Range(0, 20).Select(_ => samples.NextRejection())], SampleRevisions.Noon);
        await WriteAsync(batch);
        string[] lines = await File.ReadAllLinesAsync(_path);
        Assert.That(lines, Has.Length.EqualTo(220));
        foreach (string line in lines)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            OutputStream stream = (OutputStream)OutputStreams.Names.ToList().IndexOf(document.RootElement.GetProperty("stream").GetString()!);
            Assert.That(document.RootElement.EnumerateObject().Select(member => member.Name), Is.EqualTo(["stream", .. stream.Fields()]));
        }
    }

    [Test]
    public async Task File_NumbersAndData_AreNotTexts()
    {
        await WriteAsync(SampleRevisions.Batch(new SampleRevisions(2).Next(OutputKind.Alert, score: 12.5)));
        using JsonDocument line = JsonDocument.Parse(await File.ReadAllTextAsync(_path));
        Assert.That(line.RootElement.GetProperty("score").GetDouble(), Is.EqualTo(12.5));
        Assert.That(line.RootElement.GetProperty("seq").GetInt64(), Is.EqualTo(1));
        Assert.That(line.RootElement.GetProperty("data").GetProperty("specversion").GetString(), Is.EqualTo("1.0"));
    }

    [Test]
    public async Task File_SameOutputsInOtherBatches_IsTheSameBytes()
    {
        IncidentRevision[] revisions = new SampleRevisions(2).Take(100);
        await WriteAsync(SampleRevisions.Batch(revisions));
        byte[] whole = await File.ReadAllBytesAsync(_path);
        await WriteAsync([.. revisions.Chunk(9).Select(part => SampleRevisions.Batch(part))]);
        Assert.That(await File.ReadAllBytesAsync(_path), Is.EqualTo(whole));
    }

    [Test]
    public void File_InAFolderThatIsNotThere_IsRefusedByName()
    {
        FileDelivery delivery = new(Path.Combine(_path, "no", "such.ndjson"));
        Assert.That(() => delivery.OpenAsync(CancellationToken.None), Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("such.ndjson"));
    }

    [Test]
    public async Task File_ThatTakesNoMore_BreaksWithItsName()
    {
        if (!File.Exists("/dev/full"))
            Assert.Ignore("needs /dev/full, which is not here");
        await using FileDelivery delivery = new("/dev/full");
        await delivery.OpenAsync(CancellationToken.None);
        Assert.That(
            () => delivery.WriteAsync(SampleRevisions.Batch(new SampleRevisions(1).Next()), CancellationToken.None),
            Throws.TypeOf<DeliveryBrokenException>().With.Message.Contains("/dev/full"));
    }

    private async Task WriteAsync(params OutputBatch[] batches)
    {
        await using FileDelivery delivery = new(_path);
        await delivery.OpenAsync(CancellationToken.None);
        foreach (OutputBatch batch in batches)
            await delivery.WriteAsync(batch, CancellationToken.None);
    }
}
