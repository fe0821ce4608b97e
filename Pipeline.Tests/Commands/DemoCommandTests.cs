using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtmPipeline.Tests.Kills;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands;

/// <summary>The demo says what it promises: the blackout before its peak, nothing for the bots, a hold and no opportunity on the accident.</summary>
[Parallelizable]
internal sealed class DemoCommandTests
{
    private CommandResult _demo = null!;
    private Dictionary<string, List<string>> _told = [];

    [OneTimeSetUp]
    public async Task Run()
    {
        await using (await RedisServer.StartAsync())
        {
            // Skips where redis-server is not installed.
        }

        _demo = await CommandLine.RunAsync("demo", "--seed", "2");
        _told = ToldIn(_demo.Output);
    }

    [Test]
    public void Demo_EndsWithZeroAndWithoutAWarning() =>
        Assert.That((_demo.Code, _demo.Errors), Is.EqualTo((0, string.Empty)));

    [Test]
    public void Blackout_FirstAlert_ComesBeforeItsPeak() =>
        Assert.That(_told["blackout"].First(line => line.StartsWith("opportunity alert on", StringComparison.Ordinal)), Does.EndWith("minutes before the peak"));

    [Test]
    public void Bots_AreToldNothing() => Assert.That(_told["fake-trend"], Is.EqualTo(["nothing"]));

    [Test]
    public void Accident_IsAHoldAndNeverAnOpportunity()
    {
        Assert.That(_told["accident"], Has.Some.StartsWith("hold alert on"));
        Assert.That(_told["accident"], Has.None.Contains("opportunity"));
    }

    [Test]
    public void Entries_AreShownAndCounted()
    {
        Match counts = Regex.Match(_demo.Output, @"\d posts in .* \d+ opportunity entries, (?<alerts>\d+) alert entries\.", RegexOptions.NonBacktracking);
        Assert.That(counts.Success, Is.True, _demo.Output);
        int alertLines = _demo.Output.Split('\n').Count(line => line.StartsWith("ALERT ", StringComparison.Ordinal));
        Assert.That(counts.Groups["alerts"].Value, Is.EqualTo($"{alertLines}"));
    }

    [Test]
    public async Task Demo_Kept_ShowsTheNightOnTheDashboard()
    {
        await using Child demo = Child.Start(ChildCommand.Rtm("demo", "--keep", "--seed", "2"));
        await Eventually.IsTrue(() => demo.HasEnded || demo.Output.Contains("Ctrl-C ends it."), () => "it is through", TimeSpan.FromMinutes(3));
        using HttpClient client = new() { BaseAddress = new Uri(Regex.Match(string.Join('\n', demo.Output), "Dashboard: (?<address>http://[0-9.:]+)", RegexOptions.NonBacktracking).Groups["address"].Value) };
        async Task<string[]> AlertsAsync()
        {
            using JsonDocument answer = JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/alerts?limit=1000", UriKind.Relative)));
            return [.. answer.RootElement.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("entry").GetString()!)];
        }

        int told = demo.Output.Count(line => line.StartsWith("ALERT ", StringComparison.Ordinal));
        await Eventually.IsTrue(async () => (await AlertsAsync()).Length == told, "the dashboard has all alerts");
        string ready = await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative));
        demo.Terminate();
        await demo.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That(ready, Does.StartWith("{\"status\":\"up\""), "a night that is long over is not late");
        Assert.That((demo.ExitCode, demo.Errors), Is.EqualTo((0, Array.Empty<string>())));
    }

    /// <summary>The verdict: what the brand was told by topic of the scenario.</summary>
    private static Dictionary<string, List<string>> ToldIn(string output)
    {
        const string title = "What was true, and what the brand was told:";
        Dictionary<string, List<string>> told = [];
        List<string> lines = [];
        foreach (string line in output[(output.IndexOf(title, StringComparison.Ordinal) + title.Length)..].Split('\n').Skip(1).TakeWhile(line => line.Trim().Length > 0))
        {
            if (line.StartsWith("    ", StringComparison.Ordinal))
                lines.Add(line.Trim());
            else
                told[line.Trim().Split(' ')[0]] = lines = [];
        }

        return told;
    }
}
