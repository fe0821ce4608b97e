using System.Globalization;
using System.Text;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Alerts;

/// <summary>A post's text as it may be copied into an output, where that is configured: plain, on one line, short.</summary>
internal static class PlainCopy
{
    /// <summary>Longest copy, in characters as people count them; the rest is cut, and "…" says so.</summary>
    public const int MaxCharacters = 280;

    public static string Of(string text)
    {
        var copy = new StringBuilder(Math.Min(text.Length, 2 * MaxCharacters));
        int copied = 0;
        TextElementEnumerator characters = StringInfo.GetTextElementEnumerator(text);
        while (characters.MoveNext())
        {
            string character = characters.GetTextElement();
            bool isSpace = char.IsWhiteSpace(character[0]) || char.IsControl(character[0]);
            if (isSpace && (copy.Length == 0 || copy[^1] == ' '))
                continue;
            if (copied++ == MaxCharacters)
                return $"{copy.ToString().TrimEnd()}…";
            if (isSpace)
                copy.Append(' ');
            else
                copy.Append(character.Any(Characters.IsDirectional) ? string.Concat(character.Where(c => !Characters.IsDirectional(c))) : character);
        }

        return copy.ToString().TrimEnd();
    }
}
