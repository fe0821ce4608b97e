using NUnit.Framework;
using RtmPipeline.Commands.Bench;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Bench;

internal sealed class DelayRunTests
{
    [Test]
    public async Task Delay_OfEntriesReadFromRedis_IsBelowTheTimeOfTheRun()
    {
        const int PerSecond = 300;
        const int Seconds = 3;
        await using RedisServer redis = await RedisServer.StartAsync();
        PipelineSettings settings = PipelineSettings.Load(null, []);
        DelayFigure figure = await DelayRun.OfAsync(PerSecond, Seconds, settings, redis.Options with { Prefix = "{delay}" }, CancellationToken.None);
        Assert.That((figure.PostsPerSecond, figure.Seconds), Is.EqualTo((PerSecond, Seconds)));
        // Ten seconds of the stream in one, fewer where more posts come.
        Assert.That(figure.Ticks, Is.InRange(Seconds, (PacedNight.Speed * Seconds) + 1));
        Assert.That(figure.P50, Is.Positive);
        Assert.That(figure.P99, Is.GreaterThanOrEqualTo(figure.P50));
        Assert.That(figure.Max, Is.GreaterThanOrEqualTo(figure.P99));
    }
}
