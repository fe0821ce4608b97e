using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;
using RtmPipeline.Tagging.Models;
using RtmPipeline.Tests.Tagging.Models;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>Model files, damaged with their checksums mended: read, or refused by the exception that says why.</summary>
[Parallelizable]
internal sealed class ModelFuzzTests
{
    private const int LengthAt = 6;
    private const int ChecksumAt = 10;
    private const int ContentAt = ChecksumAt + SHA256.HashSizeInBytes;

    [Test]
    public void Models_Damaged_AreReadOrRefused()
    {
        byte[] content = ModelContent.Write(SampleModels.Of(1, bits: FeatureTable.MinBits));
        byte[] file = SampleModels.Write(SampleModels.Of(1, bits: FeatureTable.MinBits));
        FuzzRun.Try("models", one =>
        {
            byte[] damaged = Mutations.OfBytes(content, one.Random, file);
            one.Input = one.Random.Next(4) switch
            {
                0 => Mutations.OfBytes(file, one.Random, content),
                1 => Sealed(damaged, one.Random.Next()),
                _ => Sealed(damaged, damaged.Length),
            };

            // What a file claims may be allocated once, up to the format's limits: three tables of a weight each, and its content.
            one.Within((3L * ModelContent.MaxWeights) + ModelFile.MaxContentBytes + (1 << 20), () => Read(one));
        });
    }

    [Test]
    public void VelocityModels_Damaged_AreReadOrRefused()
    {
        using MemoryStream shipped = new();
        VelocityModel.Shipped().Write(shipped);
        FuzzRun.Try("velocity", one =>
        {
            byte[] whole = shipped.ToArray();
            one.Input = one.Random.Once(3) ? Mutations.OfBytes(whole, one.Random, whole) : JsonMutations.Of(whole, one.Random, one.Random.Pick(FuzzSeeds.Json));
            try
            {
                VelocityModel model = VelocityModel.Read(new MemoryStream(one.Input), "fuzz");
                double[] features = [.. Enumerable.Range(0, TopicFeatures.Count).Select(_ => (one.Random.NextDouble() * 20) - 10)];
                for (int horizon = 0; horizon < model.Horizons.Length; horizon++)
                    one.Require(double.IsFinite(model.Predict(horizon, features).Expected), "a forecast is no number");
            }
            catch (InvalidDataException refused)
            {
                one.Require(refused.Message.StartsWith("fuzz ", StringComparison.Ordinal), refused.Message);
            }
        });
    }

    private static bool Read(FuzzCase one)
    {
        try
        {
            LinearModel model = SampleModels.Read(one.Input);
            float[] values = new float[model.Classes.Length];
            int[] sums = [.. Enumerable.Range(0, model.Width).Select(_ => one.Random.Next(-4_000, 4_000)).Append(0)];
            sums[model.Classes.Length] = one.Random.Next(1, 9_000);
            model.Evaluate(sums, LanguageVariant.English, values);
            model.Calibrate(LanguageVariant.English, values);
            one.Require(Array.TrueForAll(values, value => value is >= 0 and <= 1), $"a probability is {string.Join(", ", values)}");
            return true;
        }
        catch (ModelFileException)
        {
            return false;
        }
    }

    /// <summary>A file whose checksum is right for its content.</summary>
    private static byte[] Sealed(byte[] content, int length)
    {
        byte[] packed = new byte[BrotliEncoder.GetMaxCompressedLength(content.Length)];
        BrotliEncoder.TryCompress(content, packed, out int written, quality: 1, window: 16);
        byte[] file = new byte[ContentAt + written];
        "RTML"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(4), ModelFile.FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(LengthAt), length);
        SHA256.HashData(content, file.AsSpan(ChecksumAt));
        packed.AsSpan(0, written).CopyTo(file.AsSpan(ContentAt));
        return file;
    }
}
