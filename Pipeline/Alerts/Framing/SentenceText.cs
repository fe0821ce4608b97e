using RtmPipeline.Posts.Text;

namespace RtmPipeline.Alerts.Framing;

/// <summary>What the writers of all languages need of text.</summary>
internal static class SentenceText
{
    /// <summary>Begins a sentence with a capital, unless it begins with the brand's name, which keeps its own spelling.</summary>
    public static string Capital(string text, string brand) =>
        text.Length == 0 || text.StartsWith(brand, StringComparison.Ordinal) ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}";

    /// <summary>True when the only reason is the label itself: then it need not be said again.</summary>
    public static bool IsSame(string[] names, string label) => names is [var only] && Joined(only) == Joined(label);

    /// <summary>A name without case, accents, signs and spaces: "half-time" is "Halftime".</summary>
    public static string Joined(string text) => Folding.Fold(string.Concat(text.Where(char.IsLetterOrDigit)));
}
