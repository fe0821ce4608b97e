using System.Text.RegularExpressions;

namespace RtmPipeline.Tests.Conventions;

/// <summary>
/// Uses point one way, as the flow does: which stage may name which other one. A use is a <c>using</c>, a full name, or a name that starts
/// at the stage (<c>Posts.Post</c>), which C# allows anywhere inside the root namespace.
/// </summary>
internal static partial class FolderRules
{
    /// <summary>What each stage may use besides itself; null for everything. A stage without a row fails: decide where it stands in the flow, and add it.</summary>
    private static readonly Dictionary<string, string[]?> s_mayUse = new(StringComparer.Ordinal)
    {
        [""] = null,
        ["Commands"] = null,
        ["State"] = [],
        ["Telemetry"] = [],
        ["Sources"] = ["State", "Telemetry"],
        ["Posts"] = ["State", "Sources"],
        ["Tagging"] = ["State", "Posts"],
        ["Trends"] = ["State", "Posts"],
        ["Opportunities"] = ["State", "Posts", "Tagging", "Trends"],
        ["Alerts"] = ["State", "Posts", "Tagging", "Trends", "Opportunities"],
        ["Delivery"] = ["State", "Posts", "Tagging", "Trends", "Opportunities", "Alerts", "Sources", "Telemetry"],
        ["Health"] = ["Sources", "Delivery", "Telemetry"],
        ["Dashboard"] = ["Sources", "Posts", "Delivery", "Telemetry", "Health"],
        ["Topology"] = ["State", "Sources", "Posts", "Tagging", "Trends", "Opportunities", "Alerts", "Delivery", "Telemetry"],
    };

    /// <summary>A part of a stage that a user of the stage may not know.</summary>
    private static readonly (string User, string Part)[] s_hidden = [("Topology", "Delivery.Redis")];

    [GeneratedRegex(@"\bRtmPipeline\.(?<name>[A-Z]\w*(?:\.[A-Z]\w*)*)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex FullName();

    [GeneratedRegex(@"\b(?:class|struct|record|interface|enum)\s+(?:class\s+|struct\s+)?(?<type>[A-Z]\w*)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"(?<![\w.])(?<name>[A-Z]\w*(?:\.[A-Z]\w*)+)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex DottedName();

    /// <summary>Uses that point the wrong way, over all files of the program.</summary>
    public static IEnumerable<string> Violations(IReadOnlyList<SourceFile> files)
    {
        HashSet<string> names = [.. files.SelectMany(NamesOf)];
        foreach (SourceFile file in files)
        {
            string stage = StageOf(file.Folder);
            if (!s_mayUse.TryGetValue(stage, out string[]? allowed))
            {
                yield return $"{file.Path}: the folder {stage} has no row in the folder rules";
                continue;
            }

            if (allowed is null)
                continue;
            string code = file.Code;
            IEnumerable<Match> uses = FullName().Matches(code).Where(m => !IsNamespaceDeclaration(code, m.Index))
                .Concat(DottedName().Matches(code).Where(m => !m.Value.StartsWith("RtmPipeline.", StringComparison.Ordinal) && IsKnown(m.Value, names)));
            foreach (Match use in uses)
            {
                if (Verdict(stage, allowed, use.Groups["name"].Value) is { } verdict)
                    yield return $"{file.At(use.Index)}: {verdict}";
            }
        }
    }

    private static string StageOf(string folder) => folder.Split('/')[0];

    private static string? Verdict(string stage, string[] allowed, string used)
    {
        string target = used.Split('.')[0];
        if (target != stage && !allowed.Contains(target))
            return $"{stage} uses {target}";
        foreach ((string user, string part) in s_hidden)
        {
            if (user == stage && (used == part || used.StartsWith(part + ".", StringComparison.Ordinal)))
                return $"{stage} uses {part}";
        }

        return null;
    }

    /// <summary>Namespaces and types as names that start at the stage: <c>Posts.Text</c>, <c>Posts.Text.Term</c>.</summary>
    private static IEnumerable<string> NamesOf(SourceFile file)
    {
        if (file.Folder.Length == 0)
            yield break;
        string space = file.Folder.Replace('/', '.');
        if (space.Contains('.', StringComparison.Ordinal))
            yield return space;
        foreach (Match type in TypeDeclaration().Matches(file.Code))
            yield return $"{space}.{type.Groups["type"].Value}";
    }

    private static bool IsKnown(string dotted, HashSet<string> names)
    {
        for (int end = dotted.Length; end > 0; end = dotted.LastIndexOf('.', end - 1))
        {
            if (names.Contains(dotted[..end]))
                return true;
        }

        return false;
    }

    private static bool IsNamespaceDeclaration(string code, int index) =>
        code.AsSpan(0, index).TrimEnd().EndsWith("namespace", StringComparison.Ordinal);
}
