using System.Text;
using NUnit.Framework;
using RtmPipeline.State;

namespace RtmPipeline.Tests.TestKit;

internal sealed class ForgetfulFolderTests
{
    private const int Seeds = 300;

    [Test]
    public void Crash_AfterFileAndFolderWereFlushed_KeepsEveryByte()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            ForgetfulFolder folder = new();
            using (IDurableFile file = folder.Create("kept"))
            {
                file.Write("durable "u8);
                file.Flush();
                folder.Flush();
                file.Write("not durable"u8);
            }

            folder.Crash(seed);
            Assert.That(folder.Read("kept").AsSpan().StartsWith("durable "u8), Is.True, $"seed {seed}");
        }
    }

    /// <summary>Random calls beside a model that knows only what was flushed.</summary>
    [Test]
    public void Crash_AtAnyPointOfRandomCalls_NeverLosesWhatWasFlushed()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            Random luck = new(seed);
            ForgetfulFolder folder = new();
            Dictionary<string, (IDurableFile File, int Flushed)> files = [];
            HashSet<string> named = [];
            for (int step = luck.Next(60); step > 0; step--)
            {
                string name = $"file-{luck.Next(3)}";
                if (!files.TryGetValue(name, out var open))
                    files[name] = open = (folder.Create(name), 0);
                switch (luck.Next(4))
                {
                    case 0:
                        open.File.Flush();
                        files[name] = (open.File, (int)open.File.Length);
                        break;
                    case 1:
                        folder.Flush();
                        named.UnionWith(files.Keys);
                        break;
                    default:
                        open.File.Write(Pattern((int)open.File.Length, luck.Next(2000)));
                        break;
                }
            }

            folder.Crash(seed);
            foreach (string name in named.Order(StringComparer.Ordinal))
            {
                byte[] left = folder.Read(name);
                int flushed = files[name].Flushed;
                Assert.That(left.AsSpan(0, Math.Min(flushed, left.Length)).SequenceEqual(Pattern(0, flushed)), Is.True, $"seed {seed}, {name}");
            }
        }
    }

    [Test]
    public void Crash_WithUnflushedWrites_LosesKeepsTearsAndSpoilsThem()
    {
        byte[] written = Pattern(0, 4000);
        HashSet<string> fates = [];
        for (int seed = 0; seed < Seeds; seed++)
        {
            ForgetfulFolder folder = new();
            using IDurableFile file = folder.Create("torn");
            folder.Flush();
            file.Write(written.AsSpan(0, 1500));
            file.Write(written.AsSpan(1500));
            folder.Crash(seed);
            byte[] left = folder.Read("torn");
            bool isPrefix = written.AsSpan().StartsWith(left);
            fates.Add(left.Length == 0 ? "lost" : left.Length == written.Length && isPrefix ? "whole" : isPrefix ? "cut" : "spoilt");
        }

        Assert.That(fates, Is.EquivalentTo(new[] { "lost", "whole", "cut", "spoilt" }));
    }

    [Test]
    public void Crash_WithTheSameSeed_LeavesTheSame()
    {
        byte[] Left(int seed)
        {
            ForgetfulFolder folder = new();
            using IDurableFile file = folder.Create("a");
            folder.Flush();
            for (int i = 0; i < 10; i++)
                file.Write(Pattern(i, 700));
            folder.Crash(seed);
            return folder.Read("a");
        }

        for (int seed = 0; seed < Seeds; seed++)
        {
            byte[] once = Left(seed);
            Assert.That(Left(seed), Is.EqualTo(once));
        }
    }

    [TestCase("create")]
    [TestCase("rename")]
    [TestCase("delete")]
    public void Crash_WithoutAFlushOfTheFolder_NamesHaveChangedOrNot(string change)
    {
        HashSet<string> outcomes = [];
        for (int seed = 0; seed < Seeds; seed++)
        {
            ForgetfulFolder folder = new();
            using (IDurableFile old = folder.Create("old"))
            {
                old.Write("x"u8);
                old.Flush();
            }

            folder.Flush();
            switch (change)
            {
                case "create":
                    folder.Create("new").Dispose();
                    break;
                case "rename":
                    folder.Rename("old", "new");
                    break;
                default:
                    folder.Delete("old");
                    break;
            }

            folder.Crash(seed);
            outcomes.Add(string.Join(' ', folder.List()));
        }

        string[] expected = change switch { "create" => ["old", "new old"], "rename" => ["old", "new"], _ => ["old", ""] };
        Assert.That(outcomes, Is.EquivalentTo(expected));
    }

    [Test]
    public void Crash_AfterAFailedFlushAndOneThatSucceeded_DoesNotKeepTheBytes()
    {
        ForgetfulFolder folder = new();
        using IDurableFile file = folder.Create("a");
        folder.Flush();
        file.Write("given up"u8);
        folder.Fail(DiskCall.FlushFile, 1, "Input/output error");
        Assert.That(file.Flush, Throws.InstanceOf<IOException>().With.Message.EqualTo("Input/output error"));
        Assert.That(file.Flush, Throws.Nothing);
        Assert.That(folder.Read("a"), Is.EqualTo("given up"u8.ToArray()), "programs still read it");

        folder.Crash(1);
        Assert.That(folder.Read("a"), Is.Empty);
    }

    [Test]
    public void Write_OnAFullDisk_FailsAndLeavesAPart()
    {
        ForgetfulFolder folder = new();
        using IDurableFile file = folder.Create("a");
        folder.Fail(DiskCall.Write, 2);
        file.Write("first "u8);
        Assert.That(() => file.Write("second"u8), Throws.InstanceOf<IOException>().With.Message.EqualTo("No space left on device"));
        Assert.That(Encoding.UTF8.GetString(folder.Read("a")), Is.EqualTo("first sec"));

        file.Write("third"u8);
        Assert.That(folder.Calls(DiskCall.Write), Is.EqualTo(3));
    }

    [Test]
    public void Fail_ForGood_LastsUntilHealed()
    {
        ForgetfulFolder folder = new();
        folder.Fail(DiskCall.FlushFolder, 1, forGood: true);
        Assert.That(folder.Flush, Throws.InstanceOf<IOException>());
        Assert.That(folder.Flush, Throws.InstanceOf<IOException>());
        folder.Heal();
        folder.Flush();
        Assert.That(folder.FolderFlushes, Is.EqualTo(1));
    }

    [Test]
    public void Flush_OfFilesAndFolder_IsCounted()
    {
        ForgetfulFolder folder = new();
        using IDurableFile file = folder.Create("a");
        file.Flush();
        file.Flush();
        folder.Flush();
        Assert.That((folder.FileFlushes, folder.FolderFlushes), Is.EqualTo((2, 1)));
    }

    [Test]
    public void Write_ThroughAFileOpenedBeforeTheCrash_IsRefused()
    {
        ForgetfulFolder folder = new();
        using IDurableFile file = folder.Create("a");
        folder.Flush();
        folder.Crash(1);
        Assert.That(() => file.Write("x"u8), Throws.InstanceOf<IOException>());
        using IDurableFile again = folder.Append("a");
        Assert.That(again.Length, Is.Zero);
    }

    [Test]
    public void OpenRead_OfAFileThatGrowsAndIsDeleted_ReadsOn()
    {
        ForgetfulFolder folder = new();
        using IDurableFile file = folder.Create("a");
        using Stream reading = folder.OpenRead("a");
        byte[] room = new byte[8];
        Assert.That(reading.Read(room), Is.Zero);
        file.Write("abc"u8);
        folder.Delete("a");
        Assert.That(reading.Read(room), Is.EqualTo(3));
    }

    [Test]
    public void Append_WhileAnotherWrites_IsRefused()
    {
        ForgetfulFolder folder = new();
        using IDurableFile file = folder.Create("a");
        Assert.That(() => folder.Append("a"), Throws.InstanceOf<IOException>());
    }

    private static byte[] Pattern(int from, int count) => [.. Enumerable.Range(from, count).Select(i => (byte)(i * 31 % 251))];
}
