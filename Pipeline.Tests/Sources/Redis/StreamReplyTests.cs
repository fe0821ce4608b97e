using NUnit.Framework;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Sources.Redis;
using StackExchange.Redis;

namespace RtmPipeline.Tests.Sources.Redis;

/// <summary>Answers that are none to the question are not taken for one.</summary>
internal sealed class StreamReplyTests : StreamFixture
{
    [Test]
    public async Task AnswerOfTheStreamAskedFor_IsRead()
    {
        RedisResult reply = await ReadAsync();
        IReadOnlyList<StreamEntry> entries = StreamReply.Entries(reply, Stream, new StreamId(4, 9));
        Assert.That(entries.Select(entry => (entry.Id, entry.Names[0])), Is.EqualTo(new[] { (new StreamId(5, 0), "data"), (new StreamId(6, 0), "data") }));
    }

    [Test]
    public async Task AnswerOfAnotherStreamOrOfEarlierEntries_IsNone()
    {
        RedisResult reply = await ReadAsync();
        Assert.That(() => StreamReply.Entries(reply, "another", null), Throws.InstanceOf<RedisFaultException>());
        Assert.That(() => StreamReply.Entries(reply, Stream, new StreamId(5, 0)), Throws.InstanceOf<RedisFaultException>());
    }

    [Test]
    public async Task AnswersOfOtherCommands_AreNone()
    {
        await Server.RunAsync("XADD", Stream, "5-0", "data", "x");
        RedisResult[] others = [await Server.RunAsync("ECHO", "text"), await Server.RunAsync("XLEN", Stream), await Server.RunAsync("GET", "nothing"), await Server.RunAsync("XRANGE", Stream, "-", "+")];
        foreach (RedisResult other in others)
        {
            Assert.That(() => StreamReply.Entries(other, Stream, null), Throws.InstanceOf<RedisFaultException>(), other.ToString());
            Assert.That(() => StreamReply.Named(other).Id("last-generated-id"), Throws.InstanceOf<RedisFaultException>(), other.ToString());
            Assert.That(() => StreamReply.Whole(other, 0), Throws.InstanceOf<RedisFaultException>(), other.ToString());
            Assert.That(() => StreamReply.IdOf(other, StreamId.Zero), Throws.InstanceOf<RedisFaultException>(), other.ToString());
        }
    }

    private async Task<RedisResult> ReadAsync()
    {
        await Server.RunAsync("XADD", Stream, "5-0", "data", "x");
        await Server.RunAsync("XADD", Stream, "6-0", "data", "y");
        return await Server.RunAsync("XREAD", "STREAMS", Stream, "0");
    }
}
