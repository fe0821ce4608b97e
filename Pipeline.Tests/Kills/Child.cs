using System.Diagnostics;
using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Kills;

/// <summary>A process that a test started, with all it has said. Ended by its id when this is disposed.</summary>
internal sealed class Child : IAsyncDisposable
{
    /// <summary>Exit code of a process that SIGKILL ended.</summary>
    public const int KilledCode = 128 + 9;

    /// <summary>Lines kept of each of its outputs: a child that says more has gone mad, and what it said first tells why.</summary>
    private const int MaxLines = 10_000;

    private readonly Process _process;
    private readonly ChildCommand _command;
    private readonly List<string> _errors = [];
    private readonly List<string> _output = [];
    private readonly Lock _lock = new();
    private readonly long _started = Stopwatch.GetTimestamp();

    private Child(Process process, ChildCommand command)
    {
        (_process, _command) = (process, command);
        process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public int ProcessId => _process.Id;

    public bool HasEnded => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public TimeSpan Age => Stopwatch.GetElapsedTime(_started);

    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Lines of standard error so far.</summary>
    public IReadOnlyList<string> Errors => Copy(_errors);

    /// <summary>Lines of standard output so far.</summary>
    public IReadOnlyList<string> Output => Copy(_output);

    /// <summary>Memory it holds at this moment, bytes.</summary>
    public long MemoryBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static Child Start(ChildCommand command) => new(Process.Start(command.ToStart())!, command);

    /// <summary>Ends it as a crash would: SIGKILL.</summary>
    public void Kill() => _process.Kill();

    public void Terminate() => ProcessSignals.Terminate(_process.Id);

    /// <summary>Waits until it has ended and all it said has come; fails the test when it does not end.</summary>
    public async Task WaitAsync(TimeSpan limit)
    {
        using CancellationTokenSource end = new(limit);
        try
        {
            await _process.WaitForExitAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"'{_command}' had not ended after {limit.TotalSeconds:0} s. It said:{Environment.NewLine}{this}");
        }
    }

    /// <summary>Waits until it has ended, with a limit that is no fault.</summary>
    /// <returns>True when it has ended.</returns>
    public async Task<bool> HasEndedWithinAsync(TimeSpan time)
    {
        using CancellationTokenSource end = new(time);
        try
        {
            await _process.WaitForExitAsync(end.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>The last lines it said on standard error.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Errors.TakeLast(20));

    private void Keep(List<string> lines, string? line)
    {
        lock (_lock)
        {
            if (line is not null && lines.Count < MaxLines)
                lines.Add(line);
        }
    }

    private List<string> Copy(List<string> lines)
    {
        lock (_lock)
            return [.. lines];
    }
}
