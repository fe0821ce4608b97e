using System.Runtime.InteropServices;

namespace RtmPipeline.Commands;

/// <summary>
/// Turns the first SIGTERM or SIGINT into a stop, which a verb has <see cref="StopTime"/> to follow; the second one, or the end of that time, ends the process
/// at once. That does no harm: whatever must outlive a crash is kept so that it does.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    /// <summary>What an orchestrator grants by default is longer.</summary>
    public static readonly TimeSpan StopTime = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Action<int> _exit;
    private readonly TextWriter _errors;
    private readonly TimeProvider _clock;
    private ITimer? _limit;
    private int _signals;

    /// <param name="errors">Told when the process ends at once.</param>
    /// <param name="exit">Ends the process with a code.</param>
    /// <param name="clock">Times <see cref="StopTime"/>.</param>
    public StopSignals(TextWriter errors, Action<int> exit, TimeProvider clock)
    {
        _errors = errors;
        _exit = exit;
        _clock = clock;
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle), PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle)];
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _limit?.Dispose();
        _stop.Dispose();
    }

    /// <summary>What a signal does.</summary>
    internal void Signal()
    {
        if (Interlocked.Increment(ref _signals) > 1)
        {
            _errors.WriteLine("rtm: ended at once by a second signal");
            _exit(ExitCode.Failed);
            return;
        }

        _limit = _clock.CreateTimer(_ => Expire(), null, StopTime, Timeout.InfiniteTimeSpan);
        _stop.Cancel();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        Signal();
    }

    private void Expire()
    {
        _errors.WriteLine($"rtm: ended, as it did not end by itself within {StopTime.TotalSeconds:0} s of the signal");
        _exit(ExitCode.Failed);
    }
}
