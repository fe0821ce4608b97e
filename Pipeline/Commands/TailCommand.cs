using System.Buffers;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;

namespace RtmPipeline.Commands;

/// <summary>The verb <c>tail</c>: a consumer of the output streams.</summary>
internal static class TailCommand
{
    /// <summary>Where the password comes from: never from the command line, which other users of the machine can read.</summary>
    private const string PasswordVariable = "RTM__Redis__Password";

    private static readonly Dictionary<string, string> s_types = new(StringComparer.Ordinal)
    {
        ["opportunity"] = OutputTypes.Opportunity,
        ["alert"] = OutputTypes.Alert,
        ["retraction"] = OutputTypes.Retraction,
        ["digest"] = OutputTypes.Digest,
        ["deadletter"] = OutputTypes.DeadLetter,
    };

    public static Command Create()
    {
        Option<string> redis = new("--redis")
        {
            Description = $"Redis as HOST:PORT; a password is taken from {PasswordVariable}.",
            HelpName = "ADDR",
            DefaultValueFactory = _ => RedisOptions.DefaultEndpoint,
        };
        Option<string> prefix = new("--prefix")
        {
            Description = "What the keys begin with, with one part in braces.",
            HelpName = "P",
            DefaultValueFactory = _ => RedisOptions.DefaultPrefix,
        };
        Option<string?> group = new("--group")
        {
            Description = "Reads as a member of this consumer group, which is created where it is missing, and acknowledges what was printed. "
                + "Without a group, gaps in seq are reported.",
            HelpName = "G",
        };
        Option<string> consumer = new("--consumer")
        {
            Description = "Name in the group.",
            HelpName = "NAME",
            DefaultValueFactory = _ => Environment.MachineName,
        };
        Option<string[]> type = new("--type")
        {
            Description = "Only this type: opportunity, alert, retraction, digest, deadletter, or a full name as rtm.alert.v1; may be given several times. "
                + "Default: all but dead letters.",
            HelpName = "T",
        };
        Option<string> from = new("--from")
        {
            Description = "Begins after this entry id; 0 for all, $ for new ones only. A group that exists goes on where it was.",
            HelpName = "ID",
            DefaultValueFactory = _ => "$",
        };
        Option<long> count = new("--count") { Description = "Ends after this many entries; 0 follows for ever.", HelpName = "N" };
        Option<bool> json = new("--json") { Description = "One JSON object a line, as replay --output writes them." };
        type.CompletionSources.Add([.. s_types.Keys]);
        type.Validators.Add(CheckTypes);
        from.Validators.Add(CheckFrom);
        count.Validators.Add(CheckCount);

        Command command = new("tail", "Follows the output streams, as a consumer group or not.") { redis, prefix, group, consumer, type, from, count, json };
        command.SetAction((parsed, stop) =>
        {
            string[] types = parsed.GetValue(type) is { Length: > 0 } chosen ? chosen : ["opportunity", "alert", "retraction", "digest"];
            TailOptions options = new()
            {
                Types = [.. types.Select(name => s_types.GetValueOrDefault(name, name)).Distinct(StringComparer.Ordinal)],
                Group = parsed.GetValue(group),
                Consumer = parsed.GetRequiredValue(consumer),
                From = parsed.GetRequiredValue(from),
                Count = parsed.GetValue(count),
            };
            RedisOptions server = new()
            {
                Endpoint = parsed.GetRequiredValue(redis),
                Prefix = parsed.GetRequiredValue(prefix),
                Password = Environment.GetEnvironmentVariable(PasswordVariable),
            };
            return RunAsync(server, options, parsed.GetValue(json), parsed.InvocationConfiguration, stop);
        });
        return command;
    }

    private static void CheckTypes(OptionResult result)
    {
        foreach (string name in result.GetValueOrDefault<string[]>() ?? [])
        {
            if (!s_types.ContainsKey(name) && !s_types.ContainsValue(name))
                result.AddError($"--type is '{name}'; it must be one of {string.Join(", ", s_types.Keys)}");
        }
    }

    private static void CheckFrom(OptionResult result)
    {
        string id = result.GetValueOrDefault<string>() ?? string.Empty;
        if (id is not ("$" or "0") && !EntryId.TryParse(id, out _))
            result.AddError($"--from is '{id}'; it must be an entry id as 1700000000000-0, or 0, or $");
    }

    private static void CheckCount(OptionResult result)
    {
        if (result.GetValueOrDefault<long>() < 0)
            result.AddError("--count must not be negative");
    }

    private static async Task<int> RunAsync(RedisOptions server, TailOptions options, bool json, InvocationConfiguration console, CancellationToken stop)
    {
        ArrayBufferWriter<byte> line = new();
        await using StreamTail tail = new(server, options, console.Error.WriteLine, TimeProvider.System);
        try
        {
            await tail.RunAsync(
                entry =>
                {
                    console.Output.Write(json ? JsonLine(entry, line) : EntryText.Of(entry));
                    console.Output.Flush();
                },
                stop);
            return 0;
        }
        catch (DeliveryRefusedException refusal)
        {
            await console.Error.WriteLineAsync(refusal.Message);
            return server.Faults().Count > 0 ? 2 : 1;
        }
        catch (DeliveryBrokenException broken)
        {
            await console.Error.WriteLineAsync(broken.Message);
            return 1;
        }
    }

    private static string JsonLine(TailEntry entry, ArrayBufferWriter<byte> line)
    {
        line.ResetWrittenCount();
        EntryLine.Write(line, entry.Stream, entry.EntryId, entry.Names, entry.Values);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
