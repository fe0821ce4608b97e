using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Conventions;

/// <summary>The files for deployment, each by the tool that knows its kind; a tool that is not here is named, and its test passed over.</summary>
internal sealed partial class DeployFileTests
{
    private static string Root => SharedData.RepositoryRoot;

    [GeneratedRegex(@"\b(?<name>(?:rtm|db|dotnet)_[a-z_]+)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MetricName();

    private static string Deploy(string path) => Path.Combine(Root, "deploy", path);

    private static async Task<(int Code, string Said)> RunAsync(string program, params string[] arguments)
    {
        string? found = ((string[])["/usr/bin", "/usr/local/bin"]).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        if (found is null)
            Assert.Ignore($"{program} is not here: install it to check these files");
        ProcessStartInfo start = new(found!, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Root };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, $"{output}{await errors}");
    }

    [TestCase("check", "config", "observability/prometheus.yml")]
    [TestCase("check", "rules", "observability/alerts.yaml")]
    [TestCase("test", "rules", "observability/alerts.test.yaml")]
    public async Task PrometheusFile_IsRight(string verb, string what, string file)
    {
        (int code, string said) = await RunAsync("promtool", verb, what, Deploy(file));

        Assert.That(code, Is.Zero, said);
    }

    [Test]
    public async Task KubernetesFiles_AreRight_AndEachSelectorMeansThisAlone()
    {
        (int code, string said) = await RunAsync("kubectl", "kustomize", Deploy("kubernetes"));

        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Contain("kind: StatefulSet").And.Contain("kind: NetworkPolicy").And.Contain("kind: PodDisruptionBudget").And.Contain("readOnlyRootFilesystem: true").And.Not.Contain("selector: {}"));
        Assert.That(said.Split('\n').Count(line => line == "  podSelector: {}"), Is.Zero);
    }

    [Test]
    public async Task SystemdUnit_IsRight()
    {
        (int code, string said) = await RunAsync("systemd-analyze", "verify", Deploy("systemd/rtm.service"));

        Assert.That(code, Is.Zero, said);
        Assert.That(said.Split('\n').Where(line => line.Contains("rtm.service", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task ComposeFile_IsRight()
    {
        (int code, string said) = await RunAsync("docker-compose", "-f", Deploy("compose/compose.yaml"), "config");

        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Contain("read_only: true").And.Contain("no-new-privileges:true"));
    }

    [TestCase("compose/rtm.yaml")]
    [TestCase("kubernetes/rtm.yaml")]
    public async Task ServiceConfiguration_IsRightButForPathsOfItsContainer(string file)
    {
        CommandResult checkedFile = await CommandLine.RunAsync("validate", "--config", Deploy(file));

        string[] faults = [.. checkedFile.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.Contains("/etc/rtm/", StringComparison.Ordinal) && !line.Contains("/run/secrets/", StringComparison.Ordinal))];
        Assert.That(faults.Where(line => !line.Contains("Dashboard:Listen", StringComparison.Ordinal)), Is.Empty, "without its keys the dashboard may not be open, and the keys are in the container");
    }

    [Test]
    public void Rules_Panels_AndGuide_NameOnlyMetricsThereAre()
    {
        string[] known =
        [
            .. Directory.GetFiles(Path.Combine(Root, "Pipeline/Telemetry"), "*.cs").SelectMany(file => Regex.Matches(File.ReadAllText(file), "\"(?<name>(?:rtm|db)\\.[a-z_.]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)))
                .Select(match => match.Groups["name"].Value.Replace('.', '_')),
            "dotnet_process_memory_working_set",
        ];
        string[] used = [.. ((string[])["observability/alerts.yaml", "observability/grafana/dashboards/rtm.json", "OPERATIONS.md"]).SelectMany(file => MetricName().Matches(File.ReadAllText(Deploy(file)))).Select(match => match.Groups["name"].Value).Distinct()];

        Assert.That(used.Where(name => !known.Any(metric => name.StartsWith(metric, StringComparison.Ordinal))), Is.Empty);
        Assert.That(used, Has.Length.GreaterThan(15));
    }

    [Test]
    public void GrafanaDashboard_IsJson()
    {
        using JsonDocument dashboard = JsonDocument.Parse(File.ReadAllText(Deploy("observability/grafana/dashboards/rtm.json")));

        Assert.That(dashboard.RootElement.GetProperty("panels").EnumerateArray().Select(panel => panel.GetProperty("id").GetInt32()), Is.Unique);
    }

    [Test]
    public async Task RedisFiles_WithPasswordsInThem_LetEachRoleDoItsWorkAndNoMore()
    {
        string acl = (await File.ReadAllTextAsync(Deploy("redis/users.acl"))).Replace("#WRITER", Hash("w"), StringComparison.Ordinal).Replace("#READER", Hash("r"), StringComparison.Ordinal).Replace("#GROUP", Hash("g"), StringComparison.Ordinal)
            .Replace("#DECIDE", Hash("d"), StringComparison.Ordinal);
        await using RedisServer server = await RedisServer.StartAsync();
        // The last one is the user under which the test itself speaks.
        foreach (string[] rules in acl.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Reverse())
            await server.RunAsync("ACL", [.. (string[])["SETUSER", rules[1], "reset"], .. rules[2..]]);
        RedisOptions writer = server.Options with { Password = "w" };
        await using (RedisDelivery delivery = new(writer, static _ => { }, TimeProvider.System))
        {
            await delivery.OpenAsync(CancellationToken.None);
            await delivery.WriteAsync(SampleRevisions.Batch(new SampleRevisions(1).Take(50)), CancellationToken.None);
        }

        (string Role, string Password, string[] Command, string Answer)[] tries =
        [
            ("rtm-reader", "r", ["XLEN", "{rtm}:alerts"], ""), ("rtm-reader", "r", ["XADD", "{rtm}:alerts", "*", "a", "b"], "NOPERM"), ("rtm-reader", "r", ["XREVRANGE", "other", "+", "-"], "NOPERM"),
            ("rtm-group", "g", ["XGROUP", "CREATE", "{rtm}:alerts", "team", "0"], "OK"), ("rtm-group", "g", ["XREADGROUP", "GROUP", "team", "one", "COUNT", "1", "STREAMS", "{rtm}:alerts", ">"], ""),
            ("rtm-group", "g", ["XADD", "{rtm}:alerts", "*", "a", "b"], "NOPERM"), ("rtm-group", "g", ["XRANGE", "{rtm}:deadletter", "-", "+"], "NOPERM"),
            ("default", "w", ["XGROUP", "CREATE", "{rtm}:decisions", "rtm", "0", "MKSTREAM"], "OK"), ("default", "w", ["XREADGROUP", "GROUP", "rtm", "one", "COUNT", "1", "STREAMS", "{rtm}:decisions", ">"], ""),
            ("rtm-decide", "d", ["XADD", "{rtm}:decisions", "*", "data", "1"], ""), ("rtm-decide", "d", ["XADD", "{rtm}:alerts", "*", "data", "1"], "NOPERM"),
            ("default", "w", ["SET", "other", "1"], "NOPERM"), ("default", "w", ["FLUSHALL"], "NOPERM"), ("default", "w", ["CONFIG", "GET", "*"], "NOPERM"),
        ];
        foreach ((string role, string password, string[] command, string answer) in tries)
        {
            (_, string said) = await RunAsync("redis-cli", ["-p", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--user", role, "--pass", password, "--no-auth-warning", .. command]);
            Assert.That(said, answer is "NOPERM" ? Does.StartWith("NOPERM") : Does.Not.Contain("NOPERM").And.Contain(answer), $"{role}: {string.Join(' ', command)}");
        }
    }

    private static string Hash(string password) => $"#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(password)))}";
}
