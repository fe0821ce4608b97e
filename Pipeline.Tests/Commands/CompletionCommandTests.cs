using System.Diagnostics;
using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands;

/// <summary>Completions as the shells ask for them: each script is loaded by its own shell, and asks the built program.</summary>
[Parallelizable]
internal sealed class CompletionCommandTests
{
    /// <summary>Sets what bash sets when Tab is pressed at the end of a line, and says what it would offer.</summary>
    private const string BashTab = """
        source <(rtm completion bash) || exit 1
        complete -p rtm
        for line in "$@"; do
            COMP_LINE="$line" COMP_POINT=${#line} COMPREPLY=()
            read -ra COMP_WORDS <<< "$line"
            [[ $line == *' ' ]] && COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _rtm rtm
            echo "$line: ${COMPREPLY[*]}"
        done
        """;

    private const string ZshTab = """
        autoload -Uz compinit && compinit -u -D
        source <(rtm completion zsh)
        print -r -- $_comps[rtm]
        compadd() { print -r -- $found }
        words=(rtm dead) CURRENT=2 PREFIX=dead; _rtm
        words=(rtm tail --type "") CURRENT=4 PREFIX=; _rtm
        words=(rtm replay --s) CURRENT=3 PREFIX=--s; _rtm
        """;

    private const string FishTab = """
        rtm completion fish | source
        complete -C 'rtm dead'
        complete -C 'rtm tail --type ale'
        complete -C 'rtm replay --st'
        """;

    private readonly ScratchFolder _folder = new();

    [OneTimeSetUp]
    public void PutTheProgramOnThePath()
    {
        string program = _folder.Write("rtm", ["#!/bin/sh", $"exec dotnet '{typeof(ExitCode).Assembly.Location}' \"$@\""]);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Bash_Tab_CompletesVerbsOptionsAndValues_AndLeavesFilesToTheShell()
    {
        string[] lines = await RunAsync(
            "bash", "-c", BashTab, "bash", "rtm dead", "rtm ", "rtm replay ", "rtm replay --s", "rtm simulate ", "rtm train s", "rtm tail --type ", "rtm deadletter list --reason invalid_",
            "rtm replay \"a b.ndjson\" --re", "rtm completion ");
        Assert.That(lines, Is.EqualTo(new[]
        {
            "complete -o bashdefault -o default -F _rtm rtm",
            "rtm dead: deadletter",
            "rtm : bench completion deadletter demo evaluate replay run simulate sources tag tail train validate",
            "rtm replay : ",
            "rtm replay --s: --speed --state --strict",
            "rtm simulate : quiet-day superbowl-blackout",
            "rtm train s: safety sentiment",
            "rtm tail --type : alert deadletter digest opportunity retraction",
            lines[8],
            "rtm replay \"a b.ndjson\" --re: --redis --resume",
            "rtm completion : bash fish zsh",
        }));
        Assert.That(lines[8], Does.Contain("invalid_json"));
    }

    [Test]
    public async Task Zsh_Tab_OffersTheSame()
    {
        string[] lines = await RunAsync("zsh", "-fc", ZshTab);
        Assert.That(lines, Is.EqualTo(new[] { "_rtm", "deadletter", "alert deadletter digest opportunity retraction", "--speed --state --strict" }));
    }

    [Test]
    public async Task Fish_Tab_OffersTheSame() =>
        Assert.That(await RunAsync("fish", "--no-config", "-c", FishTab), Is.EqualTo(new[] { "deadletter", "alert", "--state", "--strict" }));

    [TestCase("evaluate alerts --scenario ", "superbowl-blackout")]
    [TestCase("evaluate alerts --expect ", "threat")]
    [TestCase("evaluate growth --folds ", "loo")]
    [TestCase("replay --speed ", "max")]
    public async Task ValuesWithFixedChoices_AreSuggested(string line, string value)
    {
        CommandResult result = await CommandLine.RunAsync($"[suggest:{line.Length}]", line);
        Assert.That((result.Code, result.Errors), Is.EqualTo((0, string.Empty)));
        Assert.That(result.Output.Split('\n', StringSplitOptions.TrimEntries), Does.Contain(value));
    }

    [Test]
    public async Task UnknownShell_IsRefusedWithTheKnownOnes()
    {
        CommandResult result = await CommandLine.RunAsync("completion", "tcsh");
        Assert.That(result.Code, Is.EqualTo(2));
        Assert.That(result.Errors, Does.Contain("bash").And.Contain("zsh").And.Contain("fish"));
    }

    private async Task<string[]> RunAsync(string shell, params string[] arguments)
    {
        string? found = ((string[])["/usr/bin", "/bin", "/usr/local/bin"]).Select(folder => Path.Combine(folder, shell)).FirstOrDefault(File.Exists);
        if (found is null)
            Assert.Ignore($"{shell} is not here: install it to try its completions");
        ProcessStartInfo start = new(found!, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder.PathOf(".")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["HOME"] = _folder.PathOf(".");
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(await errors, Is.Empty);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0])];
    }
}
