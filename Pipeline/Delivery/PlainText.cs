using System.Globalization;
using System.Text;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Delivery;

/// <summary>
/// Makes foreign text safe to show on a terminal or in a log: characters that move the cursor, start a line, or turn the direction
/// of writing are shown as <c>\uXXXX</c>.
/// </summary>
internal static class PlainText
{
    public static string Escape(string text)
    {
        int first = 0;
        while (first < text.Length && !IsUnsafe(text[first]))
            first++;
        if (first == text.Length)
            return text;

        StringBuilder safe = new(text.Length + 16);
        safe.Append(text, 0, first);
        foreach (char character in text.AsSpan(first))
        {
            if (IsUnsafe(character))
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            else
                safe.Append(character);
        }

        return safe.ToString();
    }

    /// <summary>Controls, line and paragraph separators, and the directional marks, embeddings and isolates of Unicode.</summary>
    private static bool IsUnsafe(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' || Characters.IsDirectional(character);
}
