using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Configuration.Sources;
using RtmPipeline.Sources.Files.Follow;

namespace RtmPipeline.Tests.Commands.Configuration.Sources;

internal sealed class FilesSectionTests
{
    private readonly List<ConfigurationFault> _faults = [];
    private SettingsFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _faults.Clear();
        _folder = new SettingsFolder();
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Path_StartsFromTheFolderOfTheFile_AndIsEnough()
    {
        FilesOptions options = Read("Paths: ['logs/*.ndjson', '/var/log/x/../posts']");
        Assert.That(_faults, Is.Empty);
        Assert.That(options.Paths, Is.EqualTo(new[] { _folder.PathOf("logs/*.ndjson"), "/var/log/posts" }));
        Assert.That(options, Is.EqualTo(new FilesOptions { Paths = options.Paths, Exclude = options.Exclude }));
        Assert.That(options.Exclude, Is.Empty);
    }

    [Test]
    public void EveryOption_IsTaken()
    {
        FilesOptions options = Read(
            "Paths: [a]", "Exclude: ['*.tmp', '.*']", "StartAt: end", "PollSeconds: 0.1", "StableSeconds: 0", "IdleCloseSeconds: 1", "MaxOpenFiles: 2", "MaxFiles: 3", "MaxLineBytes: 1024");
        Assert.That(_faults, Is.Empty);
        Assert.That(options.Exclude, Is.EqualTo(new[] { "*.tmp", ".*" }));
        Assert.That(options, Is.EqualTo(new FilesOptions
        {
            Paths = options.Paths, Exclude = options.Exclude, StartAtEnd = true, Poll = TimeSpan.FromSeconds(0.1), Stable = TimeSpan.Zero, IdleClose = TimeSpan.FromSeconds(1), MaxOpenFiles = 2,
            MaxFiles = 3, MaxLineBytes = 1024,
        }));
    }

    [TestCase("Paths: []", "Paths is empty; name at least one file, folder or pattern")]
    [TestCase("Paths: ['']", "has an empty entry")]
    [TestCase("Exclude: ['old/*']", "has the entry \"old/*\"; it must be a list of at most 100 entries, each a name with * and ?")]
    [TestCase("StartAt: middle", "one of beginning, end")]
    [TestCase("PollSeconds: 0.01", "a number of seconds from 0.1 to 3600")]
    [TestCase("StableSeconds: -1", "a number of seconds from 0 to 3600")]
    [TestCase("IdleCloseSeconds: 0", "a number of seconds from 1 to 86400")]
    [TestCase("MaxOpenFiles: 0", "a whole number of files from 1 to 10000")]
    [TestCase("MaxFiles: 100001", "a whole number of files from 1 to 100000")]
    [TestCase("MaxLineBytes: 1000", "a whole number of bytes from 1024 to 67108864")]
    [TestCase("Path: a", "not a known key")]
    public void WrongOption_IsAFault(string line, string fault)
    {
        Read(line.StartsWith("Paths", StringComparison.Ordinal) ? [line] : ["Paths: [a]", line]);
        Assert.That(_faults.ConvertAll(found => found.ToString()), Has.Some.Contains(fault));
    }

    [Test]
    public void Paths_Missing_IsAFault()
    {
        Read("StartAt: end");
        Assert.That(_faults.Single().Key, Is.EqualTo("Sources:disk:Paths"));
    }

    private FilesOptions Read(params string[] lines)
    {
        string file = _folder.Write("settings.yaml", $"Sources:\n  disk:\n    Kind: files\n    {string.Join("\n    ", lines)}\n");
        OptionReader reader = new([SettingsLayer.FromFile(file, SettingsFile.Read(file, _faults)!)], _faults);
        SourceSettings source = SourceSections.Read(reader).Single();
        reader.RefuseUnknown();
        return (FilesOptions)source.Options;
    }
}
