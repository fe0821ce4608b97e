using System.CommandLine;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;

namespace RtmPipeline.Commands.DeadLetters;

/// <summary><c>deadletter show</c>.</summary>
internal static class ShowLetter
{
    public static Command Create()
    {
        RedisArguments redis = new();
        Argument<string> id = new("ID") { Description = "Its id (dl-…), or Redis' id of its entry" };
        Option<bool> json = new("--json") { Description = "One JSON object." };
        Command command = new("show", "Shows all of one letter; what could disturb a terminal is escaped.") { id, json };
        redis.AddTo(command);
        command.SetAction(async (parse, stop) =>
        {
            await using DeadLetterStore store = new(redis.Read(parse), parse.InvocationConfiguration.Error.WriteLine, TimeProvider.System);
            string wanted = parse.GetRequiredValue(id);
            await foreach (DeadLetter letter in store.ReadAsync(0, newestFirst: true, stop))
            {
                if (letter.Id != wanted && letter.EntryId != wanted)
                    continue;
                await parse.InvocationConfiguration.Output.WriteAsync(parse.GetValue(json) ? $"{LetterText.JsonOf(letter)}\n" : LetterText.AllOf(letter));
                return ExitCode.Done;
            }

            await parse.InvocationConfiguration.Error.WriteLineAsync($"rtm: there is no dead letter '{PlainText.Escape(wanted)}'");
            return ExitCode.Failed;
        });
        return command;
    }
}
