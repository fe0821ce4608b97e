using NUnit.Framework;
using RtmPipeline.Sources.News;
using RtmPipeline.Sources.News.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.News;

/// <summary>What tests of polled feeds begin with: a publisher's server, and a host whose clock stands at Friday, 14 August 2026, 9:00 GMT.</summary>
internal abstract class FeedFixture
{
    protected FeedServer Server { get; private set; } = null!;

    protected LiveHost Host { get; private set; } = null!;

    [SetUp]
    public void Start()
    {
        Host = new LiveHost();
        Server = new FeedServer(Host.Clock);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await Server.DisposeAsync();
        Host.Dispose();
    }

    protected FeedRun Run(params string[] paths) => Begin(paths, accepts: true);

    protected FeedRun RunWithoutAcceptance(params string[] paths) => Begin(paths, accepts: false);

    protected FeedState State(FeedRun run, string path) => run.Source.StateOf(Server.Url(path));

    /// <summary>Minutes from each request for a path to the next.</summary>
    protected double[] Gaps(string path) => [.. Server.To(path).Zip(Server.To(path).Skip(1), static (one, next) => (next.At - one.At).TotalMinutes)];

    private FeedRun Begin(string[] paths, bool accepts) => new(Host, FeedRun.OptionsOf(Server, [.. paths.Select(path => Server.Url(path))]), accepts);
}
