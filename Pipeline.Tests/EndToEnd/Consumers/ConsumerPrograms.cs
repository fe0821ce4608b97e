using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Tests.Kills;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.EndToEnd.Consumers;

internal sealed class PythonConsumer() : ConsumerProgram("consumer.py", 300)
{
    /// <summary>The system's own: that is the one for which packages of the system are.</summary>
    private const string Python = "/usr/bin/python3";

    private const string Look = """
        import sqlite3, sys
        store = sqlite3.connect(sys.argv[1])
        print(store.execute("SELECT count(*) FROM poison").fetchone()[0])
        for row in store.execute("SELECT id FROM alerts"):
            print(row[0])
        """;

    public override async Task<ChildCommand> PrepareAsync(ScratchFolder scratch)
    {
        await RequireAsync("Python's redis is not here (install python3-redis)", new ChildCommand(Python, ["-c", "import redis"]));
        return new ChildCommand(Python, [Path.Combine(Folder, "consumer.py")]);
    }

    public override async Task<KeptEffects> KeptAsync(string store)
    {
        (int? code, IReadOnlyList<string> output, _) = await RunAsync(new ChildCommand(Python, ["-c", Look, store]));
        return code == 0 ? new KeptEffects([.. output.Skip(1)], int.Parse(output[0])) : new KeptEffects([], 0);
    }

    public override void LeaveTorn(string store, string id)
    {
        // SQLite undoes what was under way by itself.
    }
}

internal sealed class NodeConsumer() : ConsumerProgram("consumer.mjs", 300)
{
    public override async Task<ChildCommand> PrepareAsync(ScratchFolder scratch)
    {
        await RequireAsync("Node.js is not here", new ChildCommand("node", ["--version"]));
        string folder = Directory.CreateDirectory(scratch.PathOf("node")).FullName;
        foreach (string file in (string[])["package.json", "package-lock.json", "consumer.mjs"])
            File.Copy(Path.Combine(Folder, file), Path.Combine(folder, file), overwrite: true);
        await RequireAsync("npm packages cannot be had", new ChildCommand("npm", ["ci", "--prefix", folder, "--silent", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=0"]));
        return new ChildCommand("node", [Path.Combine(folder, "consumer.mjs")]);
    }

    public override Task<KeptEffects> KeptAsync(string store)
    {
        string[] names = Directory.Exists(store) ? [.. Directory.GetFiles(store, "*.json").Select(path => Path.GetFileNameWithoutExtension(path))] : [];
        string[] ids = [.. names.Where(name => !name.EndsWith(".poison", StringComparison.Ordinal) && !name.EndsWith(".passed", StringComparison.Ordinal))];
        return Task.FromResult(new KeptEffects(ids, names.Count(name => name.EndsWith(".poison", StringComparison.Ordinal))));
    }

    public override void LeaveTorn(string store, string id) => File.WriteAllText(Path.Combine(Directory.CreateDirectory(store).FullName, ".1"), "{\"seq\":");
}

internal sealed class SharpConsumer() : ConsumerProgram("consumer.cs", 300)
{
    /// <summary>The client that every feed carries knows no user names.</summary>
    public override bool KnowsUsers => false;

    /// <summary>Built first and then run as it is, since `dotnet run` is a process between, which a kill would end in its place.</summary>
    public override async Task<ChildCommand> PrepareAsync(ScratchFolder scratch)
    {
        string source = Path.Combine(Folder, "csharp/consumer.cs");
        string folder = scratch.PathOf("csharp");
        await RequireAsync("NuGet packages cannot be had", Quiet("restore", source));
        (int? code, _, string said) = await RunAsync(Quiet("build", source, "--no-restore", "-o", folder, "-p:UseSharedCompilation=false", "-p:TreatWarningsAsErrors=true"));
        Assert.That(code, Is.Zero, said);
        return new ChildCommand("dotnet", [Path.Combine(folder, "consumer.dll")]);
    }

    public override async Task<KeptEffects> KeptAsync(string store)
    {
        string[] keys = [.. (await LinesAsync(store)).Select(KeyOf)];
        return new KeptEffects([.. keys.Where(key => !key.Contains(' ', StringComparison.Ordinal))], keys.Count(key => key.EndsWith(" poison", StringComparison.Ordinal)));
    }

    public override void LeaveTorn(string store, string id) => File.WriteAllText(store, $"{{\"key\":\"{id}\",\"seq\":");

    /// <summary>No process of the build stays behind.</summary>
    private static ChildCommand Quiet(params string[] arguments) => new ChildCommand("dotnet", arguments).Set("MSBUILDDISABLENODEREUSE", "1").Set("DOTNET_CLI_USE_MSBUILD_SERVER", "0");

    private static string KeyOf(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("key").GetString()!;
    }
}

/// <summary>It starts some ten processes for each alert, so it gets few.</summary>
internal sealed class ShellConsumer() : ConsumerProgram("consumer.sh", 30)
{
    private const string Mark = "\t;";

    public override string ClaimEvery => "1";

    public override async Task<ChildCommand> PrepareAsync(ScratchFolder scratch)
    {
        await RequireAsync("bash 5, redis-cli, timeout, flock or sync are not here", new ChildCommand("bash", ["-c", "[ \"${BASH_VERSINFO[0]}\" -ge 5 ] && type redis-cli timeout flock sync"]));
        return new ChildCommand("bash", [Path.Combine(Folder, "consumer.sh")]);
    }

    public override async Task<KeptEffects> KeptAsync(string store)
    {
        string[] keys = [.. (await LinesAsync(store)).Where(line => line.EndsWith(Mark, StringComparison.Ordinal)).Select(line => line.Split('\t')[0])];
        return new KeptEffects([.. keys.Where(key => !key.Contains(' ', StringComparison.Ordinal))], keys.Count(key => key.StartsWith("poison ", StringComparison.Ordinal)));
    }

    public override void LeaveTorn(string store, string id) => File.WriteAllText(store, $"{id}\t2\trtm.al");
}
