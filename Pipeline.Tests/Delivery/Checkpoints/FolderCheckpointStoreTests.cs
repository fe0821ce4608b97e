using NUnit.Framework;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery.Checkpoints;

internal sealed class FolderCheckpointStoreTests
{
    private readonly List<string> _warnings = [];
    private ForgetfulFolder _disk = null!;

    [SetUp]
    public void NewDisk()
    {
        _disk = new ForgetfulFolder();
        _warnings.Clear();
    }

    [Test]
    public async Task Kept_AreTheLastOnesNewestFirst()
    {
        await SaveAsync(1, 2, 3, 4, 5);
        Assert.That(await NumbersAsync(), Is.EqualTo(new[] { 5, 4, 3 }));
        Assert.That(_disk.List(), Has.Count.EqualTo(3));
        Assert.That(_warnings, Is.Empty);
    }

    [Test]
    public async Task BrokenNewest_IsPassedOverWithAWarning()
    {
        await SaveAsync(1, 2);
        _disk.Damage("checkpoint-0000000002", bytes => [.. bytes[..^9], (byte)(bytes[^9] ^ 1), .. bytes[^8..]]);
        Assert.That(await NumbersAsync(), Is.EqualTo(new[] { 1 }));
        Assert.That(_warnings, Has.One.Contains("checkpoint-0000000002").And.One.Contains("its checksum does not fit its bytes"));
    }

    [Test]
    public async Task RunThatWentBack_ReplacesTheCheckpointsItWentBackBehind()
    {
        await SaveAsync(1, 2, 3, 4);
        await SaveAsync(3);
        Assert.That(await NumbersAsync(), Is.EqualTo(new[] { 3, 2 }));
    }

    [Test]
    public async Task Saved_SurvivesAPowerFailure([Range(0, 19)] int seed)
    {
        await SaveAsync(1, 2);
        _disk.Crash(seed);
        Assert.That(await NumbersAsync(), Is.EqualTo(new[] { 2, 1 }));
        Assert.That(_warnings, Is.Empty);
    }

    [TestCase("checkpoint.before-flush")]
    [TestCase("checkpoint.before-rename")]
    [TestCase("checkpoint.after-rename")]
    [TestCase("checkpoint.before-delete")]
    public async Task PowerFailureWhileSaving_LeavesAWholeOne(string place)
    {
        for (int seed = 0; seed < 30; seed++)
        {
            NewDisk();
            await SaveAsync(1, 2, 3);
            FolderCheckpointStore dying = new(_disk, 3, _warnings.Add, CrashPoints.At(place, name => throw new IOException(name)));
            Assert.That(() => dying.SaveAsync(SampleCheckpoint.Number(4), CancellationToken.None), Throws.TypeOf<IOException>().With.Message.EqualTo(place));
            _disk.Crash(seed);
            List<long> kept = await NumbersAsync();
            Assert.That(kept[0], Is.AnyOf(3, 4), $"seed {seed}");
            Assert.That(kept, Does.Contain(3).And.Contain(2), $"seed {seed}");
            await SaveAsync(kept[0] + 1);
            Assert.That(_disk.List(), Has.Count.EqualTo(3), $"seed {seed}: what was never finished is removed");
        }
    }

    [Test]
    public async Task FullDisk_FailsAndLeavesTheOlderOnes()
    {
        await SaveAsync(1, 2);
        _disk.Fail(DiskCall.Write, 2, forGood: true);
        Assert.That(() => Store().SaveAsync(SampleCheckpoint.Number(3), CancellationToken.None), Throws.TypeOf<IOException>());
        _disk.Heal();
        Assert.That(await NumbersAsync(), Is.EqualTo(new[] { 2, 1 }));
    }

    private FolderCheckpointStore Store() => new(_disk, 3, _warnings.Add, CrashPoints.None);

    private async Task SaveAsync(params long[] numbers)
    {
        foreach (long number in numbers)
            Assert.That(await Store().SaveAsync(SampleCheckpoint.Number(number), CancellationToken.None), Is.Positive);
    }

    private async Task<List<long>> NumbersAsync()
    {
        List<long> numbers = [];
        await foreach (Checkpoint checkpoint in Store().LoadAsync(CancellationToken.None))
            numbers.Add(checkpoint.Number);
        return numbers;
    }
}
