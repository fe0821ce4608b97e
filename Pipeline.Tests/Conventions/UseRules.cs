using System.Text.RegularExpressions;

namespace RtmPipeline.Tests.Conventions;

/// <summary>Something that only some places may use.</summary>
/// <param name="What">Name of the rule, for messages.</param>
/// <param name="Pattern">What the use looks like in code.</param>
/// <param name="Places">Beginnings of paths below the program where it may stand; none forbids it everywhere.</param>
internal sealed record UseRule(string What, Regex Pattern, params string[] Places)
{
    public IEnumerable<string> Violations(SourceFile file)
    {
        string path = file.Path["Pipeline/".Length..];
        if (Places.Any(place => path == place || (place.EndsWith('/') && path.StartsWith(place, StringComparison.Ordinal))))
            return [];
        return Pattern.Matches(file.Code).Select(m => $"{file.At(m.Index)}: {What}");
    }
}

/// <summary>Libraries and ways of writing that have their place, or none.</summary>
internal static partial class UseRules
{
    public static IReadOnlyList<UseRule> All { get; } =
    [
        new("the Redis client stands in Delivery/Redis alone", RedisClient(), "Delivery/Redis/"),
        new("concurrency by Dataflow stands in Topology alone", Dataflow(), "Topology/"),
        new("HTTP stands in Sources alone", Http(), "Sources/"),
        new("every exception is caught in the topology's runner and in Program alone", CatchAll(), "Topology/", "Program.cs"),
        new("the console belongs to Commands and Program", Terminal(), "Commands/", "Program.cs"),
        new("standard input is a source", StandardInput(), "Sources/", "Commands/", "Program.cs"),
        new("standard output is a delivery", StandardOutput(), "Delivery/", "Commands/", "Program.cs"),
        new("XML is read by an XmlReader with explicit settings", WholeXml()),
        new("analyzers are not silenced in code", Silencing()),
        new("static state that changes", StaticState()),
        new("reflection", Reflection()),
    ];

    public static IEnumerable<string> Violations(IEnumerable<SourceFile> files) => files.SelectMany(f => All.SelectMany(rule => rule.Violations(f)));

    [GeneratedRegex(@"\bStackExchange\.Redis\b", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex RedisClient();

    [GeneratedRegex(@"\bSystem\.Threading\.Tasks\.Dataflow\b", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Dataflow();

    /// <summary>The namespace is among the implicit usings, so its types are looked for too.</summary>
    [GeneratedRegex(@"\bSystem\.Net\.Http\b|\b(HttpClient|HttpRequestMessage|HttpResponseMessage|SocketsHttpHandler|HttpClientHandler)\b", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Http();

    /// <summary>A filter that lists types (<c>when (e is A or B)</c>) does not catch everything.</summary>
    [GeneratedRegex(@"\bcatch\s*(\(\s*(System\.)?Exception\b(?!\s+\w+\s*\)\s*when\s*\(\s*\w+\s+is\s+[A-Z])|\{|when\b)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex CatchAll();

    [GeneratedRegex(@"\bConsole\.(?!OpenStandardInput\b|OpenStandardOutput\b)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Terminal();

    [GeneratedRegex(@"\bConsole\.OpenStandardInput\b", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex StandardInput();

    [GeneratedRegex(@"\bConsole\.OpenStandardOutput\b", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex StandardOutput();

    [GeneratedRegex(@"\b(XDocument|XElement|XmlDocument)\b", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex WholeXml();

    [GeneratedRegex(@"#pragma\s+warning|\bSuppressMessage\b", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Silencing();

    /// <summary>A static field that is neither readonly nor a constant, and a static property that can be set.</summary>
    [GeneratedRegex(
        @"^[ \t]*(public|internal|private|protected)\s+static\s+(?!(readonly|class)\b)[\w<>\[\]?,.]+(\s+_?\w+\s*(=(?!>)|;)|\s+\w+\s*\{[^}]*\bset\b)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        10_000)]
    private static partial Regex StaticState();

    [GeneratedRegex(@"\bSystem\.Reflection\b|\bActivator\.Create|\.GetMethod\(|\.GetProperty\(typeof|\.GetProperties\(|\.GetFields?\(", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Reflection();
}
