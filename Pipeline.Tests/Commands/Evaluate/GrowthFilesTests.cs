using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using NUnit.Framework;
using RtmPipeline.Commands.Evaluate;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Evaluate;

internal sealed class GrowthFilesTests
{
    private const string Cascade = "2 1.25\n0 500\n60 10\n90 -1\n";
    private const string Table = "\"IDLink\",\"TS1\",\"TS2\",\"TS3\"\n7,-1,2,1\n8,-1,-1,-1\n";

    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private string File(string name, string text) => _folder.Write(name, Encoding.UTF8.GetBytes(text));

    private static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream zipped = new();
        using (GZipStream gzip = new(zipped, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return zipped.ToArray();
    }

    private static byte[] Tar(params (string Name, string Text)[] files)
    {
        using MemoryStream archive = new();
        using (TarWriter tar = new(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, "training/"));
            foreach ((string name, string text) in files)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }

        return archive.ToArray();
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Cascade_IsRead(bool isZipped)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Cascade);
        GrowthFile file = GrowthFiles.Read(_folder.Write("a.txt", isZipped ? Gzip(bytes) : bytes));

        Assert.That(file.Cascades, Has.Count.EqualTo(1));
        Assert.That(file.Cascades[0].Id, Is.EqualTo("a"));
        Assert.That(file.Cascades[0].StartDays, Is.EqualTo(1.25));
        Assert.That(file.Cascades[0].Seconds, Is.EqualTo([0, 60, 90]));
        Assert.That(file.Cascades[0].Followers, Is.EqualTo([500, 10, double.NaN]));
        Assert.That(file.Cascades[0].Fault(), Is.Null);
    }

    [Test]
    public void ShareCounts_AreRead()
    {
        GrowthFile file = GrowthFiles.Read(File("a.csv", Table));

        Assert.That(file.Series.Select(s => s.Id), Is.EqualTo(["7", "8"]));
        Assert.That(file.Series[0].Seconds, Is.EqualTo([2400, 3600]));
        // A count that falls is held.
        Assert.That(file.Series[0].Cumulative, Is.EqualTo([2, 2]));
        Assert.That(file.Series[0].Fault(), Is.Null);
        Assert.That(file.Series[1].Seconds, Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Archive_IsReadWithWhatIsNoCascadeLeftOut(bool isZipped)
    {
        byte[] tar = Tar(("training/A.txt", Cascade), ("README", "About these files.\n"), ("hours.txt", "2 3.5\n0 1\n0.25 1\n70.5 1\n"), ("training/B.txt", Cascade), ("t.csv", Table));
        GrowthFile file = GrowthFiles.Read(_folder.Write("a.tar", isZipped ? Gzip(tar) : tar));

        Assert.That(file.Cascades.Select(c => c.Id), Is.EqualTo(["A", "B"]));
        Assert.That(file.Series, Has.Count.EqualTo(2));
        Assert.That(file.Skipped, Has.Count.EqualTo(2));
        Assert.That(file.Skipped[0], Does.Contain("README:1: is no cascade"));
        Assert.That(file.Skipped[1], Does.Contain("hours.txt").And.Contains("hours, not seconds"));
    }

    [TestCase("2 1.25\n0 500\n60\n", "a.txt:3: \"60\" is not seconds and followers")]
    [TestCase("2 1.25\n0 500\nx 10\n", "a.txt:3: the time is \"x\"")]
    [TestCase("2 1.25\n0 500\n60 -7\n", "a.txt:3: the number of followers is \"-7\"")]
    [TestCase("2 1.25\n5 500\n60 7\n", "a.txt:2: the first row is the post itself")]
    [TestCase("2 1.25\n0 500\n60 7\n50 7\n", "a.txt:4: the time \"50\" is before")]
    [TestCase("3 1.25\n0 500\n60 7\n", "ends after 1 reposts, but its first line says 3")]
    [TestCase("3 1.25", "ends after 0 reposts, but its first line says 3")]
    [TestCase("", "holds neither cascades nor share counts")]
    [TestCase("hello\n", "holds neither cascades nor share counts; ")]
    [TestCase("IDLink,TS1,TS3\n1,2,3\n", "a.txt:1: column 3 is \"TS3\"")]
    [TestCase("IDLink,TS1,TS2\n1,2\n", "a.txt:2: 2 values, but the header has 3")]
    [TestCase("IDLink,TS1,TS2\n1,2,3\n1,2,-2\n", "a.txt:3: TS2 is \"-2\"")]
    [TestCase("IDLink,TS1,TS2\n1,2,NaN\n", "a.txt:2: TS2 is \"NaN\"")]
    public void BrokenFile_IsRefusedWithItsPlace(string text, string message) =>
        Assert.That(() => GrowthFiles.Read(File("a.txt", text)), Throws.InstanceOf<GrowthFileException>().With.Message.Contains(message));

    [Test]
    public void AbsentFile_IsRefused() =>
        Assert.That(() => GrowthFiles.Read(_folder.PathOf("none")), Throws.InstanceOf<GrowthFileException>().With.Message.Contains("none"));

    [TestCase(true)]
    [TestCase(false)]
    public void ArchiveThatBreaksOff_IsRefused(bool isZipped)
    {
        string rows = string.Concat(Enumerable.Range(1, 5000).Select(i => $"{i} {i * 7919 % 1000}\n"));
        byte[] tar = Tar(("A.txt", Cascade), ("B.txt", $"5000 1\n0 1\n{rows}"));
        byte[] whole = isZipped ? Gzip(tar) : tar;

        Assert.That(() => GrowthFiles.Read(_folder.Write("a.tar", whole[..(whole.Length / 2)])), Throws.InstanceOf<GrowthFileException>());
    }

    [Test]
    public void MoreThanALimit_IsRefused()
    {
        string cascade = File("a.txt", Cascade);
        string table = File("a.csv", Table);
        string archive = _folder.Write("a.tar", Tar(("A.txt", Cascade), ("B.txt", Cascade)));
        string bomb = _folder.Write("a.gz", Gzip(Encoding.UTF8.GetBytes("2 1\n" + new string('\n', 1 << 20))));

        Refused(cascade, new GrowthFileLimits { MaxEvents = 1 }, "a.txt:4: more than 1 reposts");
        Refused(table, new GrowthFileLimits { MaxSeries = 1 }, "a.csv:3: more than 1 items");
        Refused(table, new GrowthFileLimits { MaxColumns = 2 }, "a.csv:1: more than 2 times");
        Refused(archive, new GrowthFileLimits { MaxEntries = 1 }, "more than 1 files");
        Refused(bomb, new GrowthFileLimits { MaxBytes = 1000 }, "more than 1000 bytes");

        static void Refused(string path, GrowthFileLimits limits, string message) =>
            Assert.That(() => GrowthFiles.Read(path, limits), Throws.InstanceOf<GrowthFileException>().With.Message.Contains(message));
    }

    [Test]
    public void RecordedArchive_HoldsCascadesAndOneExample()
    {
        GrowthFile file = GrowthFiles.Read(SharedData.Require("tideh_cascades", "tideh_cascades.tar.gz"));

        Assert.That(file.Cascades, Has.Count.AtLeast(60));
        Assert.That(file.Cascades.Select(c => c.Fault()), Is.All.Null);
        Assert.That(file.Skipped, Has.One.Contains("sample_file.txt"));
    }

    [Test]
    public void RecordedShareCounts_AreSound()
    {
        GrowthFile file = GrowthFiles.Read(SharedData.Require("news_popularity_slices", "LinkedIn_Palestine.csv.gz"));

        Assert.That(file.Series.Select(s => s.Fault()), Is.All.Null);
        Assert.That(file.Series.Count(s => s.Reaches(172_800)), Is.GreaterThan(1000));
    }
}
