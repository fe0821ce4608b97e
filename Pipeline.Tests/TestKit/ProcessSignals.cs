using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RtmPipeline.Tests.TestKit;

/// <summary>Signals to processes that a test started, by their id. SIGKILL is <see cref="Process.Kill()"/>.</summary>
internal static class ProcessSignals
{
    private const int SigTerm = 15;

    /// <summary>Holds a process where it stands, as a machine that swaps or a virtual one that is moved does.</summary>
    public static void Pause(int process) => Send(process, OperatingSystem.IsMacOS() ? 17 : 19);

    public static void GoOn(int process) => Send(process, OperatingSystem.IsMacOS() ? 19 : 18);

    /// <summary>Asks a process to end, as service managers and containers do.</summary>
    public static void Terminate(int process) => Send(process, SigTerm);

    private static void Send(int process, int signal)
    {
        if (Kill(process, signal) != 0)
            throw new InvalidOperationException($"signal {signal} did not reach process {process} (error {Marshal.GetLastPInvokeError()})");
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
