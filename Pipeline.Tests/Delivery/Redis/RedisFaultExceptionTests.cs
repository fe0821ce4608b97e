using NUnit.Framework;
using RtmPipeline.Delivery.Redis;

namespace RtmPipeline.Tests.Delivery.Redis;

internal sealed class RedisFaultExceptionTests
{
    [TestCase("OOM command not allowed when used memory > 'maxmemory'.", RedisFaultKind.Passing)]
    [TestCase("ERR Error running script (call to f_12): @user_script:3: OOM command not allowed when used memory", RedisFaultKind.Passing)]
    [TestCase("LOADING Redis is loading the dataset in memory", RedisFaultKind.Passing)]
    [TestCase("READONLY You can't write against a read only replica.", RedisFaultKind.Passing)]
    [TestCase("NOREPLICAS Not enough good replicas to write.", RedisFaultKind.Passing)]
    [TestCase("BUSY Redis is busy running a script.", RedisFaultKind.Passing)]
    [TestCase("MISCONF Redis is configured to save RDB snapshots", RedisFaultKind.Passing)]
    [TestCase("ERR max number of clients reached", RedisFaultKind.Passing)]
    [TestCase("WRONGTYPE Operation against a key holding the wrong kind of value", RedisFaultKind.Refused)]
    [TestCase("NOPERM this user has no permissions to run the 'evalsha' command", RedisFaultKind.Refused)]
    [TestCase("NOAUTH Authentication required.", RedisFaultKind.Refused)]
    [TestCase("WRONGPASS invalid username-password pair", RedisFaultKind.Refused)]
    [TestCase("NOSCRIPT No matching script.", RedisFaultKind.NoScript)]
    [TestCase("BUSYGROUP Consumer Group name already exists", RedisFaultKind.Unexpected)]
    [TestCase("ERR something about an OOM in a script", RedisFaultKind.Unexpected)]
    public void Answer_ByItsFirstWord_SaysWhatToDo(string answer, RedisFaultKind kind) =>
        Assert.That(RedisFaultException.OfAnswer(answer, null).Kind, Is.EqualTo(kind));

    [Test]
    public void Answer_LongAndHostile_IsCutAndEscaped() =>
        Assert.That(RedisFaultException.OfAnswer("ERR \u001b[2J" + new string('x', 5000), null).Message, Does.StartWith("ERR \\u001B[2Jx")
            .And.Length.LessThan(220));
}
