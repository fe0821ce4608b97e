using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;
using RtmPipeline.Tests.Kills.Audit;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Kills.Soak;

/// <summary>Redis stands still for minutes under full load: how much memory the program takes meanwhile, and that nothing is lost afterwards.</summary>
internal sealed class RedisAwaySoakTests
{
    /// <summary>Seconds of load before and after.</summary>
    private const int Before = 30;
    private const int After = 30;

    private const string WarmUp = "1";

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(60);

    [TestCase(false, TestName = "MemoryWhileRedisIsAway_File_IsBoundedAndNothingIsLost")]
    [TestCase(true, TestName = "MemoryWhileRedisIsAway_JournalledStandardInput_IsBoundedAndNothingIsLost")]
    [Category("Soak")]
    public async Task RedisAway(bool isPiped)
    {
        int seconds = SoakSettings.Required("RTM_SOAK_AWAY_SECONDS", "redis-away SECONDS RATE");
        int rate = SoakSettings.Optional("RTM_SOAK_AWAY_RATE", 20_000);
        if (isPiped)
            Replays.RequireSignals();
        using ScratchFolder folder = new();
        await using RedisServer server = await RedisServer.StartAsync();
        SteadyPosts posts = new(rate);
        long lines = (long)rate * (Before + seconds + After);
        string input = isPiped ? "-" : folder.PathOf("steady.ndjson");
        if (!isPiped)
            posts.WriteFile(input, lines);

        ChildCommand Command(string prefix, string speed)
        {
            ChildCommand command = Replays.Of(input, server.Port, prefix).With("--speed", speed).Set("RTM__Trends__WarmUpMinutes", WarmUp);
            return isPiped ? command.With("--state", folder.PathOf(prefix.Trim('{', '}'))) : command;
        }

        await using (Child calm = Child.Start(Command("{calm}", "max")))
        {
            await (isPiped ? new SteadyFeeder(posts, 0).FeedAsync(calm, lines) : Task.CompletedTask);
            await calm.WaitAsync(s_limit);
            Assert.That(calm.ExitCode, Is.Zero, calm.ToString());
        }

        await using Child child = Child.Start(Command("{away}", isPiped ? "max" : "1"));
        SteadyFeeder feeder = new(posts, rate);
        Task fed = isPiped ? feeder.FeedAsync(child, lines) : Task.CompletedTask;
        long before = await MostMemoryAsync(child, Before);
        ProcessSignals.Pause(server.ProcessId);
        long away = await MostMemoryAsync(child, seconds);
        ProcessSignals.GoOn(server.ProcessId);
        long after = await MostMemoryAsync(child, After);
        await fed;
        await child.WaitAsync(s_limit);
        Assert.That(child.ExitCode, Is.Zero, child.ToString());
        StreamBook found = StreamBook.Read(server.Port, "{away}");
        AuditFindings findings = StreamAudit.Compare(StreamBook.Read(server.Port, "{calm}"), found);
        SoakSettings.Report(string.Create(CultureInfo.InvariantCulture, $"""
            Redis away for {seconds} s at {rate:#,0} posts a second, {(isPiped ? "journalled standard input" : "a file")}
              memory at most, MB       {before / 1e6:0} before, {away / 1e6:0} while it was away, {after / 1e6:0} after
              held back by at most     {(isPiped ? KillTable.Seconds(feeder.MostBehind) : "(a file waits)")}
              of {lines:#,0} lines: {findings}
            """));
        Assert.That(found["deadletter"], Has.Count.EqualTo(posts.BrokenIn(lines)), "each broken line has its dead letter");
        Assert.That(findings.IsClean, findings.ToString());
    }

    /// <summary>Looks each second.</summary>
    private static async Task<long> MostMemoryAsync(Child child, int seconds)
    {
        long most = 0;
        long begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun).TotalSeconds < seconds && !await child.HasEndedWithinAsync(TimeSpan.FromSeconds(1)))
            most = Math.Max(most, child.MemoryBytes);
        return most;
    }
}
