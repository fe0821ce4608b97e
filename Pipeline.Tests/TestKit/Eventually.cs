using System.Diagnostics;
using NUnit.Framework;

namespace RtmPipeline.Tests.TestKit;

/// <summary>Waits for a condition that another process or task brings about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(5);

    /// <summary>Returns once the condition holds; fails the test with <paramref name="what"/> when it does not within 20 s.</summary>
    public static Task IsTrue(Func<bool> condition, string what) => IsTrue(() => Task.FromResult(condition()), what);

    public static Task IsTrue(Func<Task<bool>> condition, string what) => IsTrue(condition, what, s_limit);

    /// <summary>As the others, with another limit.</summary>
    public static Task IsTrue(Func<Task<bool>> condition, string what, TimeSpan limit) => IsTrue(condition, () => what, limit);

    /// <summary>As the others, with what is said in the end.</summary>
    public static Task IsTrue(Func<bool> condition, Func<string> what, TimeSpan limit) => IsTrue(() => Task.FromResult(condition()), what, limit);

    private static async Task IsTrue(Func<Task<bool>> condition, Func<string> what, TimeSpan limit)
    {
        long begun = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(begun) > limit)
                Assert.Fail($"{what()}: not within {limit.TotalSeconds:0} s");
            await Task.Delay(s_poll);
        }
    }
}
