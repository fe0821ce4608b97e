using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Conventions;

/// <summary>A file of the project as the rules see it.</summary>
/// <param name="Path">Below the root, with slashes: <c>Pipeline/Posts/Post.cs</c>.</param>
/// <param name="Text">All of it.</param>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>The text with what is inside comments and literals blanked, line for line.</summary>
    public string Code => CodeText.Of(Text);

    /// <summary>Folders between the project and the file: <c>Posts/Text</c>; empty at the project's root.</summary>
    public string Folder => string.Join('/', Path.Split('/')[1..^1]);

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Line of a place in the text, 1-based.</summary>
    public string At(int index) => $"{Path}:{Text.AsSpan(0, index).Count('\n') + 1}";

    /// <summary>All C# files of a project folder.</summary>
    public static IReadOnlyList<SourceFile> Of(string project) => Files(project, "*.cs");

    /// <summary>All files of a project folder with an ending, in the order of their paths.</summary>
    public static IReadOnlyList<SourceFile> Files(string project, string pattern) =>
    [
        .. Directory.EnumerateFiles(System.IO.Path.Combine(SharedData.RepositoryRoot, project), pattern, SearchOption.AllDirectories)
            .Select(full => (Full: full, Short: System.IO.Path.GetRelativePath(SharedData.RepositoryRoot, full).Replace('\\', '/')))
            .Where(f => !f.Short.Split('/').Any(part => part is "bin" or "obj" or "artifacts"))
            .OrderBy(f => f.Short, StringComparer.Ordinal)
            .Select(f => new SourceFile(f.Short, File.ReadAllText(f.Full))),
    ];
}
