using NUnit.Framework;
using RtmPipeline.Sources.Redis;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Redis;

/// <summary>A real redis-server for the tests of a class, with a stream of its own for each test.</summary>
internal abstract class StreamFixture
{
    private int _streams;

    protected RedisServer Server { get; private set; } = null!;

    protected string Stream { get; private set; } = string.Empty;

    protected RedisStreamOptions Options => OptionsOn(Server);

    [OneTimeSetUp]
    public async Task StartServer() => Server = await RedisServer.StartAsync();

    [OneTimeTearDown]
    public ValueTask EndServer() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;

    [SetUp]
    public void NameStream() => Stream = $"posts:{++_streams}";

    protected RedisStreamOptions OptionsOn(RedisServer server) => new()
    {
        Endpoint = $"127.0.0.1:{server.Port}",
        Streams = [Stream],
        Consumer = "one",
        StartAt = "beginning",
    };

    /// <summary>The i-th post.</summary>
    protected static string Post(int i) => $$"""{"id":"{{i}}","text":"t","time":1700000000000}""";

    protected static string[] Posts(int from, int count) => [.. Enumerable.Range(from, count).Select(Post)];

    /// <summary>Adds posts to the test's stream.</summary>
    protected Task AddAsync(int from, int count) => AddAsync(Server, from, count);

    protected async Task AddAsync(RedisServer server, int from, int count)
    {
        foreach (string post in Posts(from, count))
            await server.RunAsync("XADD", Stream, "*", "data", post);
    }

    protected Task<long> PendingAsync() => PendingAsync(Server);

    protected async Task<long> PendingAsync(RedisServer server) =>
        (long)((StackExchange.Redis.RedisResult[])(await server.RunAsync("XPENDING", Stream, "rtm"))!)[0];

    protected Task NothingIsPendingAsync() => NothingIsPendingAsync(Server);

    protected Task NothingIsPendingAsync(RedisServer server) => Eventually.IsTrue(async () => await PendingAsync(server) == 0, "all entries are acknowledged");
}
