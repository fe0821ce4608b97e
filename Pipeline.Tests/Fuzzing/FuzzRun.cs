using System.Globalization;
using NUnit.Framework;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>
/// Tries a target with one input after the other, the same ones in each run. A failing input is told as seed and case number, saved to a file, and tried again
/// alone by <c>RTM_FUZZ_SEED=SEED:CASE</c>; <c>RTM_FUZZ_SEED=SEED</c> tries other inputs.
/// </summary>
internal static class FuzzRun
{
    public const string SeedVariable = "RTM_FUZZ_SEED";

    private const int DefaultSeed = 20130203;

    /// <summary>A case takes milliseconds; one that takes this long hangs, whatever else the machine is doing.</summary>
    private static readonly TimeSpan s_hangsAfter = TimeSpan.FromSeconds(60);

    /// <summary>Less than any thread of the program has, so that recursion on input is found here first.</summary>
    private const int StackBytes = 512 * 1024;

    /// <param name="target">Its name in <see cref="FuzzPlan"/>.</param>
    /// <param name="attempt">Makes an input, sets it in the case, and checks what comes of it. Any exception is a failure.</param>
    public static void Try(string target, Action<FuzzCase> attempt)
    {
        (int seed, int first, int end) = Range(target);
        int current = first;
        TimeSpan before = Environment.CpuUsage.TotalTime;
        FuzzCase? running = null;
        (Exception Fault, FuzzCase Case)? failure = null;
        using var done = new ManualResetEventSlim();
        var worker = new Thread(
            () =>
            {
                for (; current < end && failure is null; Interlocked.Increment(ref current))
                {
                    var one = new FuzzCase(unchecked((seed * 31) + SeedOf(target)), current);
                    Volatile.Write(ref running, one);
                    failure = Attempt(attempt, one) is { } fault ? (fault, one) : null;
                }

                done.Set();
            },
            StackBytes) { IsBackground = true };
        worker.Start();
        WaitFor(done, () => Volatile.Read(ref current), () => Tell(target, seed, Volatile.Read(ref running)!, $"hangs: no answer within {s_hangsAfter}"));
        if (failure is { } broken)
            Assert.Fail(Tell(target, seed, broken.Case, broken.Fault.ToString()));
        double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        TestContext.Progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fuzz {target}: {end - first} inputs tried, seed {seed}, {seconds:0.0} s of processor time"));
    }

    private static Exception? Attempt(Action<FuzzCase> attempt, FuzzCase one)
    {
        try
        {
            attempt(one);
            return null;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }

    private static void WaitFor(ManualResetEventSlim done, Func<int> current, Func<string> hangs)
    {
        int before = current();
        while (!done.Wait(s_hangsAfter))
        {
            int now = current();
            if (now == before)
                Assert.Fail(hangs());
            before = now;
        }
    }

    private static string Tell(string target, int seed, FuzzCase failed, string fault)
    {
        string file = Path.Combine(Path.GetTempPath(), $"rtm-fuzz-{target}-{seed}-{failed.Number}.bin");
        File.WriteAllBytes(file, failed.Input);
        return $"fuzz {target}: case {failed.Number} of seed {seed} fails; its input is in {file}; try it alone with {SeedVariable}={seed}:{failed.Number}\n{fault}";
    }

    private static (int Seed, int First, int End) Range(string target)
    {
        int cases = FuzzPlan.CasesOf(target);
        if (Environment.GetEnvironmentVariable(SeedVariable) is not { Length: > 0 } text)
            return (DefaultSeed, 0, cases);
        string[] parts = text.Split(':');
        int seed = int.Parse(parts[0], CultureInfo.InvariantCulture);
        if (parts.Length == 1)
            return (seed, 0, cases);
        int only = int.Parse(parts[1], CultureInfo.InvariantCulture);
        return (seed, only, only + 1);
    }

    /// <summary>Targets should not try the same random numbers.</summary>
    private static int SeedOf(string target) => unchecked((int)RtmPipeline.Posts.StableHash.Of(target));
}
