using System.ComponentModel;
using NUnit.Framework;
using RtmPipeline.Tests.Kills;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.EndToEnd.Consumers;

/// <summary>What a consumer has kept: ids of the alerts that took effect, once for each effect, and how many entries it set aside.</summary>
internal sealed record KeptEffects(IReadOnlyList<string> Ids, int SetAside);

/// <summary>A consumer of deploy/consumers, as a test starts it and looks into what it keeps.</summary>
/// <param name="name">Its file.</param>
/// <param name="alerts">How many alerts a test gives it: a multiple of three.</param>
internal abstract class ConsumerProgram(string name, int alerts)
{
    /// <summary>Longest that its packages or its compiler may take.</summary>
    private static readonly TimeSpan s_installLimit = TimeSpan.FromMinutes(4);

    public static IEnumerable<ConsumerProgram> All { get; } = [new PythonConsumer(), new NodeConsumer(), new SharpConsumer(), new ShellConsumer()];

    public string Name => name;

    public int Alerts => alerts;

    /// <summary>True where its client of Redis can name an ACL user.</summary>
    public virtual bool KnowsUsers => true;

    /// <summary>Seconds between its looks for what others left: not shorter than a look takes.</summary>
    public virtual string ClaimEvery => "0.2";

    protected static string Folder => Path.Combine(SharedData.RepositoryRoot, "deploy/consumers");

    /// <summary>Its command without options; the test is passed over with a message where what it needs is not here.</summary>
    /// <param name="scratch">For what must be installed or built first.</param>
    public abstract Task<ChildCommand> PrepareAsync(ScratchFolder scratch);

    /// <summary>What it has kept so far; nothing while there is no store.</summary>
    public abstract Task<KeptEffects> KeptAsync(string store);

    /// <summary>Leaves what a kill in the middle of writing an effect leaves.</summary>
    public abstract void LeaveTorn(string store, string id);

    public override string ToString() => name;

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code, or null where it is not installed, and all it said.</returns>
    protected static async Task<(int? Code, IReadOnlyList<string> Output, string Said)> RunAsync(ChildCommand command)
    {
        try
        {
            await using Child child = Child.Start(command);
            await child.WaitAsync(s_installLimit);
            return (child.ExitCode, child.Output, string.Join(Environment.NewLine, [.. child.Output.TakeLast(20), .. child.Errors.TakeLast(20)]));
        }
        catch (Win32Exception missing)
        {
            return (null, [], missing.Message);
        }
    }

    protected static async Task RequireAsync(string what, ChildCommand command)
    {
        (int? code, _, string said) = await RunAsync(command);
        if (code != 0)
            Assert.Ignore($"{what}: {said}");
    }

    /// <summary>Whole lines of a file, waiting while another process has it for itself; none while there is no file.</summary>
    protected static async Task<string[]> LinesAsync(string path)
    {
        string text = string.Empty;
        await Eventually.IsTrue(() => !File.Exists(path) || TryRead(path, out text), "the store can be read");
        return text.Split('\n')[..^1];
    }

    private static bool TryRead(string path, out string text)
    {
        try
        {
            text = File.ReadAllText(path);
            return true;
        }
        catch (IOException)
        {
            // Locks of other processes hold for readers too.
            text = string.Empty;
            return false;
        }
    }
}
