using System.IO.Compression;
using System.Text;
using System.Text.Json;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Training;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Training;

/// <summary>Invented labelled texts, and short ways to read them.</summary>
internal static class LabelledSamples
{
    private static readonly string[] s_positive = ["love", "great", "wonderful", "delicious", "thank you", "amazing"];
    private static readonly string[] s_negative = ["hate", "awful", "terrible", "disgusting", "never again", "broken"];
    private static readonly string[] s_neutral = ["opens at nine", "is on the table", "comes in blue", "has two doors", "stands near the park", "weighs a pound"];
    private static readonly string[] s_things = ["the biscuit", "my new phone", "this bakery", "the late train", "our hotel room", "that concert"];

    /// <summary>Text and label of a hundred and eight invented sentences, a third of each mood, none twice.</summary>
    public static IReadOnlyList<(string Text, string Label)> Moods()
    {
        List<(string, string)> moods = [];
        foreach (string thing in s_things)
        {
            moods.AddRange(s_positive.Select(word => ($"{thing}, {word} all of it", "positive")));
            moods.AddRange(s_negative.Select(word => ($"{thing}, {word} all of it", "negative")));
            moods.AddRange(s_neutral.Select(word => ($"{thing} {word}", "neutral")));
        }
        return moods;
    }

    public static string JsonLine(string text, string label, string? language = null) =>
        JsonSerializer.Serialize(language is null ? new Dictionary<string, string> { ["text"] = text, ["label"] = label } : new() { ["text"] = text, ["label"] = label, ["language"] = language });

    public static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    /// <summary>Reads a recipe for a model; the faults are the lines a user would see.</summary>
    public static (IReadOnlyList<SetRecipe> Sets, string[] Faults) Recipe(ScratchFolder folder, string yaml, ModelKind? kind = null)
    {
        string file = folder.Write("recipe.yaml", Encoding.UTF8.GetBytes(yaml));
        List<ConfigurationFault> faults = [];
        IReadOnlyList<SetRecipe> sets = RecipeReader.Read(file, null, kind ?? ModelKinds.Sentiment, faults);
        return (sets, [.. faults.Select(fault => WithoutFolder(fault.ToString(), folder))]);
    }

    /// <summary>Reads sets; paths in faults and warnings go without their folder.</summary>
    public static (LabelledSets Read, string[] Faults, string[] Warnings) Read(ScratchFolder folder, ModelKind kind, params SetRecipe[] sets)
    {
        using var warnings = new StringWriter();
        List<ConfigurationFault> faults = [];
        var read = new LabelledSets(kind, warnings);
        read.Read(sets, faults);
        string[] told = WithoutFolder(warnings.ToString(), folder).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (read, [.. faults.Select(fault => WithoutFolder(fault.ToString(), folder))], told);
    }

    private static string WithoutFolder(string told, ScratchFolder folder) => told.Replace(folder.PathOf("x")[..^1], "", StringComparison.Ordinal);
}
