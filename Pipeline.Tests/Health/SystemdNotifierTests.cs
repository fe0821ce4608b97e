using System.Net.Sockets;
using System.Text;
using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Health;
using RtmPipeline.Telemetry;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Health;

/// <summary>What a service manager is told, over its real socket.</summary>
internal sealed class SystemdNotifierTests
{
    private readonly SteppedClock _clock = new();
    private readonly List<string> _warnings = [];
    private ScratchFolder _folder = null!;
    private Socket _manager = null!;
    private DeliveryState _state;

    [SetUp]
    public void Begin()
    {
        _folder = new ScratchFolder();
        _state = DeliveryState.Closed;
        _manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 20_000 };
        _manager.Bind(new UnixDomainSocketEndPoint(_folder.PathOf("notify")));
    }

    [TearDown]
    public void End()
    {
        _manager.Dispose();
        _folder.Dispose();
    }

    private string Told()
    {
        byte[] message = new byte[4096];
        return Encoding.UTF8.GetString(message, 0, _manager.Receive(message));
    }

    private SystemdNotifier Of(string socket, TimeSpan? watchdog)
    {
        HealthSubjects subjects = new(() => new DeliveryHealth(_state, DeliveryTrouble.None, "", _clock.GetUtcNow(), null, 0, 0, 0), [], static () => null, static () => null, null);
        return new SystemdNotifier(new HealthProbe(subjects, new HealthOptions(), _clock), socket, watchdog, _clock, _warnings.Add);
    }

    [Test]
    public async Task Run_FromTheStartToTheStop_TellsEachChangeOnce()
    {
        using CancellationTokenSource stop = new();
        Task running = Task.Run(() => Of(_folder.PathOf("notify"), TimeSpan.FromSeconds(4)).RunAsync(stop.Token));

        string atFirst = Told();
        _state = DeliveryState.Connected;
        List<string> later = [];
        for (int second = 0; second < 4; second++)
        {
            await Eventually.IsTrue(() => _clock.Waiting == 1, "it waits");
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Eventually.IsTrue(() => _clock.Waiting == 1, "it waits");
        await stop.CancelAsync();
        await running;
        while (_manager.Available > 0)
            later.Add(Told());

        Assert.That(atFirst, Is.EqualTo("STATUS=redis: has not been opened yet"));
        Assert.That(later, Is.EqualTo(new[] { "READY=1\nSTATUS=at work", "WATCHDOG=1", "WATCHDOG=1", "STOPPING=1\nSTATUS=delivering what is under way" }));
    }

    [Test]
    public async Task Run_NobodyAsked_EndsAtOnce()
    {
        await Of(string.Empty, null).RunAsync(CancellationToken.None);

        Assert.That(_manager.Available, Is.Zero);
    }

    [Test]
    public async Task Run_ManagerIsGone_WarnsAndEnds()
    {
        await Of(_folder.PathOf("nobody"), null).RunAsync(CancellationToken.None);

        Assert.That(_warnings, Has.One.StartsWith("the service manager that NOTIFY_SOCKET names is told nothing more: "));
    }

    [Test]
    public async Task Run_NameOfTheAbstractSpace_IsReached()
    {
        string name = $"rtm-{Guid.NewGuid():N}";
        using Socket manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 20_000 };
        manager.Bind(new UnixDomainSocketEndPoint($"\0{name}"));
        using CancellationTokenSource stop = new();
        Task running = Task.Run(() => Of($"@{name}", null).RunAsync(stop.Token));

        byte[] message = new byte[100];
        int length = manager.Receive(message);
        await stop.CancelAsync();
        await running;

        Assert.That(Encoding.UTF8.GetString(message, 0, length), Does.StartWith("STATUS="));
    }
}
