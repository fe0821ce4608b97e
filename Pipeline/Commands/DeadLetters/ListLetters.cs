using System.CommandLine;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;

namespace RtmPipeline.Commands.DeadLetters;

/// <summary><c>deadletter list</c>.</summary>
internal static class ListLetters
{
    private const int DefaultCount = 50;

    public static Command Create()
    {
        RedisArguments redis = new();
        FilterArguments filter = new();
        Option<int> count = new("--count")
        {
            Description = "The newest so many, oldest of them first; 0 for all.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultCount,
        };
        Option<bool> json = new("--json") { Description = "One JSON object a line, as replay --output writes them." };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
                result.AddError("--count must not be negative");
        });
        Command command = new("list", "Lists what was refused.") { count, json };
        filter.AddTo(command);
        redis.AddTo(command);
        command.SetAction(async (parse, stop) =>
        {
            TextWriter output = parse.InvocationConfiguration.Output;
            await using DeadLetterStore store = new(redis.Read(parse), parse.InvocationConfiguration.Error.WriteLine, TimeProvider.System);
            bool isJson = parse.GetValue(json);
            if (!isJson)
                await output.WriteLineAsync(LetterText.Head);
            await foreach (DeadLetter letter in SelectAsync(store, filter.Read(parse), parse.GetValue(count), stop))
                await output.WriteLineAsync(isJson ? LetterText.JsonOf(letter) : LetterText.RowOf(letter));
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>All letters as they come, or the newest of them, which are held until the oldest is known.</summary>
    private static async IAsyncEnumerable<DeadLetter> SelectAsync(
        DeadLetterStore store, LetterFilter filter, int count, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        List<DeadLetter> newest = [];
        await foreach (DeadLetter letter in store.ReadAsync(filter.Since, newestFirst: count > 0, stop))
        {
            if (!filter.Takes(letter))
                continue;
            if (count == 0)
                yield return letter;
            else
                newest.Add(letter);
            if (count > 0 && newest.Count == count)
                break;
        }

        newest.Reverse();
        foreach (DeadLetter letter in newest)
            yield return letter;
    }
}
