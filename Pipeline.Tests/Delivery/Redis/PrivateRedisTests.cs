using System.Diagnostics;
using NUnit.Framework;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery.Redis;

internal sealed class PrivateRedisTests
{
    [Test]
    public async Task Servers_Several_HavePortsOfTheirOwn()
    {
        await using RedisServer first = await RedisServer.StartAsync();
        await using RedisServer second = await RedisServer.StartAsync();
        Assert.That(first.Port, Is.Not.EqualTo(second.Port));
        Assert.That(await second.TextAsync("ECHO", "here"), Is.EqualTo("here"));
    }

    [Test]
    public async Task Server_Disposed_HasEndedAndItsFolderIsGone()
    {
        await using (await RedisServer.StartAsync())
        {
            // Skips where redis-server is not installed.
        }

        PrivateRedis server = await PrivateRedis.StartAsync(TimeProvider.System, CancellationToken.None);
        int process = server.ProcessId;
        await using (RedisLink link = new(new RedisOptions { Endpoint = server.Endpoint }, TimeProvider.System))
        {
            string folder = RedisReply.Texts(await link.ExecuteAsync("CONFIG", ["GET", "dir"], CancellationToken.None))[1];
            Assert.That(Directory.Exists(folder), Is.True);
            await server.DisposeAsync();
            Assert.That(Directory.Exists(folder), Is.False);
        }

        Assert.That(() => Process.GetProcessById(process), Throws.ArgumentException);
    }

    [Test]
    public async Task Server_OnItsOwn_KeepsNothingOnDisk()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        Assert.That(RedisReply.Texts(await server.RunAsync("CONFIG", "GET", "save"))[1], Is.Empty);
        Assert.That(RedisReply.Texts(await server.RunAsync("CONFIG", "GET", "appendonly"))[1], Is.EqualTo("no"));
        Assert.That(RedisReply.Texts(await server.RunAsync("CONFIG", "GET", "bind"))[1], Is.EqualTo("127.0.0.1"));
    }
}
