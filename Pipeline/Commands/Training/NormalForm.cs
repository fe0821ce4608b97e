using System.Text;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Commands.Training;

/// <summary>
/// What copies of a text have in common: its letters and digits in lower case, without mentions, addresses, signs and the "RT" before a mention. Sets mask
/// and clean texts in different ways; by this form a text is known in all of them.
/// </summary>
internal static class NormalForm
{
    private const string RepostSign = "rt";

    /// <returns>The form; of a text without a word, the text itself.</returns>
    public static string Of(string text)
    {
        var scanner = new TokenScanner(text, stackalloc char[TokenScanner.MaxTokenLength]);
        var form = new StringBuilder(text.Length);
        bool isAfterRepostSign = false;
        while (scanner.MoveNext())
        {
            if (scanner.Kind == TokenKind.Mention && isAfterRepostSign)
                form.Length -= RepostSign.Length;
            isAfterRepostSign = scanner.Kind == TokenKind.Word && scanner.Form.SequenceEqual(RepostSign);
            if (scanner.Kind is TokenKind.Word or TokenKind.Number)
                form.Append(scanner.Form);
        }
        return form.Length > 0 ? form.ToString() : text.Trim();
    }
}
