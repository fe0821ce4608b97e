using NUnit.Framework;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.State;

internal sealed class DiskFolderTests
{
    private ScratchFolder _scratch = null!;
    private DiskFolder _folder = null!;

    [SetUp]
    public void Make()
    {
        _scratch = new ScratchFolder();
        _folder = new DiskFolder(_scratch.PathOf("state"));
    }

    [TearDown]
    public void Remove() => _scratch.Dispose();

    private void Write(string name, params byte[] bytes)
    {
        using IDurableFile file = _folder.Create(name);
        file.Write(bytes);
        file.Flush();
    }

    [Test]
    public void Folder_ThatIsMissing_IsMade() => Assert.That(Directory.Exists(_scratch.PathOf("state")), Is.True);

    [Test]
    public void File_Written_IsReadAndListed()
    {
        Write("b", 1, 2, 3);
        Write("B", 4);
        Write("a");
        _folder.Flush();

        Assert.That(_folder.List(), Is.EqualTo(["B", "a", "b"]));
        Assert.That(_folder.Read("b"), Is.EqualTo(new byte[] { 1, 2, 3 }));
        using Stream stream = _folder.OpenRead("b");
        Assert.That(stream.Length, Is.EqualTo(3));
    }

    [Test]
    public void File_CreatedAgain_IsEmpty()
    {
        Write("a", 1, 2, 3);
        Write("a");

        Assert.That(_folder.Read("a"), Is.Empty);
    }

    [Test]
    public void File_Appended_GoesOnAtItsEnd()
    {
        Write("a", 1, 2);
        using (IDurableFile file = _folder.Append("a"))
        {
            Assert.That(file.Length, Is.EqualTo(2));
            file.Write([3]);
            file.Write([4]);
            Assert.That(file.Length, Is.EqualTo(4));
        }

        Assert.That(_folder.Read("a"), Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void File_OverwrittenAndCut_HoldsWhatIsLeft()
    {
        Write("a", 1, 2, 3, 4);
        using (IDurableFile file = _folder.Append("a"))
        {
            file.WriteAt(1, [9, 9]);
            file.Truncate(3);
            file.Write([5]);
        }

        Assert.That(_folder.Read("a"), Is.EqualTo(new byte[] { 1, 9, 9, 5 }));
    }

    [TestCase(-1)]
    [TestCase(2)]
    public void WriteAt_BeyondTheFile_Throws(long offset)
    {
        using IDurableFile file = _folder.Create("a");
        file.Write([1, 2, 3]);

        Assert.That(() => file.WriteAt(offset, [1, 2]), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Rename_OntoAFileThatIsThere_ReplacesIt()
    {
        Write("new", 2);
        Write("old", 1);

        _folder.Rename("new", "old");

        Assert.That(_folder.List(), Is.EqualTo(["old"]));
        Assert.That(_folder.Read("old"), Is.EqualTo(new byte[] { 2 }));
    }

    [Test]
    public void Delete_OfAFileThereOrNot_LeavesNone()
    {
        Write("a", 1);

        _folder.Delete("a");
        _folder.Delete("a");

        Assert.That(_folder.List(), Is.Empty);
    }

    [Test]
    public void Read_OfWhatIsNotThere_IsAFaultOfInput()
    {
        Assert.That(() => _folder.Read("a"), Throws.InstanceOf<IOException>());
        Assert.That(() => _folder.OpenRead("a"), Throws.InstanceOf<IOException>());
        Assert.That(() => _folder.Append("a"), Throws.InstanceOf<IOException>());
    }
}
