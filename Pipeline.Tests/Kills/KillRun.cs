using NUnit.Framework;

namespace RtmPipeline.Tests.Kills;

/// <summary>
/// Runs one command again and again over the same state, killing it each time as planned, until the plan is through; then once more to its end. A crash
/// point that was named and not reached fails the test: a kill that did not happen proves nothing.
/// </summary>
internal sealed class KillRun
{
    /// <summary>Read between two looks at the streams.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(10);

    /// <summary>Longest life of one child.</summary>
    private static readonly TimeSpan s_lifeLimit = TimeSpan.FromSeconds(60);

    /// <summary>Starts a life; the argument is true for the last one, which nothing holds back.</summary>
    public required Func<bool, ChildCommand> Command { get; init; }

    /// <summary>Port of the Redis that the child writes to.</summary>
    public required int Port { get; init; }

    public required string Prefix { get; init; }

    /// <summary>Gets what happened.</summary>
    public required KillTable Table { get; init; }

    /// <summary>Hands input to a child that reads it from standard input; null where it reads files.</summary>
    public LineFeeder? Feeder { get; init; }

    /// <summary>Called when a child was killed, before the next one is started.</summary>
    public Func<Task> BetweenLives { get; init; } = () => Task.CompletedTask;

    /// <summary>True where a child that ends by itself before its crash point is reached ends the run, instead of failing it: crash points chosen at random may lie behind the end.</summary>
    public bool MayEndEarly { get; init; }

    /// <summary>The children's last words, for the evidence.</summary>
    public List<string> Log { get; } = [];

    public async Task RunAsync(IReadOnlyList<PlannedKill> plan)
    {
        for (int life = 0; life < plan.Count; life++)
        {
            if (!await LiveAsync(plan[life], isRestart: life > 0))
            {
                Assert.That(MayEndEarly, $"kill {life + 1} of {plan.Count}, {plan[life]}, did not happen: the child ended before. It said:{Environment.NewLine}{Log[^1]}");
                return;
            }

            await BetweenLives();
        }

        await EndAsync(isRestart: plan.Count > 0);
    }

    /// <returns>False when the child ended by itself, and well, before the kill.</returns>
    private async Task<bool> LiveAsync(PlannedKill kill, bool isRestart)
    {
        ChildCommand command = Command(false);
        if (kill.Point is { } point)
            command = command.Set("RTM_CRASHPOINT", $"{point}:{kill.Times}");
        using StreamWatch watch = new(Port, Prefix);
        long before = watch.Count() ?? 0;
        await using Child child = Child.Start(command);
        Task fed = Feeder?.FeedAsync(child, isLast: false) ?? Task.CompletedTask;
        bool isKilledFromOutside = await WatchAsync(child, kill, watch, before, isRestart);
        await child.WaitAsync(s_lifeLimit);
        await fed;
        Log.Add($"{kill}: code {child.ExitCode} after {KillTable.Seconds(child.Age)}{Environment.NewLine}{child}");
        if (child.ExitCode == 0)
            return false;
        Assert.That(child.ExitCode, Is.EqualTo(Child.KilledCode), $"{kill}: the child ended by itself. It said:{Environment.NewLine}{child}");
        if (!isKilledFromOutside)
            Assert.That(child.Errors, Has.One.EqualTo($"rtm: crash point {kill.Point} reached"), $"{kill}: something else killed the child");
        Table.Killed(kill.Name, child.Age);
        return true;
    }

    /// <summary>The last life: nothing holds it back, and it must end well.</summary>
    private async Task EndAsync(bool isRestart)
    {
        using StreamWatch watch = new(Port, Prefix);
        long before = watch.Count() ?? 0;
        await using Child child = Child.Start(Command(true));
        Task fed = Feeder?.FeedAsync(child, isLast: true) ?? Task.CompletedTask;
        await WatchAsync(child, PlannedKill.At("none"), watch, before, isRestart);
        await child.WaitAsync(s_lifeLimit);
        await fed;
        Log.Add($"to the end: code {child.ExitCode} after {KillTable.Seconds(child.Age)}{Environment.NewLine}{child}");
        Assert.That(child.ExitCode, Is.Zero, $"the last life did not end well. It said:{Environment.NewLine}{child}");
    }

    /// <summary>Watches a life until it ends or is ended.</summary>
    /// <returns>True when it was killed from here.</returns>
    private async Task<bool> WatchAsync(Child child, PlannedKill kill, StreamWatch watch, long before, bool isRestart)
    {
        bool hasRecovered = !isRestart;
        bool isAsked = false;
        while (!child.HasEnded && child.Age < s_lifeLimit)
        {
            // In this order: a child that ended meanwhile has said all it had to say in the streams.
            long written = (watch.Count() ?? before) - before;
            if (written > 0 && !hasRecovered)
            {
                hasRecovered = true;
                Table.Recovered(child.Age);
            }

            if (written >= kill.Entries && !isAsked)
            {
                if (kill.Point is null)
                {
                    child.Kill();
                    return true;
                }

                isAsked = true;
                child.Terminate();
            }

            if (child.Age >= kill.Time)
            {
                child.Kill();
                return true;
            }

            await child.HasEndedWithinAsync(s_look);
        }

        return false;
    }
}
