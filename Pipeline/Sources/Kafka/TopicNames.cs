using System.Text.RegularExpressions;

namespace RtmPipeline.Sources.Kafka;

/// <summary>Names of topics, and patterns for them.</summary>
internal static class TopicNames
{
    /// <summary>Longest name that Kafka takes.</summary>
    public const int MaxLength = 249;

    /// <summary>Longest pattern.</summary>
    public const int MaxPatternLength = 500;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    /// <summary>True for a name that Kafka takes, and for a pattern that begins with <c>^</c>.</summary>
    public static bool IsRight(string topic) => topic.StartsWith('^') ? IsPattern(topic) : IsName(topic);

    /// <summary>Whether the client would subscribe to a topic by a pattern. The client's own expressions (POSIX) decide; these are those they share with .NET's.</summary>
    public static bool Matches(string pattern, string topic) =>
        IsPattern(pattern) && Regex.IsMatch(topic, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, s_limit);

    private static bool IsName(string topic) =>
        topic.Length is > 0 and <= MaxLength && topic is not ("." or "..") && topic.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static bool IsPattern(string pattern)
    {
        if (pattern.Length is < 2 or > MaxPatternLength)
            return false;
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, s_limit);
            return true;
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
