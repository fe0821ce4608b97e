using System.Text;
using System.Text.RegularExpressions;
using RtmPipeline.Posts.News;

namespace RtmPipeline.Tests.Posts.News.Conformance;

/// <summary>A file of a parser's test suite: a feed, with a comment that says what headers came with it and what is expected of it.</summary>
internal sealed partial class FeedTestFile
{
    /// <summary>Where that suite's server stood; relative links are expected to be seen from there.</summary>
    private const string Server = "http://127.0.0.1:8097/";

    private static readonly Encoding[] s_wide = [new UnicodeEncoding(true, false), new UnicodeEncoding(false, false), new UTF32Encoding(true, false), new UTF32Encoding(false, false)];

    public FeedTestFile(string name, byte[] bytes)
    {
        Name = name.StartsWith("tests/", StringComparison.Ordinal) ? name["tests/".Length..] : name;
        Bytes = bytes;
        string comment = CommentOf(bytes);
        string expected = ExpectLine().Match(comment) is { Success: true } match ? match.Groups["value"].Value : "";
        Expected = PythonParser.Parse(expected.Replace("-->\",", "", StringComparison.Ordinal).Trim());
        ContentType = Header(comment, "Content-type");
        string? location = Header(comment, "Content-Location");
        Address = Uri.TryCreate(new Uri(Server), location ?? Name, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttp ? uri.AbsoluteUri : Server + Name;
        HasNoRule = expected.Length == 0;
    }

    /// <summary>Path within the suite.</summary>
    public string Name { get; }

    public string Folder => Name[..Math.Max(0, Name.LastIndexOf('/'))];

    public byte[] Bytes { get; }

    public PythonExpression Expected { get; }

    /// <summary>True when no expectation was found.</summary>
    public bool HasNoRule { get; }

    public string? ContentType { get; }

    public string Address { get; }

    public bool IsJson => Name.EndsWith(".json", StringComparison.Ordinal);

    private static string CommentOf(byte[] bytes)
    {
        string narrow = System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
        return s_wide.Select(encoding => encoding.GetString(bytes)).Prepend(narrow).FirstOrDefault(text => text.Contains("Expect:", StringComparison.Ordinal), "");
    }

    private static string? Header(string comment, string name) =>
        HeaderLine().Matches(comment).FirstOrDefault(m => m.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase))?.Groups["value"].Value.Trim();

    [GeneratedRegex(@"Expect:\s*(?<value>[^\r\n]*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex ExpectLine();

    [GeneratedRegex(@"^\s*Header:\s*(?<name>[\w-]+):(?<value>[^\r\n]*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5_000)]
    private static partial Regex HeaderLine();
}
