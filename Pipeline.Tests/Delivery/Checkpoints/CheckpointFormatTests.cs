using NUnit.Framework;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.State;

namespace RtmPipeline.Tests.Delivery.Checkpoints;

internal sealed class CheckpointFormatTests
{
    [Test]
    public void Written_IsReadAsItWas()
    {
        Checkpoint written = SampleCheckpoint.Number(7);
        Checkpoint read = CheckpointFormat.Read(SampleCheckpoint.BytesOf(written));
        Assert.That(read with { Parts = written.Parts, Sources = written.Sources }, Is.EqualTo(written));
        Assert.That(read.Sources, Is.EqualTo(written.Sources));
        foreach (StatePart part in written.Parts)
            Assert.That(read.Part(part.Name)!.Value.ToArray(), Is.EqualTo(part.Whole().ToArray()), part.Name);
        Assert.That(read.Part("unknown"), Is.Null);
    }

    [Test]
    public void CutAnywhere_IsRefused()
    {
        byte[] whole = SampleCheckpoint.BytesOf(SampleCheckpoint.Number(7));
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<StateFormatException>(() => CheckpointFormat.Read(whole.AsMemory(0, length)), $"cut to {length} of {whole.Length} bytes");
    }

    [Test]
    public void AnyByteChanged_IsRefused()
    {
        byte[] whole = SampleCheckpoint.BytesOf(SampleCheckpoint.Number(7));
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x10;
            Assert.Throws<StateFormatException>(() => CheckpointFormat.Read(changed), $"byte {at} changed");
        }
    }

    [Test]
    public void AnotherVersion_SaysWhichOneIsRead()
    {
        byte[] other = SampleCheckpoint.BytesOf(SampleCheckpoint.Number(7));
        other[8]++;
        Assert.That(
            () => CheckpointFormat.Read(other),
            Throws.TypeOf<StateFormatException>().With.Message.EqualTo($"it is of version {CheckpointFormat.Version + 1}, and this program reads version {CheckpointFormat.Version}"));
    }
}
