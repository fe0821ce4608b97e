using System.Globalization;
using System.Text;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Alerts.Framing;

/// <summary>Makes a label that strangers wrote safe to stand inside a sentence.</summary>
internal static class SafeLabel
{
    /// <summary>Longest label shown, in characters as people count them; the rest is cut, and "…" says so.</summary>
    public const int MaxCharacters = 40;

    /// <summary>Marks beyond this many on one letter are dropped: stacked, they run into other lines.</summary>
    private const int MaxUnitsOfCharacter = 8;

    /// <summary>
    /// Controls, line breaks, marks that turn the direction of writing, invisible characters and quotation marks are left out, spaces made single, and the whole cut. Never empty.
    /// </summary>
    public static string Of(string label)
    {
        var safe = new StringBuilder(Math.Min(label.Length, 2 * MaxCharacters));
        int shown = 0;
        TextElementEnumerator characters = StringInfo.GetTextElementEnumerator(label);
        while (characters.MoveNext())
        {
            ReadOnlySpan<char> character = Shown(characters.GetTextElement());
            if (character.IsEmpty || (character is " " && (safe.Length == 0 || safe[^1] == ' ')))
                continue;
            if (shown == MaxCharacters)
                return $"{safe.ToString().TrimEnd()}…";
            safe.Append(character);
            shown++;
        }

        string text = safe.ToString().TrimEnd();
        return text.Length > 0 ? text : "?";
    }

    /// <summary>True for a single hashtag, cashtag or account: it marks itself off and needs no quotation marks.</summary>
    public static bool MarksItself(string label)
    {
        if (label is not ['#' or '$' or '@', _, ..])
            return false;
        bool hasName = false;
        foreach (char c in label.AsSpan(1))
        {
            if (!char.IsLetterOrDigit(c) && c != '_' && !char.IsSurrogate(c))
                return false;
            hasName |= !char.IsAsciiDigit(c);
        }

        return hasName;
    }

    /// <summary>What is shown of one character: nothing, a space, or itself.</summary>
    private static string Shown(string character)
    {
        char first = character[0];
        if (first is '"' or '«' or '»' or '“' or '”' or '„' or '‟' or '‹' or '›' or '‚' or '‛' or '‘' or '❝' or '❞' or '＂' or '`')
            return "";
        if (char.IsWhiteSpace(first) || first is '\u2028' or '\u2029' or '\u0085')
            return " ";
        if (char.IsControl(first) || Characters.IsDirectional(first) || Characters.IsInvalid(first) || IsInvisible(first))
            return "";
        if (character.Length == 1 && char.IsSurrogate(first))
            return "";
        return character.Length <= MaxUnitsOfCharacter ? Without(character) : Without(character[..(char.IsHighSurrogate(first) ? 2 : 1)]);
    }

    /// <summary>A character may carry marks that turn the direction inside it.</summary>
    private static string Without(string character) =>
        character.Any(c => Characters.IsDirectional(c) || char.IsControl(c)) ? string.Concat(character.Where(c => !Characters.IsDirectional(c) && !char.IsControl(c))) : character;

    private static bool IsInvisible(char c) => c is '\u00AD' or '\u200B' or '\u2060' or '\uFEFF' or '\u180E' or (>= '\u2061' and <= '\u2064') or (>= '\uFFF9' and <= '\uFFFB');
}
