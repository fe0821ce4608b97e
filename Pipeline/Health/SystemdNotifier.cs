using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RtmPipeline.Health;

/// <summary>
/// Tells systemd how the service stands, as sd_notify(3) has it: ready once it is, a sign of life while it is live (with <c>WatchdogSec=</c>), and that it stops.
/// Does nothing where no service manager asked for it.
/// </summary>
/// <param name="health">What is told.</param>
/// <param name="socket">Where the manager listens (<c>NOTIFY_SOCKET</c>); empty for nowhere.</param>
/// <param name="watchdog">How long the manager waits for a sign of life (<c>WATCHDOG_USEC</c>); null when it does not wait.</param>
/// <param name="clock">Times the signs.</param>
/// <param name="warn">Takes a line for the user.</param>
internal sealed class SystemdNotifier(HealthProbe health, string socket, TimeSpan? watchdog, TimeProvider clock, Action<string> warn)
{
    /// <summary>How often readiness is looked at.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    /// <summary>As the environment of this process says.</summary>
    public static SystemdNotifier OfEnvironment(HealthProbe health, TimeProvider clock, Action<string> warn) => new(
        health,
        Environment.GetEnvironmentVariable("NOTIFY_SOCKET") ?? string.Empty,
        long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out long microseconds) && microseconds > 0 ? TimeSpan.FromMicroseconds(microseconds) : null,
        clock,
        warn);

    /// <summary>Tells until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (socket.Length == 0)
            return;
        try
        {
            await TellAsync(stop);
        }
        catch (SocketException gone)
        {
            warn($"the service manager that NOTIFY_SOCKET names is told nothing more: {gone.Message}");
        }
    }

    private async Task TellAsync(CancellationToken stop)
    {
        using Socket manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        TimeSpan every = watchdog is { } limit && limit / 2 < s_look ? limit / 2 : s_look;
        long signAt = clock.GetTimestamp();
        string told = string.Empty;
        while (!stop.IsCancellationRequested)
        {
            HealthReport ready = health.Ready();
            string now = $"STATUS={Sentence(ready)}";
            if (ready.State != HealthState.Down)
                now = $"READY=1\n{now}";
            if (now != told)
                Send(manager, now);
            told = now;
            if (watchdog is { } patience && clock.GetElapsedTime(signAt) >= patience / 2 && health.Live().State != HealthState.Down)
            {
                Send(manager, "WATCHDOG=1");
                signAt = clock.GetTimestamp();
            }

            await Task.Delay(every, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Send(manager, "STOPPING=1\nSTATUS=delivering what is under way");
    }

    /// <summary>What is not as it should be, in one line.</summary>
    private static string Sentence(HealthReport report)
    {
        string[] wrong = [.. report.Parts.Where(part => part.State != HealthState.Up).Select(part => $"{part.Name}: {part.Reason}")];
        return (wrong.Length == 0 ? "at work" : string.Join("; ", wrong)).ReplaceLineEndings(" ");
    }

    /// <summary>A name that begins with '@' is of the abstract space, where a zero byte stands in its place.</summary>
    private void Send(Socket manager, string message)
    {
        string path = socket.StartsWith('@') ? $"\0{socket[1..]}" : socket;
        manager.SendTo(Encoding.UTF8.GetBytes(message), new UnixDomainSocketEndPoint(path));
    }
}
