using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Delivery;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands;

internal sealed class StateFolderTests
{
    [Test]
    public void OpenTwice_IsRefusedUntilTheFirstLetsGo()
    {
        using ScratchFolder scratch = new();
        string path = scratch.PathOf("state");
        using (StateFolder.Open(path))
        {
            Assert.That(
                () => StateFolder.Open(path),
                Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("is in use by another process").And.Message.Contains(path).And.Message.Contains("name another folder with --state DIR"));
        }

        Assert.DoesNotThrow(() => StateFolder.Open(path).Dispose());
    }

    [Test]
    public void Holder_StaysTheSameForAFolderAndDiffersBetweenFolders()
    {
        using ScratchFolder scratch = new();
        string HolderOf(string name)
        {
            using StateFolder folder = StateFolder.Open(scratch.PathOf(name));
            return folder.Holder;
        }

        string first = HolderOf("a");
        Assert.That(HolderOf("a"), Is.EqualTo(first));
        Assert.That(HolderOf("b"), Is.Not.EqualTo(first));
    }

    [Test]
    public void FileInThePlaceOfTheFolder_IsRefused()
    {
        using ScratchFolder scratch = new();
        string path = scratch.PathOf("state");
        File.WriteAllText(path, "not a folder");
        Assert.That(() => StateFolder.Open(path), Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("cannot be used").And.Message.EndsWith("--state DIR"));
    }
}
