using System.Text;
using System.Text.Unicode;

namespace RtmPipeline.Posts.News;

/// <summary>
/// Undoes what publishers' own programs did to a text before it became a feed: numbers of windows-1252 taken for characters, and UTF-8 taken for Latin-1 and encoded
/// once more. Both leave C1 control characters behind, which no text has otherwise; a text without them is returned as it is.
/// </summary>
internal static class MisreadText
{
    private const char FirstControl = '\u0080';
    private const char LastControl = '\u009f';

    private static readonly string s_western = LegacyEncodings.CodePage(1252).GetString([.. Enumerable.Range(FirstControl, LastControl - FirstControl + 1).Select(b => (byte)b)]);

    public static string Mended(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange(FirstControl, LastControl) < 0)
            return text;
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\u00ff') < 0)
        {
            byte[] bytes = Encoding.Latin1.GetBytes(text);
            if (Utf8.IsValid(bytes))
                return Encoding.UTF8.GetString(bytes);
        }

        return string.Create(text.Length, text, static (mended, text) =>
        {
            for (int i = 0; i < mended.Length; i++)
                mended[i] = text[i] is >= FirstControl and <= LastControl ? s_western[text[i] - FirstControl] : text[i];
        });
    }
}
