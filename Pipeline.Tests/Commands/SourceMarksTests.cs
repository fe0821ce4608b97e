using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.Sources.Files;
using RtmPipeline.Tests.Delivery.Checkpoints;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Topology;

namespace RtmPipeline.Tests.Commands;

internal sealed class SourceMarksTests
{
    private ScratchFolder _scratch = null!;
    private string _monday = null!;
    private string _tuesday = null!;

    [SetUp]
    public void TwoFiles()
    {
        _scratch = new ScratchFolder();
        _monday = _scratch.PathOf("monday");
        _tuesday = _scratch.PathOf("tuesday");
        File.WriteAllText(_monday, "posts of Monday");
        File.WriteAllText(_tuesday, "posts of Tuesday");
    }

    [TearDown]
    public void NoFiles() => _scratch.Dispose();

    [Test]
    public void FileInTheMiddleLeftOut_IsRefused() =>
        Assert.That(
            () => SourceMarks.Check(At(_monday, hasEnded: false), [_tuesday]),
            Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains($"is in the middle of {_monday}"));

    [Test]
    public void FileThatHadEndedLeftOut_IsRemembered()
    {
        Checkpoint checkpoint = At(_monday, hasEnded: true);
        Assert.DoesNotThrow(() => SourceMarks.Check(checkpoint, [_tuesday]));
        CheckpointSources sources = SourceMarks.Of([_tuesday], checkpoint);
        Assert.That(sources.Ended, Is.EqualTo(checkpoint.Sources));
        Assert.That(sources.Identities.Keys, Is.EqualTo(new[] { _tuesday }));
    }

    [Test]
    public void OtherFileUnderTheSameName_IsRefused()
    {
        Checkpoint checkpoint = At(_monday, hasEnded: false);
        File.WriteAllText(_monday, "something else altogether");
        Assert.That(() => SourceMarks.Check(checkpoint, [_monday]), Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("its beginning differs; name that file, or begin anew with another --state DIR"));
    }

    [Test]
    public void SameFile_IsTaken() => Assert.DoesNotThrow(() => SourceMarks.Check(At(_monday, hasEnded: false), [_monday, _tuesday]));

    private static Checkpoint At(string path, bool hasEnded) => SampleCheckpoint.Number(3) with
    {
        Sources = [new SourceMark(path, 1, 0, 1, hasEnded) { Identity = FileIdentity.Of(path) }],
    };
}
