using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;

namespace RtmPipeline.Commands.DeadLetters;

/// <summary>Which letters are meant.</summary>
/// <param name="Reason">Word of a reason; null for any.</param>
/// <param name="Source">Name of a source, as it stands in the letter; null for any.</param>
/// <param name="Since">Earliest stream time, unix milliseconds; 0 for any.</param>
internal sealed record LetterFilter(string? Reason, string? Source, long Since)
{
    public bool Takes(DeadLetter letter) => (Reason is null || letter.Reason == Reason) && (Source is null || letter.Source == Source) && letter.Time >= Since;
}

/// <summary>The options of a filter.</summary>
internal sealed class FilterArguments
{
    private readonly Option<string?> _reason = new("--reason") { Description = "Only letters refused for this reason, as invalid_json or poison.", HelpName = "R" };
    private readonly Option<string?> _source = new("--source") { Description = "Only letters from this source.", HelpName = "NAME" };
    private readonly Option<string?> _since = new("--since") { Description = "Only letters from this stream time on, as 2013-02-03T20:00:00Z.", HelpName = "TIME" };

    public void AddTo(Command command)
    {
        _reason.CompletionSources.Add(Reasons());
        _reason.Validators.Add(CheckReason);
        _since.Validators.Add(CheckSince);
        command.Add(_reason);
        command.Add(_source);
        command.Add(_since);
    }

    public LetterFilter Read(ParseResult parse) => new(parse.GetValue(_reason), parse.GetValue(_source), TimeOf(parse.GetValue(_since)) ?? 0);

    private static string[] Reasons() => [.. Enum.GetValues<RejectReason>().Select(reason => reason.Word())];

    private static void CheckReason(OptionResult result)
    {
        string[] words = Reasons();
        if (result.GetValueOrDefault<string?>() is { } word && !words.Contains(word, StringComparer.Ordinal))
            result.AddError($"--reason is '{word}'; it must be one of {string.Join(", ", words)}");
    }

    private static void CheckSince(OptionResult result)
    {
        if (result.GetValueOrDefault<string?>() is { } text && TimeOf(text) is null)
            result.AddError($"--since is '{text}'; it must be a time as 2013-02-03T20:00:00Z, or unix seconds or milliseconds");
    }

    private static long? TimeOf(string? text) => text is not null && PostTime.TryParse(Encoding.UTF8.GetBytes(text), out long time) ? time : null;
}
