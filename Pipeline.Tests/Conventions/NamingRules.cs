using System.Text.RegularExpressions;

namespace RtmPipeline.Tests.Conventions;

/// <summary>Namespaces mirror folders, names say something, and no text tells of the machine it was written on.</summary>
internal static partial class NamingRules
{
    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)\s*(?<end>[;{]?)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 10_000)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"\b(class|struct|record|interface|enum)\s+(class\s+|struct\s+)?(?<type>\w*(Manager|Helpers?|Utils?|Utility|Utilities|Data|Info))\b",
        RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex EmptyName();

    /// <summary>Folders of people and build machines at the start of a path; a web address with such a part is none.</summary>
    [GeneratedRegex(@"(?<![\w.~-])/(root|home|work|tmp|Users)/\w|\b[A-Z]:\\\w", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Unfinished();

    /// <summary>The namespace of a file is its project's and its folder's.</summary>
    public static IEnumerable<string> WrongNamespaces(SourceFile file)
    {
        string project = file.Path.StartsWith("Pipeline.Tests/", StringComparison.Ordinal) ? "RtmPipeline.Tests" : "RtmPipeline";
        string expected = file.Folder.Length == 0 ? project : $"{project}.{file.Folder.Replace('/', '.')}";
        foreach (Match match in Namespace().Matches(file.Code))
        {
            string found = match.Groups["name"].Value;
            if (found != expected)
                yield return $"{file.At(match.Index)}: the namespace is {found} in the folder of {expected}";
            else if (match.Groups["end"].Value != ";")
                yield return $"{file.At(match.Index)}: the namespace has a block of its own";
        }

        // Entry files of a program and of a test assembly may stand outside any namespace.
        if (file.Folder.Length > 0 && !Namespace().IsMatch(file.Code))
            yield return $"{file.Path}: no namespace, expected {expected}";
    }

    public static IEnumerable<string> EmptyNames(SourceFile file) =>
        EmptyName().Matches(file.Code).Select(m => $"{file.At(m.Index)}: {m.Groups["type"].Value} says nothing about what it does");

    public static IEnumerable<string> MachinePaths(SourceFile file) =>
        MachinePath().Matches(file.Text).Select(m => $"{file.At(m.Index)}: a path of a machine");

    public static IEnumerable<string> UnfinishedWork(SourceFile file) =>
        Unfinished().Matches(file.Text).Select(m => $"{file.At(m.Index)}: {m.Value}");
}
