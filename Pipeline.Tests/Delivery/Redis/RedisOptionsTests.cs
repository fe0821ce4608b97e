using NUnit.Framework;
using RtmPipeline.Delivery.Redis;

namespace RtmPipeline.Tests.Delivery.Redis;

internal sealed class RedisOptionsTests
{
    [Test]
    public void Options_Defaults_HaveNoFaults() => Assert.That(new RedisOptions().Faults(), Is.Empty);

    [TestCase("{rtm}")]
    [TestCase("{rtm:12}")]
    [TestCase("acme:{rtm}")]
    [TestCase("{a}:b")]
    public void Prefix_WithOneTag_IsTaken(string prefix) => Assert.That(new RedisOptions { Prefix = prefix }.Faults(), Is.Empty);

    [TestCase("", TestName = "Prefix_Empty_IsAFault")]
    [TestCase("rtm", TestName = "Prefix_NoTag_IsAFault")]
    [TestCase("{}", TestName = "Prefix_EmptyTag_IsAFault")]
    [TestCase("{a}{b}", TestName = "Prefix_TwoTags_IsAFault")]
    [TestCase("{{a}}", TestName = "Prefix_NestedTag_IsAFault")]
    [TestCase("}a{", TestName = "Prefix_BracesTurned_IsAFault")]
    [TestCase("{rtm", TestName = "Prefix_TagNotClosed_IsAFault")]
    [TestCase("{r t m}", TestName = "Prefix_Space_IsAFault")]
    [TestCase("{rtm}\n", TestName = "Prefix_LineFeed_IsAFault")]
    public void Prefix(string prefix) => Assert.That(new RedisOptions { Prefix = prefix }.Faults(), Has.Count.EqualTo(1).And.All.Contains("Redis:Prefix"));

    [TestCase("localhost", TestName = "Endpoint_NoPort_IsAFault")]
    [TestCase("localhost:0", TestName = "Endpoint_PortZero_IsAFault")]
    [TestCase("localhost:65536", TestName = "Endpoint_PortTooLarge_IsAFault")]
    [TestCase("redis://localhost:6379", TestName = "Endpoint_Address_IsAFault")]
    [TestCase("a:1,,b:2", TestName = "Endpoint_EmptyNode_IsAFault")]
    [TestCase("user:secret@host:1", TestName = "Endpoint_WithPassword_IsAFault")]
    public void Endpoint(string endpoint) =>
        Assert.That(new RedisOptions { Endpoint = endpoint }.Faults(), Has.Count.EqualTo(1).And.All.Contains("Redis:Endpoint"));

    [TestCase("127.0.0.1:6379")]
    [TestCase("[::1]:6379")]
    [TestCase("a.example:1,b.example:2")]
    public void Endpoint_HostsAndPorts_AreTaken(string endpoint) => Assert.That(new RedisOptions { Endpoint = endpoint }.Faults(), Is.Empty);

    [Test]
    public void Options_SeveralWrong_AreAllToldWithValueAndLimits()
    {
        RedisOptions options = new() { MaxLength = 999, BatchEntries = 1001, OpportunityTtl = TimeSpan.Zero, MaxRetryDelay = TimeSpan.Zero, User = "a,b" };
        Assert.That(options.Faults(), Has.Count.EqualTo(5));
        Assert.That(options.Faults(), Has.Some.EqualTo("Redis:MaxLength is 999; it must be from 1000 to 100000000"));
    }
}
