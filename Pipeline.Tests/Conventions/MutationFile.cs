using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Conventions;

/// <summary>A way to break the program on purpose, as <c>deploy/mutate.sh</c> reads it.</summary>
/// <param name="Name">Name of its file.</param>
/// <param name="Why">What would go wrong.</param>
/// <param name="Path">File to change.</param>
/// <param name="Test">Filter of the tests that must fail.</param>
/// <param name="Text">What to replace.</param>
/// <param name="Replacement">What to put there.</param>
internal sealed record MutationFile(string Name, string Why, string Path, string Test, string Text, string Replacement)
{
    public static string Folder => System.IO.Path.Combine(SharedData.RepositoryRoot, "deploy", "mutations");

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<MutationFile> All() =>
        [.. Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal).Select(file => Parse(System.IO.Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)))];

    public static MutationFile Parse(string name, string content)
    {
        const string text = "--- text\n";
        const string replacement = "--- replacement";
        int textAt = content.IndexOf(text, StringComparison.Ordinal);
        int replacementAt = content.IndexOf("\n" + replacement, StringComparison.Ordinal);
        if (textAt < 0 || replacementAt < textAt)
            return new MutationFile(name, "", "", "", "", "");
        string head = content[..textAt];
        return new MutationFile(
            name,
            Line(head, "why: "),
            Line(head, "path: "),
            Line(head, "test: "),
            content[(textAt + text.Length)..replacementAt],
            content[(replacementAt + 1 + replacement.Length)..].Trim('\n'));
    }

    private static string Line(string head, string name) =>
        head.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..] ?? "";
}
