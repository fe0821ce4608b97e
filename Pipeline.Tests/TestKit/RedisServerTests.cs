using NUnit.Framework;

namespace RtmPipeline.Tests.TestKit;

/// <summary>Tests that share one server, which is empty at the beginning of each.</summary>
internal abstract class RedisServerTests
{
    protected RedisServer Server { get; private set; } = null!;

    /// <summary>What deliveries and tails of the running test have warned of.</summary>
    protected List<string> Warnings { get; } = [];

    [OneTimeSetUp]
    public async Task Start() => Server = await RedisServer.StartAsync();

    [OneTimeTearDown]
    public async Task End()
    {
        if (Server is not null)
            await Server.DisposeAsync();
    }

    [SetUp]
    public async Task Empty()
    {
        Warnings.Clear();
        await Server.RunAsync("FLUSHALL");
    }
}
