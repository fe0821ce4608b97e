using RtmPipeline.Tagging.Models;

namespace RtmPipeline.Tests.Tagging.Models;

/// <summary>Models of seeded random numbers, as a training might leave them.</summary>
internal static class SampleModels
{
    public static LinearModel Of(int seed, int bits = 10, params string[] classes)
    {
        var random = new Random(seed);
        var model = new LinearModel("sample", classes.Length == 0 ? ["negative", "positive"] : classes, new FeatureTable(bits, Math.Max(2, classes.Length)));
        for (int slot = 0; slot < model.Table.Marks.Length; slot++)
        {
            if (random.Next(3) == 0)
                continue;
            model.Table.Marks[slot] = (byte)random.Next(1, 256);
            model.Table.Norms[slot] = (byte)random.Next(1, 256);
            for (int label = 0; label < model.Classes.Length; label++)
                model.Table.Weights[(slot * model.Classes.Length) + label] = (sbyte)random.Next(-127, 128);
        }
        for (int label = 0; label < model.Classes.Length; label++)
            model.Scales[label] = random.NextSingle();
        for (int i = 0; i < LanguageVariants.Count; i++)
        {
            model.Biases[i][0] = random.NextSingle() - 0.5f;
            model.Calibrations[i] = new Calibration(0.1f + random.NextSingle(), [.. model.Classes.Select(_ => random.NextSingle() - 0.5f)]);
        }
        model.Threshold = 0.375f;
        return model;
    }

    public static byte[] Write(LinearModel model)
    {
        using var stream = new MemoryStream();
        ModelFile.Write(model, stream);
        return stream.ToArray();
    }

    public static LinearModel Read(byte[] file) => ModelFile.Read(new MemoryStream(file));
}
