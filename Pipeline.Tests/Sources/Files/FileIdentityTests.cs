using NUnit.Framework;
using RtmPipeline.Sources.Files;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Files;

internal sealed class FileIdentityTests
{
    [TestCase(10)]
    [TestCase(FileIdentity.HeadBytes)]
    [TestCase(FileIdentity.HeadBytes + 10)]
    public void FileThatGrew_StaysTheSame(int bytes)
    {
        using ScratchFolder scratch = new();
        string path = scratch.PathOf("posts");
        File.WriteAllBytes(path, new byte[bytes]);
        string identity = FileIdentity.Of(path);
        File.AppendAllText(path, "more");
        Assert.That(FileIdentity.Fits(path, identity), Is.True);
    }

    [Test]
    public void AnotherBeginningOrLess_IsAnotherFile()
    {
        using ScratchFolder scratch = new();
        string path = scratch.PathOf("posts");
        File.WriteAllText(path, "the posts of Monday");
        string identity = FileIdentity.Of(path);
        File.WriteAllText(path, "the posts of Tuesday");
        Assert.That(FileIdentity.Fits(path, identity), Is.False);
        File.WriteAllText(path, "the posts");
        Assert.That(FileIdentity.Fits(path, identity), Is.False);
    }

    [TestCase("")]
    [TestCase("12")]
    [TestCase("-1:ab")]
    [TestCase("99999999:ab")]
    public void IdentityOfAnotherForm_FitsNothing(string identity)
    {
        using ScratchFolder scratch = new();
        string path = scratch.PathOf("posts");
        File.WriteAllText(path, "the posts of Monday");
        Assert.That(FileIdentity.Fits(path, identity), Is.False);
    }
}
