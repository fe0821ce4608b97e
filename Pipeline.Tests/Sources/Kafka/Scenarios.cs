using NUnit.Framework;

namespace RtmPipeline.Tests.Sources.Kafka;

/// <summary>
/// Runs scenarios side by side, each awaited by the test that is about it: joining a group takes the mock cluster three seconds, in which nobody computes anything.
/// </summary>
internal sealed class Scenarios
{
    private readonly Dictionary<string, Task> _running = new(StringComparer.Ordinal);

    /// <summary>Begins one, under the name of its test.</summary>
    public void Begin(string test, Func<Task> scenario) => _running.Add(test, Task.Run(scenario));

    /// <summary>Waits for the one of the running test, and fails as it failed.</summary>
    public Task EndAsync() => _running[TestContext.CurrentContext.Test.MethodName!];

    /// <summary>Waits for all of them, failed or not.</summary>
    public async Task AllAsync() => await Task.WhenAll(_running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
