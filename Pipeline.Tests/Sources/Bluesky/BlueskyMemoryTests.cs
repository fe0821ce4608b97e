using NUnit.Framework;
using RtmPipeline.Sources.Bluesky;
using RtmPipeline.Sources.Live;
using RtmPipeline.Tests.TestKit;
using static RtmPipeline.Tests.Sources.Bluesky.JetstreamEvents;

namespace RtmPipeline.Tests.Sources.Bluesky;

/// <summary>What was kept of where it was: damaged, out of date, ahead of the clock, and on a disk that fails.</summary>
internal sealed class BlueskyMemoryTests
{
    private const long HourUs = 3_600_000_000;
    private const long NowUs = Base + 60_000_000;

    private static IEnumerable<TestCaseData> Damaged()
    {
        byte[] kept = Kept(Base);
        yield return new TestCaseData(Array.Empty<byte>()) { TestName = "Memory_Emptied_IsToldAndItBeginsAsForTheFirstTime" };
        yield return new TestCaseData(kept[..^1]) { TestName = "Memory_CutOff_IsToldAndItBeginsAsForTheFirstTime" };
        yield return new TestCaseData((byte[])[9, .. kept[1..]]) { TestName = "Memory_OfAnotherVersion_IsToldAndItBeginsAsForTheFirstTime" };
        yield return new TestCaseData(Kept(-1)) { TestName = "Memory_WithATimeThatIsNone_IsToldAndItBeginsAsForTheFirstTime" };
        yield return new TestCaseData((byte[])[.. kept[..9], 255, 255, 255, 127]) { TestName = "Memory_WithACountBeyondItsEnd_IsToldAndItBeginsAsForTheFirstTime" };
    }

    [TestCaseSource(nameof(Damaged))]
    public async Task DamagedMemory(byte[] kept)
    {
        using LiveHost host = NewHost();
        host.Memory.Write(EventProgress.Part, kept);
        await using JetstreamServer server = await JetstreamServer.StartAsync((client, _) => client.SendAsync(Event(1)));
        await using BlueskyRun run = new(host, Of(server));
        await run.HasAsync(1);
        Assert.That(CursorOf(server.Client(0)), Is.Null);
        Assert.That(host.Warnings, Has.One.Contains($"({kept.Length} bytes) is not readable"));
        run.Source.Remember();
        Assert.That(EventProgress.KeptIn(host.Memory), Is.EqualTo(Base + 1_000_000), "it is mended by what is written next");
    }

    [Test]
    public async Task MemoryOnADiskThatCannotBeRead_IsARefusalWithItsReason()
    {
        ForgetfulFolder disk = new();
        new SourceMemory(disk, "source").Write(EventProgress.Part, Kept(Base));
        disk.Fail(DiskCall.Read, 1, "Input/output error");
        using LiveHost host = new(memory: disk);
        await using JetstreamServer server = await JetstreamServer.StartAsync();
        await using BlueskyRun run = new(host, Of(server));
        await Eventually.IsTrue(() => run.Source.Watch.State.Phase == SourcePhase.Refused, "refused");
        Assert.That(run.Source.Watch.State.Reason, Does.Contain("cannot read where it was").And.Contain("Input/output error"));
        Assert.That(server.Count, Is.Zero, "it does not begin anywhere else");
    }

    [Test]
    public async Task DiskThatIsFull_IsCounted_AndWhatWasWrittenBeforeStands()
    {
        ForgetfulFolder disk = new();
        using LiveHost host = new(memory: disk);
        await using JetstreamServer server = await JetstreamServer.StartAsync((client, _) => client.SendAsync(Event(1)));
        await using BlueskyRun run = new(host, Of(server));
        await run.HasAsync(1);
        run.Source.Remember();
        await server.Client(0).SendAsync(Event(2));
        await run.HasAsync(2);
        disk.Fail(DiskCall.Write, 1);
        run.Source.Remember();
        Assert.That((run.Count("unsaved"), EventProgress.KeptIn(host.Memory)), Is.EqualTo((1, Base + 1_000_000)));
        run.Source.Remember();
        Assert.That(EventProgress.KeptIn(host.Memory), Is.EqualTo(Base + 2_000_000));
    }

    [Test]
    public async Task KeptPlaceInTheFuture_IsTakenForNow()
    {
        using LiveHost host = NewHost();
        host.Memory.Write(EventProgress.Part, Kept(NowUs + HourUs));
        await using JetstreamServer server = await JetstreamServer.StartAsync((client, _) => client.SendAsync(Event(59)));
        await using BlueskyRun run = new(host, Of(server));
        await run.HasAsync(1);
        Assert.That(CursorOf(server.Client(0)), Is.EqualTo(NowUs - 5_000_000));
        Assert.That(host.Warnings, Has.One.Contains("lies in the future; it begins with now"));
        Assert.That(run.Count("gap"), Is.Zero);
    }

    [Test]
    public async Task QuietHourOfNamedAccounts_MovesThePlaceThatIsKept()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync();
        await using BlueskyRun run = new(host, Of(server) with { Dids = ["did:plc:a"] });
        await Eventually.IsTrue(() => run.Source.Watch.State.Phase == SourcePhase.Streaming && host.Clock.Waiting > 0, "connected");
        run.Source.Remember();
        Assert.That(EventProgress.KeptIn(host.Memory), Is.Zero);
        host.Clock.Advance(BlueskyOptions.QuietRenewal);
        await ReconnectAsync(host, server, 2);
        run.Source.Remember();
        Assert.That(EventProgress.KeptIn(host.Memory), Is.EqualTo(NowUs), "all up to when the quiet connection was opened is seen");
    }

    [TestCase(48, 36, 1, TestName = "Absence_LongerThanServersGoBack_IsAskedAsFarAsTheyDoAndTheRestIsAGap")]
    [TestCase(10, 2, 1, TestName = "Absence_LongerThanThisServerGoesBack_IsAGapThoughItSaysNothing")]
    [TestCase(10, 10, 0, TestName = "Absence_ThatTheServerCovers_IsNoGap")]
    public async Task Absence(int hoursAway, int hoursCovered, int gaps)
    {
        using LiveHost host = NewHost();
        host.Memory.Write(EventProgress.Part, Kept(NowUs - (hoursAway * HourUs)));
        await using JetstreamServer server = await JetstreamServer.StartAsync((client, _) => client.SendAsync(Event(0, shiftUs: 60_000_000 - (hoursCovered * HourUs))));
        await using BlueskyRun run = new(host, Of(server));
        await run.HasAsync(1);
        Assert.That(CursorOf(server.Client(0)), Is.EqualTo(NowUs - Math.Min((hoursAway * HourUs) + 5_000_000, 36 * HourUs)));
        Assert.That(run.Count("gap"), Is.EqualTo(gaps));
        Assert.That(host.Warnings.Count(line => line.Contains($"({(hoursAway - hoursCovered) * 3600} s)", StringComparison.Ordinal)), Is.EqualTo(gaps));
    }

    [TestCase(48, false, 1, TestName = "AbsenceOfNamedAccounts_LongerThanServersGoBack_IsAGap")]
    [TestCase(10, true, 1, TestName = "AbsenceOfNamedAccounts_ThatTheServerSaysIsTooLong_IsAGap")]
    [TestCase(10, false, 0, TestName = "AbsenceOfNamedAccounts_WithinWhatServersHave_MayBeTheirSilence")]
    public async Task AbsenceOfAccounts(int hoursAway, bool saysOutdated, int gaps)
    {
        using LiveHost host = NewHost();
        host.Memory.Write(EventProgress.Part, Kept(NowUs - (hoursAway * HourUs)));
        await using JetstreamServer server = await JetstreamServer.StartAsync(async (client, _) =>
        {
            if (saysOutdated)
                await client.SendAsync("""{"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#info","name":"OutdatedCursor","message":"m"}}""");
            await client.SendAsync(Event(0));
        });
        await using BlueskyRun run = new(host, Of(server) with { Dids = ["did:plc:a"], Protocol = JetstreamProtocol.V2 });
        await run.HasAsync(1);
        Assert.That(run.Count("gap"), Is.EqualTo(gaps));
    }
}
