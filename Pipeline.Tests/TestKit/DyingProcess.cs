using System.Diagnostics;
using System.Globalization;
using RtmPipeline.Posts;
using RtmPipeline.State;
using RtmPipeline.Tests.Topology.Poison;

namespace RtmPipeline.Tests.TestKit;

/// <summary>
/// The tests' assembly as a program of its own: runs the graph on a state folder and dies at a record as only a process can, by a stack overflow or at once. The runner of
/// the tests does not come by here.
/// </summary>
internal static class DyingProcess
{
    /// <summary>A process that needs longer hangs.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(90);

    /// <summary>How it dies.</summary>
    public const string Overflow = "overflow";
    public const string FailFast = "failfast";

    public static async Task<int> Main(string[] args)
    {
        if (args is not [var folder, var death, var line])
            return 0;
        int at = int.Parse(line, CultureInfo.InvariantCulture);
        PoisonRun run = await new PoisonRun().StartAsync(new DiskFolder(folder), (stage, place, _) =>
        {
            if (stage == WorkStage.Tag && place.IsKnown && place.Record.Line == at)
                Die(death);
        });
        Console.WriteLine(string.Join(' ', run.Letters.Where(letter => letter.Reason == RejectReason.Poison).Select(letter => letter.Position.Line)));
        return run.Failure is null ? 0 : 1;
    }

    /// <summary>Runs it once.</summary>
    /// <returns>Exit code, and the lines that were set aside.</returns>
    public static async Task<(int Code, string Output)> StartAsync(string folder, string death, int line)
    {
        ProcessStartInfo start = new("dotnet", [typeof(DyingProcess).Assembly.Location, folder, death, line.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource limit = new(s_limit);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            await errors;
            return (process.ExitCode, (await output).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static void Die(string death)
    {
        if (death == Overflow)
            _ = Deeper(0);
        Environment.FailFast("poison");
    }

    private static int Deeper(int depth) => Deeper(depth + 1) + depth;
}
