using System.Text.RegularExpressions;

namespace RtmPipeline.Tests.Conventions;

/// <summary>Small files and small methods. Methods are found by a scan of braces: a block whose header stands in a type and has parameters.</summary>
internal static partial class SizeRules
{
    public const int MaxFileLines = 400;
    public const int MaxMethodLines = 70;

    private enum BlockKind
    {
        Type,
        Method,
        Other,
    }

    private readonly record struct Block(BlockKind Kind, int Start);

    [GeneratedRegex(@"\b(class|struct|record|interface|enum|namespace)\b", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex TypeKeyword();

    public static IEnumerable<string> Violations(SourceFile file)
    {
        int lines = file.Text.AsSpan().TrimEnd().Count('\n') + 1;
        if (lines > MaxFileLines)
            yield return $"{file.Path}: {lines} lines, more than {MaxFileLines}";
        foreach ((int start, int length) in LongMethods(file.Code))
            yield return $"{file.At(start)}: a method of {length} lines, more than {MaxMethodLines}";
    }

    private static IEnumerable<(int Start, int Lines)> LongMethods(string code)
    {
        var blocks = new Stack<Block>();
        int headerStart = 0;
        for (int i = 0; i < code.Length; i++)
        {
            if (code[i] == '{')
            {
                bool inType = blocks.Count == 0 || blocks.Peek().Kind == BlockKind.Type;
                int start = SkipAttributes(code, headerStart, i);
                blocks.Push(new Block(KindOf(code[start..i], inType), start));
            }
            else if (code[i] == '}' && blocks.TryPop(out Block block))
            {
                int lines = code.AsSpan(block.Start, i - block.Start).Count('\n') + 1;
                if (block.Kind == BlockKind.Method && lines > MaxMethodLines)
                    yield return (block.Start, lines);
            }

            if (code[i] is '{' or '}' or ';')
                headerStart = i + 1;
        }
    }

    private static BlockKind KindOf(string header, bool inType)
    {
        int parameters = header.IndexOf('(', StringComparison.Ordinal);
        string beforeParameters = parameters < 0 ? header : header[..parameters];
        if (TypeKeyword().IsMatch(beforeParameters))
            return BlockKind.Type;
        return inType && parameters >= 0 && !beforeParameters.Contains('=', StringComparison.Ordinal) ? BlockKind.Method : BlockKind.Other;
    }

    private static int SkipAttributes(string code, int start, int end)
    {
        int at = start;
        while (true)
        {
            while (at < end && char.IsWhiteSpace(code[at]))
                at++;
            if (at >= end || code[at] != '[')
                return at;
            int depth = 0;
            for (; at < end; at++)
            {
                depth += code[at] switch { '[' => 1, ']' => -1, _ => 0 };
                if (depth == 0)
                    break;
            }

            at++;
        }
    }
}
