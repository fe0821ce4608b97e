using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RtmPipeline.Tests.Posts.News.Conformance;

/// <summary>Reads the small part of Python in which expectations are written. Anything else becomes <see cref="PythonUnknown"/>.</summary>
internal sealed partial class PythonParser
{
    private readonly List<string> _tokens;
    private int _at;

    private PythonParser(List<string> tokens)
    {
        _tokens = tokens;
    }

    public static PythonExpression Parse(string text)
    {
        PythonParser parser = new([.. Token().Matches(text).Select(m => m.Value)]);
        try
        {
            PythonExpression read = parser.Or();
            return parser._at == parser._tokens.Count ? read : new PythonUnknown(text);
        }
        catch (FormatException)
        {
            return new PythonUnknown(text);
        }
    }

    private PythonExpression Or()
    {
        List<PythonExpression> parts = [And()];
        while (TryTake("or"))
            parts.Add(And());
        return parts.Count == 1 ? parts[0] : new PythonOr(parts);
    }

    private PythonExpression And()
    {
        List<PythonExpression> parts = [Not()];
        while (TryTake("and"))
            parts.Add(Not());
        return parts.Count == 1 ? parts[0] : new PythonAnd(parts);
    }

    private PythonExpression Not()
    {
        if (TryTake("not"))
            return new PythonNot(Not());
        if (Peek() == "(" && !IsTuple())
        {
            _at++;
            PythonExpression inner = Or();
            Take(")");
            return inner;
        }

        return Comparison();
    }

    /// <summary>One value, or several with the same comparison between them: each is held against the last.</summary>
    private PythonExpression Comparison()
    {
        List<PythonExpression> operands = [Operand()];
        bool isEqual = true;
        while (Peek() is "==" or "!=" or "is")
        {
            isEqual = Peek() != "!=";
            _at++;
            isEqual &= !TryTake("not");
            operands.Add(Operand());
        }

        if (operands.Count == 1)
            return operands[0];
        List<PythonExpression> parts = [.. operands[..^1].Select(left => new PythonComparison(left, isEqual, operands[^1]))];
        return parts.Count == 1 ? parts[0] : new PythonAnd(parts);
    }

    private PythonExpression Operand()
    {
        string token = Peek();
        if (token.Length == 0)
            throw new FormatException("the expression breaks off");
        if (token[^1] is '\'' or '"')
            return new PythonValue(Text());
        if (char.IsDigit(token[^1]) && (char.IsDigit(token[0]) || token[0] == '-'))
        {
            _at++;
            return new PythonValue(double.Parse(token, CultureInfo.InvariantCulture));
        }

        if (token is "(" or "[" or "{")
            return new PythonValue(List());
        if (!char.IsLetter(token[0]))
            throw new FormatException($"{token} begins no value");
        _at++;
        return token switch
        {
            "True" => new PythonValue(true),
            "False" => new PythonValue(false),
            "None" => new PythonValue(null),
            _ when Peek() == "(" => Call(token),
            _ => Place(token),
        };
    }

    private PythonCall Call(string function)
    {
        Take("(");
        PythonExpression argument = Operand();
        Take(")");
        return new PythonCall(function, argument);
    }

    private PythonExpression Place(string root)
    {
        StringBuilder path = new(root);
        while (Peek() is "[" or ".")
        {
            if (TryTake("."))
            {
                string name = Next();
                if (name is "has_key" or "get")
                {
                    Take("(");
                    path.Append('.').Append(Text());
                    Take(")");
                    continue;
                }

                path.Append('.').Append(name);
                continue;
            }

            Take("[");
            if (Peek()[^1] is '\'' or '"')
                path.Append('.').Append(Text());
            else
                path.Append('[').Append(Next()).Append(']');
            Take("]");
        }

        return new PythonPath(path.ToString());
    }

    /// <summary>Strings that stand side by side or are added are one.</summary>
    private string Text()
    {
        StringBuilder text = new();
        while (true)
        {
            string token = Next();
            if (token.Length == 0 || token[^1] is not ('\'' or '"'))
                throw new FormatException($"{token} is no string");
            int prefix = token.IndexOfAny(['\'', '"']);
            int quotes = token.Length - prefix >= 6 && token[prefix + 1] == token[prefix] && token[prefix + 2] == token[prefix] ? 3 : 1;
            text.Append(Unescape(token[(prefix + quotes)..^quotes]));
            if (Peek() == "+")
                _at++;
            else if (Peek().Length == 0 || Peek()[^1] is not ('\'' or '"'))
                return text.ToString();
        }
    }

    private object?[] List()
    {
        string close = Next() switch { "(" => ")", "[" => "]", _ => "}" };
        List<object?> values = [];
        while (!TryTake(close))
        {
            if (Operand() is not PythonValue value)
                throw new FormatException("a place in a list");
            values.Add(value.Value);
            _ = TryTake(",") || TryTake(":");
        }

        return [.. values];
    }

    private bool IsTuple() => _tokens.Count > _at + 2 && (_tokens[_at + 2] == "," || _tokens[_at + 1] == "-");

    private string Peek() => _at < _tokens.Count ? _tokens[_at] : "";

    private string Next() => _at < _tokens.Count ? _tokens[_at++] : throw new FormatException("the expression breaks off");

    private bool TryTake(string token)
    {
        if (Peek() != token)
            return false;
        _at++;
        return true;
    }

    private void Take(string token)
    {
        if (!TryTake(token))
            throw new FormatException($"{token} expected and not {Peek()}");
    }

    private static string Unescape(string python) => Escape().Replace(python, match => match.Value[1] switch
    {
        'u' or 'x' or 'U' when match.Length > 2 => char.ConvertFromUtf32(int.Parse(match.Value.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        '\n' => "",
        char other => other.ToString(),
    });

    [GeneratedRegex(
        """
        [urb]*(?:'{3}.*?'{3}|"{3}.*?"{3}|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|-?\d+(?:\.\d+)?|\w+|==|!=|[^\s]
        """,
        RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture,
        5_000)]
    private static partial Regex Token();

    [GeneratedRegex(@"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Escape();
}
