using System.Buffers.Binary;
using NUnit.Framework;
using RtmPipeline.Tagging.Models;

namespace RtmPipeline.Tests.Tagging.Models;

internal sealed class ModelFileTests
{
    private static readonly LinearModel s_model = SampleModels.Of(1);
    private static readonly byte[] s_file = SampleModels.Write(s_model);
    private static readonly byte[] s_content = ModelContent.Write(s_model);

    [Test]
    public void Model_WrittenAndRead_IsTheSame()
    {
        LinearModel read = SampleModels.Read(s_file);
        Assert.That((read.Name, read.Threshold, read.Table.Bits), Is.EqualTo((s_model.Name, s_model.Threshold, s_model.Table.Bits)));
        Assert.That(read.Classes, Is.EqualTo(s_model.Classes));
        Assert.That(read.Scales, Is.EqualTo(s_model.Scales));
        Assert.That(read.Biases, Is.EqualTo(s_model.Biases));
        Assert.That(read.Calibrations.Select(c => c.Slope), Is.EqualTo(s_model.Calibrations.Select(c => c.Slope)));
        Assert.That(read.Calibrations.Select(c => c.Offsets), Is.EqualTo(s_model.Calibrations.Select(c => c.Offsets)));
        Assert.That(read.Table.Marks, Is.EqualTo(s_model.Table.Marks));
        Assert.That(read.Table.Norms, Is.EqualTo(s_model.Table.Norms));
        Assert.That(read.Table.Weights, Is.EqualTo(s_model.Table.Weights));
    }

    [Test]
    public void Model_OfOneClassWithoutFeatures_IsReadBack()
    {
        var model = new LinearModel("empty", ["that"], new FeatureTable(FeatureTable.MinBits, 1)) { Threshold = 1 };
        LinearModel read = SampleModels.Read(SampleModels.Write(model));
        Assert.That((read.Classes[0], read.Threshold, read.Table.Marks.Max()), Is.EqualTo(("that", 1f, (byte)0)));
    }

    [Test]
    public void SameModel_GivesTheSameBytes() => Assert.That(SampleModels.Write(SampleModels.Of(1)), Is.EqualTo(s_file));

    [Test]
    public void File_CutAnywhere_IsRefused()
    {
        for (int length = 0; length < s_file.Length; length += length < 64 ? 1 : 37)
            Assert.That(() => SampleModels.Read(s_file[..length]), Throws.TypeOf<ModelFileException>(), $"{length} bytes");
    }

    [Test]
    public void File_WithAnyByteChanged_IsRefused()
    {
        for (int at = 0; at < s_file.Length; at += at < 64 ? 1 : 23)
        {
            byte[] changed = [.. s_file];
            changed[at] ^= 0x10;
            Assert.That(() => SampleModels.Read(changed), Throws.TypeOf<ModelFileException>(), $"byte {at}");
        }
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(int.MaxValue)]
    public void File_ThatClaimsAnImpossibleLength_IsRefusedByIt(int length)
    {
        byte[] changed = [.. s_file];
        BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(6), length);
        Assert.That(() => SampleModels.Read(changed), Throws.TypeOf<ModelFileException>().With.Message.Contains($"{length} bytes"));
    }

    [Test]
    public void File_OfALaterVersion_IsRefusedWithBothVersions()
    {
        byte[] changed = [.. s_file];
        changed[4] = 9;
        Assert.That(() => SampleModels.Read(changed), Throws.TypeOf<ModelFileException>().With.Message.Contains("version 9").And.Message.Contains("version 1"));
    }

    [Test]
    public void File_WithoutEnd_IsRefusedAtTheLimit()
    {
        var endless = new EndlessStream();
        Assert.That(() => ModelFile.Read(endless), Throws.TypeOf<ModelFileException>().With.Message.Contains($"{ModelFile.MaxBytes}"));
        Assert.That(endless.Given, Is.LessThan(ModelFile.MaxBytes + (1 << 20)));
    }

    [Test]
    public void Content_ChangedAtRandom_IsReadOrRefused_AndNeverFailsOtherwise()
    {
        var random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 3000; i++)
        {
            byte[] changed = [.. s_content];
            for (int times = random.Next(1, 4); times > 0; times--)
                changed[random.Next(i % 2 == 0 ? 160 : changed.Length)] = (byte)random.Next(256);
            refused += IsRefused(changed) ? 1 : 0;
        }
        Assert.That(refused, Is.InRange(300, 2999));
    }

    [Test]
    public void Content_CutAnywhereOrTooLong_IsRefused()
    {
        Assert.That(Enumerable.Range(0, s_content.Length).Where(length => !IsRefused(s_content[..length])), Is.Empty);
        Assert.That(() => ModelContent.Read([.. s_content, 0]), Throws.TypeOf<ModelFileException>().With.Message.Contains("behind its end"));
    }

    [Test]
    public void Content_OfMoreWeightsThanAllowed_IsRefusedBeforeTheyAreMade()
    {
        byte[] changed = [.. s_content];
        changed["sample".Length + 1] = FeatureTable.MaxBits;
        changed["sample".Length + 2] = LinearModel.MaxClasses;
        Assert.That(() => ModelContent.Read(changed), Throws.TypeOf<ModelFileException>().With.Message.Contains("64 classes and 22 bits"));
    }

    [Test]
    public void Content_WithAThresholdOutsideProbabilities_IsRefused()
    {
        LinearModel model = SampleModels.Of(1);
        model.Threshold = 1.5f;
        Assert.That(() => SampleModels.Read(SampleModels.Write(model)), Throws.TypeOf<ModelFileException>().With.Message.Contains("threshold is 1.5"));
    }

    [Test]
    public void Content_WithANumberThatIsNone_IsRefused()
    {
        LinearModel model = SampleModels.Of(1);
        model.Scales[1] = float.NaN;
        Assert.That(() => SampleModels.Read(SampleModels.Write(model)), Throws.TypeOf<ModelFileException>().With.Message.Contains("scale is no number"));
    }

    [Test]
    public void Content_WithTwoClassesOfOneName_IsRefused() =>
        Assert.That(() => SampleModels.Read(SampleModels.Write(SampleModels.Of(1, 8, "same", "same"))), Throws.TypeOf<ModelFileException>().With.Message.Contains("one name"));

    [Test]
    public void Model_LargerThanTheFormatAllows_IsNotWritten()
    {
        var model = new LinearModel("large", [.. Enumerable.Range(0, 32).Select(i => $"c{i}")], new FeatureTable(20, 32));
        Assert.That(() => SampleModels.Write(model), Throws.ArgumentException.With.Message.Contains("weights"));
    }

    private static bool IsRefused(byte[] content)
    {
        try
        {
            ModelContent.Read(content);
            return false;
        }
        catch (ModelFileException)
        {
            return true;
        }
    }

    /// <summary>Gives bytes for ever.</summary>
    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override int Read(Span<byte> buffer)
        {
            Given += buffer.Length;
            return buffer.Length;
        }
    }
}
