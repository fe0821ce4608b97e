using System.Diagnostics;
using NUnit.Framework;
using RtmPipeline.Commands;

namespace RtmPipeline.Tests.TestKit;

/// <summary>What a command left behind.</summary>
internal sealed record CommandResult(int Code, string Output, string Errors);

/// <summary>Runs the program as a user does: within this process, or as a process of its own where streams or exit codes are the point.</summary>
internal static class CommandLine
{
    /// <summary>A process that needs longer hangs.</summary>
    private static readonly TimeSpan s_processLimit = TimeSpan.FromSeconds(60);

    /// <summary>Runs the program as a process of its own, reads one line of its output, and leaves.</summary>
    /// <returns>Its exit code, the line, and what it said on standard error.</returns>
    public static async Task<CommandResult> ReadOneLineAsync(params string[] args)
    {
        ProcessStartInfo start = new("dotnet", [typeof(ExitCode).Assembly.Location, .. args]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource limit = new(s_processLimit);
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            string? line = await process.StandardOutput.ReadLineAsync(limit.Token);
            process.StandardOutput.Close();
            await process.WaitForExitAsync(limit.Token);
            return new CommandResult(process.ExitCode, line ?? string.Empty, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"'{string.Join(' ', args)}' went on for {s_processLimit.TotalSeconds:0} s although nobody read");
            throw;
        }
    }

    /// <summary>What a command writes to standard output past its console (data) is not seen here.</summary>
    public static async Task<CommandResult> RunAsync(params string[] args)
    {
        using StringWriter output = new();
        using StringWriter errors = new();
        int code = await Program.RunAsync(args, TextWriter.Synchronized(output), TextWriter.Synchronized(errors));
        return new CommandResult(code, output.ToString(), errors.ToString());
    }

    /// <param name="input">Bytes for standard input, which is closed after them.</param>
    /// <param name="args">Command line.</param>
    public static async Task<CommandResult> RunProcessAsync(ReadOnlyMemory<byte> input, params string[] args)
    {
        ProcessStartInfo start = new("dotnet", [typeof(ExitCode).Assembly.Location, .. args])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource limit = new(s_processLimit);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            await FeedAsync(process, input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new CommandResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"'{string.Join(' ', args)}' had not ended after {s_processLimit.TotalSeconds:0} s");
            throw;
        }
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken limit)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, limit);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A command that refuses its arguments ends without reading.
        }
    }
}
