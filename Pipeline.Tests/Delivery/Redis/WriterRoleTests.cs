using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery.Redis;

/// <summary>Two writers on one prefix: one writes, and the other is told who.</summary>
internal sealed class WriterRoleTests : RedisServerTests
{
    private readonly SampleRevisions _samples = new(77);

    private RedisOptions Short => Server.Options with { Append = true, Lease = TimeSpan.FromSeconds(6) };

    [Test]
    public async Task SecondWriter_WhileTheFirstLives_IsRefusedByNameAndTime()
    {
        await using RedisDelivery first = await OpenAsync(Short with { Holder = "the-first" });
        await WriteAsync(first);
        await using RedisDelivery second = await OpenAsync(Short);
        Assert.That(
            () => WriteAsync(second),
            Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("the-first on ").And.Message.Contains($":{Environment.ProcessId}")
                .And.Message.Match("since 20[0-9-]+T").And.Message.Contains("--take-over"));
        Assert.That((second.Health!.State, second.Health.Trouble), Is.EqualTo((DeliveryState.Refused, DeliveryTrouble.RoleHeld)));
        await WriteAsync(first);
        Assert.That(await Server.SeqsAsync("alerts"), Is.EqualTo(["1", "2"]));
    }

    [Test]
    public async Task SecondWriter_AfterTheFirstDied_GoesOnWhenItsLeaseHasEnded()
    {
        RedisDelivery first = await OpenAsync(Short with { Holder = "the-first" });
        await WriteAsync(first);
        await DieAsync(first);
        await using RedisDelivery second = await OpenAsync(Short);
        await WriteAsync(second);
        Assert.That(await Server.SeqsAsync("alerts"), Is.EqualTo(["1", "2"]));
        Assert.That(Warnings, Has.Some.Contains("until its lease ends").And.Some.Contains("over from"));
    }

    [Test]
    public async Task SameHolder_AfterItDied_GoesOnAtOnceWithANewToken()
    {
        RedisOptions options = Server.Options with { Append = true, Lease = TimeSpan.FromMinutes(5), Holder = "the-state" };
        RedisDelivery first = await OpenAsync(options);
        await WriteAsync(first);
        await using RedisDelivery second = await OpenAsync(options);
        await WriteAsync(second);
        Assert.That((await Server.TextAsync("HGET", "{rtm}:writer", "token"), Warnings.Count), Is.EqualTo(("2", 0)));
        Assert.That(() => WriteAsync(first), Throws.TypeOf<DeliveryBrokenException>());
        await DieAsync(first);
    }

    [Test]
    public async Task TakeOver_OfAWriterAtWork_FencesItOutByName()
    {
        await using RedisDelivery first = await OpenAsync(Server.Options);
        await WriteAsync(first);
        await WriteAsync(first);
        await using RedisDelivery second = await OpenAsync(Server.Options with { Append = true, Holder = "the-other-machine", TakeOver = true });
        await WriteAsync(second);
        Assert.That(
            () => WriteAsync(first),
            Throws.TypeOf<DeliveryBrokenException>().With.Message.Contains("the-other-machine").And.Message.Contains("token 2, ours is 1"));
        Assert.That(first.Health!.State, Is.EqualTo(DeliveryState.Fenced));
        await WriteAsync(second);
        Assert.That(await Server.SeqsAsync("alerts"), Is.EqualTo(["1", "2", "3", "4"]));
    }

    [Test]
    public async Task Checkpoint_OfAWriterThatWasReplaced_IsNotMade()
    {
        await using RedisDelivery first = await OpenAsync(Server.Options);
        await WriteAsync(first);
        await using RedisDelivery second = await OpenAsync(Server.Options with { Append = true, TakeOver = true });
        await WriteAsync(second);
        Assert.That(() => first.SaveAsync(new StateWriter(), CancellationToken.None), Throws.TypeOf<DeliveryBrokenException>());
    }

    [Test]
    public async Task Writer_ThatEndsOrderly_LeavesTheRoleAtOnce()
    {
        RedisOptions patient = Server.Options with { Append = true, Lease = TimeSpan.FromMinutes(5) };
        await using (RedisDelivery first = await OpenAsync(patient))
            await WriteAsync(first);
        await using RedisDelivery second = await OpenAsync(patient);
        await WriteAsync(second);
        Assert.That(Warnings, Is.Empty);
    }

    [Test]
    public async Task Writer_WithNothingToWrite_KeepsTheRole()
    {
        await using RedisDelivery first = await OpenAsync(Short);
        await WriteAsync(first);
        string? renewed = await RenewedAsync();
        await Eventually.IsTrue(async () => await RenewedAsync() != renewed, "the lease is renewed without a write");
    }

    [Test]
    public async Task Writer_ThatIsIdle_SeesThatItWasReplaced()
    {
        await using RedisDelivery first = await OpenAsync(Short);
        await WriteAsync(first);
        await using RedisDelivery second = await OpenAsync(Short with { TakeOver = true });
        await WriteAsync(second);
        await Eventually.IsTrue(() => first.Health!.State == DeliveryState.Fenced, "the idle writer sees it");
    }

    [Test]
    public async Task RefusedRun_LeavesTheRoleAsItWas()
    {
        await using RedisDelivery first = await OpenAsync(Short);
        await WriteAsync(first);
        string? token = await Server.TextAsync("HGET", "{rtm}:writer", "token");
        await using (RedisDelivery second = await OpenAsync(Short))
            Assert.That(() => WriteAsync(second), Throws.TypeOf<DeliveryRefusedException>());
        Assert.That(await Server.TextAsync("HGET", "{rtm}:writer", "token"), Is.EqualTo(token));
        await WriteAsync(first);
    }

    private Task<string?> RenewedAsync() => Server.TextAsync("HGET", "{rtm}:writer", "renewed");

    /// <summary>As a process that is killed: it gives nothing back.</summary>
    private async Task DieAsync(RedisDelivery delivery)
    {
        string? renewed = await RenewedAsync();
        await delivery.DisposeAsync();
        if (renewed is not null)
            await Server.RunAsync("HSET", "{rtm}:writer", "renewed", renewed);
    }

    private async Task<RedisDelivery> OpenAsync(RedisOptions options)
    {
        RedisDelivery delivery = new(options, Warnings.Add, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        return delivery;
    }

    private Task WriteAsync(RedisDelivery delivery) => delivery.WriteAsync(SampleRevisions.Batch(_samples.Next(OutputKind.Alert)), CancellationToken.None);
}
