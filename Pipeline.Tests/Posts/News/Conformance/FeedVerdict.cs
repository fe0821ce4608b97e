using System.Globalization;
using System.Text;
using RtmPipeline.Posts.News;

namespace RtmPipeline.Tests.Posts.News.Conformance;

/// <summary>What came of one file: whether it was read, and how each thing that it asks for stands.</summary>
internal sealed class FeedVerdict
{
    private readonly FeedTestFile _file;
    private readonly FeedDocument? _feed;

    public FeedVerdict(FeedTestFile file)
    {
        _file = file;
        _feed = Read(file);
        Check(file.Expected);
    }

    /// <summary>True when a feed came out, be it an empty one.</summary>
    public bool IsRead => _feed is not null;

    /// <summary>Fields of ours whose value is the expected one.</summary>
    public List<string> Equal { get; } = [];

    /// <summary>Those of the equal fields that say little: a text that is empty on both sides, such as an image alone, or an encoding that differs by name and reads the same ASCII.</summary>
    public int Weak { get; private set; }

    /// <summary>Fields of ours that differ, with both values.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>Fields that are asked for and no part of the pipeline uses.</summary>
    public List<string> NotOurs { get; } = [];

    /// <summary>Parts of the expectation that are about none of that, as Python.</summary>
    public List<string> NotUnderstood { get; } = [];

    public bool Passes => IsRead && Differences.Count == 0;

    private static FeedDocument? Read(FeedTestFile file)
    {
        if (!file.IsJson)
            return FeedDecoder.ReadXml(file.Bytes, file.ContentType, file.Address).Document;
        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(file.Bytes);
        return JsonFeedReader.Read(json.RootElement);
    }

    /// <summary>Notes for each part of an expectation how it stands.</summary>
    private void Check(PythonExpression expected)
    {
        switch (expected)
        {
            case PythonAnd and:
                foreach (PythonExpression part in and.Parts)
                    Check(part);
                break;
            case PythonOr or:
                CheckAny(or);
                break;
            case PythonNot { Inner: PythonPath path }:
                CheckTruth(path.Path, isExpected: false);
                break;
            case PythonPath path:
                CheckTruth(path.Path, isExpected: true);
                break;
            case PythonComparison comparison:
                Compare(comparison);
                break;
            case PythonValue { Value: 1.0 }:
                // All that is asked for is that the file does no harm.
                break;
            default:
                NotUnderstood.Add(expected is PythonUnknown unknown ? unknown.Text : expected.ToString());
                break;
        }
    }

    private void CheckAny(PythonOr or)
    {
        int before = Differences.Count;
        foreach (PythonExpression part in or.Parts)
        {
            Differences.RemoveRange(before, Differences.Count - before);
            Check(part);
            if (Differences.Count == before)
                return;
        }
    }

    private void CheckTruth(string path, bool isExpected)
    {
        if (path == "bozo")
        {
            if ((_feed is null or { IsRepaired: true }) != isExpected)
                Differences.Add(isExpected ? "ill-formed, and we did not notice" : "well-formed, and we mended it");
            return;
        }

        FieldAnswer answer = Answer(path);
        if (!answer.IsOurs)
            NotOurs.Add(path);
        else
            Note(path, answer.Value is not (null or false or "") == isExpected, answer.Value, isExpected);
    }

    private void Compare(PythonComparison comparison)
    {
        string? path = comparison.Left switch { PythonPath place => place.Path, PythonCall { Argument: PythonPath place } => place.Path, _ => null };
        if (path is null || comparison.Right is not PythonValue { Value: var wanted })
        {
            NotUnderstood.Add(comparison.ToString());
            return;
        }

        FieldAnswer answer = Answer(path);
        if (!answer.IsOurs)
        {
            NotOurs.Add(path);
            return;
        }

        bool isSame = comparison.Left is PythonCall { Function: var function } ? IsSame(function, answer, wanted) : IsSame(answer, wanted);
        Note(path, isSame == comparison.IsEqual, answer.Value, wanted);
    }

    private FieldAnswer Answer(string path) => new FeedAnswers(_feed ?? new FeedDocument()).Find(path);

    private static bool IsSame(string function, FieldAnswer answer, object? wanted) => function switch
    {
        "len" => answer.Value is int count && wanted is double number && count == number,
        "ord" => answer.Value is FeedContent content && FeedText.Body(content) is [char single] && wanted is double code && single == code,
        _ => false,
    };

    private bool IsSame(FieldAnswer answer, object? wanted)
    {
        if (wanted is null || answer.Value is null)
            return string.IsNullOrEmpty(answer.Value as string) && wanted is null or "" && answer.Value is null or "";
        return answer.Kind switch
        {
            FieldKind.Headline => IsSameText((FeedContent)answer.Value, (string)wanted, FeedText.Headline),
            FieldKind.Body => IsSameText((FeedContent)answer.Value, (string)wanted, FeedText.Body),
            FieldKind.Moment => IsSameMoment((string)answer.Value, (object?[])wanted),
            FieldKind.Language => string.Equals(((string)answer.Value).Replace('_', '-'), (string)wanted, StringComparison.OrdinalIgnoreCase),
            FieldKind.Encoding => ReadsTheSame((string)answer.Value, (string)wanted),
            _ => answer.Value.Equals(wanted is bool or string ? wanted : Convert.ToInt32(wanted, CultureInfo.InvariantCulture)),
        };
    }

    /// <summary>What is expected may be markup; where the feed says that it is none, it may also be plain, brackets included.</summary>
    private bool IsSameText(FeedContent ours, string wanted, Func<FeedContent, string> textOf)
    {
        string text = textOf(ours);
        Weak += text.Length == 0 && textOf(new FeedContent(wanted, IsHtml: true)).Length == 0 ? 1 : 0;
        return text == textOf(new FeedContent(wanted, IsHtml: true)) || (!ours.IsHtml && text == textOf(new FeedContent(wanted, IsHtml: false)));
    }

    private static bool IsSameMoment(string written, object?[] wanted)
    {
        int[] parts = [.. wanted.Select(part => Convert.ToInt32(part, CultureInfo.InvariantCulture))];
        DateTimeOffset expected = new(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], TimeSpan.Zero);
        return FeedDate.TryParse(written, out long unixMs) && DateTimeOffset.FromUnixTimeMilliseconds(unixMs - (unixMs % 1000)) == expected;
    }

    /// <summary>The same encoding, by whatever name; or another one where every byte is ASCII, which nearly all encodings read alike.</summary>
    private bool ReadsTheSame(string ours, string wanted)
    {
        if (LegacyEncodings.Named(wanted.ToLowerInvariant())?.WebName == ours)
            return true;
        bool isSameName = wanted.ToLowerInvariant() switch
        {
            "utf-16le" => ours == "utf-16",
            "utf-16be" => ours == "utf-16BE",
            "utf-32le" => ours == "utf-32",
            "utf-32be" => ours == "utf-32BE",
            "iso-8859-1" => ours == "windows-1252",
            string name => ours == name,
        };
        bool isAscii = Ascii.IsValid(_file.Bytes);
        Weak += isAscii && !isSameName ? 1 : 0;
        return isSameName || isAscii;
    }

    private void Note(string path, bool isRight, object? ours, object? wanted)
    {
        if (isRight)
            Equal.Add(path);
        else
            Differences.Add($"{path}: '{(ours is FeedContent content ? FeedText.Body(content) : ours)}' instead of '{(wanted is object?[] list ? string.Join(",", list) : wanted)}'");
    }
}
