using System.Text;
using RtmPipeline.Posts.Decoding;

namespace RtmPipeline.Posts.News;

/// <summary>Cleans text that holds no markup.</summary>
internal static class CleanText
{
    /// <summary>White space in a row becomes one space, control characters go, lone surrogates become U+FFFD. Clean text is returned as it is.</summary>
    public static string Collapse(string text)
    {
        if (IsClean(text))
            return text;
        StringBuilder clean = new(text.Length);
        AppendCollapsed(clean, text);
        return clean.ToString().TrimEnd(' ');
    }

    /// <summary>As <see cref="Collapse"/>, but a line end stays one; lines are trimmed and none is empty.</summary>
    public static string CollapseLines(string text)
    {
        if (text.AsSpan().IndexOfAny('\n', '\r') < 0)
            return Collapse(text);
        StringBuilder clean = new(text.Length);
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            string collapsed = Collapse(line.ToString());
            if (collapsed.Length == 0)
                continue;
            if (clean.Length > 0)
                clean.Append('\n');
            clean.Append(collapsed);
        }

        return clean.ToString();
    }

    /// <summary>The head of a text as <see cref="PostText.Cut"/> gives it, without spaces at the cut.</summary>
    public static string Cut(string text, int maxLength) => text.Length <= maxLength ? text : PostText.Cut(text, maxLength).TrimEnd().ToString();

    /// <summary>Appends with white space collapsed, also over what is there already.</summary>
    public static void AppendCollapsed(StringBuilder into, ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsWhiteSpace(c))
            {
                if (into.Length > 0 && into[^1] is not (' ' or '\n'))
                    into.Append(' ');
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                into.Append(c).Append(text[++i]);
            }
            else if (char.IsSurrogate(c))
            {
                into.Append('\uFFFD');
            }
            else if (!char.IsControl(c))
            {
                into.Append(c);
            }
        }
    }

    private static bool IsClean(string text)
    {
        char before = ' ';
        foreach (char c in text)
        {
            bool isPlain = c is > ' ' and < '\u007f' || (c > '\u00a0' && !char.IsSurrogate(c) && !char.IsWhiteSpace(c));
            if (!isPlain && !(c == ' ' && before != ' '))
                return false;
            before = c;
        }

        return before != ' ' || text.Length == 0;
    }
}
