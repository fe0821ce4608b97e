using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Mastodon;

/// <summary>Each test has a server and a host of its own.</summary>
public abstract class OneServerTests
{
    private protected LiveHost _host = null!;
    private protected MastodonServer _server = null!;

    [SetUp]
    public async Task SetUp()
    {
        _host = new LiveHost();
        _server = await MastodonServer.StartAsync();
    }

    [TearDown]
    public async Task TearDown()
    {
        await _server.DisposeAsync();
        _host.Dispose();
    }
}
