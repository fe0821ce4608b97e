using NUnit.Framework;
using RtmPipeline.Sources.Live;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.X;

/// <summary>What was kept of when the stream was received last: damaged, and on a disk that fails.</summary>
internal sealed class XMemoryTests
{
    private const string Part = "received";

    private static IEnumerable<TestCaseData> Damaged()
    {
        yield return new TestCaseData(Array.Empty<byte>()) { TestName = "Memory_Emptied_IsToldAndNothingIsAskedForAgain" };
        yield return new TestCaseData(new byte[] { 1, 2, 3 }) { TestName = "Memory_CutOff_IsToldAndNothingIsAskedForAgain" };
        yield return new TestCaseData(BitConverter.GetBytes(-1_000_000_000_000_000_000)) { TestName = "Memory_WithATimeThatIsNone_IsToldAndNothingIsAskedForAgain" };
    }

    [TestCaseSource(nameof(Damaged))]
    public async Task DamagedMemory(byte[] kept)
    {
        await using XRun run = await XRun.CreateAsync(options => options with { BackfillMinutes = 5 });
        run.Host.Memory.Write(Part, kept);
        run.Server.OnConnect(Hold(XRun.Post(1)));
        run.Read();
        await run.HasRecords(1);
        Assert.That(run.Server.Connects[0].Query, Does.Not.Contain("backfill_minutes"));
        await run.HasWarning($"({kept.Length} bytes) is not readable");
        Assert.That((run.Count("memory"), run.Count("gap")), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task MemoryWithATimeInTheFuture_IsTakenForNow()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { BackfillMinutes = 5 });
        run.Host.Memory.Write(Part, BitConverter.GetBytes(run.Clock.GetUtcNow().AddDays(9).ToUnixTimeMilliseconds()));
        run.Server.OnConnect(Hold(XRun.Post(1)));
        run.Read();
        await run.HasRecords(1);
        Assert.That(run.Server.Connects[0].Query, Does.Contain("backfill_minutes=1"));
        Assert.That(run.Count("gap"), Is.Zero);
    }

    [Test]
    public async Task DiskThatFails_IsCounted_AndTheStreamGoesOn()
    {
        ForgetfulFolder disk = new();
        new SourceMemory(disk, "source").Write(Part, BitConverter.GetBytes(1_786_697_000_000));
        disk.Fail(DiskCall.Read, 1, "Input/output error");
        await using XRun run = await XRun.CreateAsync(memory: disk);
        run.Server.OnConnect(Hold(XRun.Post(1)));
        run.Read();
        await run.HasRecords(1);
        Assert.That(run.Count("memory"), Is.EqualTo(1));
        disk.Fail(DiskCall.Write, 1);
        run.Source.Remember();
        Assert.That(run.Count("memory"), Is.EqualTo(2));
        run.Source.Remember();
        Assert.That(BitConverter.ToInt64(new SourceMemory(disk, "source").Read(Part)!), Is.EqualTo(run.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    private static Func<XConnection, Task> Hold(string line) => async connection =>
    {
        await connection.LinesAsync(line);
        await connection.HoldAsync();
    };
}
