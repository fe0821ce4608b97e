using System.Globalization;

namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// Finds at once all rights that the user of a connection lacks, instead of one at each command that fails. Redis 7 answers a script whether the user may run
/// a command on a key, without running it; older servers cannot be asked, and then nothing is missed.
/// </summary>
/// <param name="link">The connection whose user is meant.</param>
/// <param name="keys">Names of the keys.</param>
/// <param name="options">Tells what is written how.</param>
/// <param name="readsDecisions">True when it takes what teams decide as input, and writes it for them.</param>
/// <param name="keepsCheckpoints">True when checkpoints are kept in Redis too.</param>
internal sealed class WriterRights(RedisLink link, RedisKeys keys, RedisOptions options, bool readsDecisions, bool keepsCheckpoints)
{
    /// <summary>Rights without which the others cannot be asked for.</summary>
    private static readonly string[] s_scripts = ["evalsha", "script|load"];

    private readonly RedisScript _script = new(RedisScripts.MayRun);

    /// <summary>A command of the pipeline's, by the name that ACL rules give it.</summary>
    /// <param name="Rule">Name, and the part of a container command after a bar.</param>
    /// <param name="Keys">Keys it is used on; empty where it takes none.</param>
    /// <param name="Rest">Further words, so that there are as many as the command needs.</param>
    private sealed record Right(string Rule, string[] Keys, params string[] Rest)
    {
        /// <summary>Words before the key; few commands have any.</summary>
        public string[] Before { get; init; } = [];

        public string[] On(string? key) => key is null ? [.. Rule.Split('|'), .. Rest] : [.. Rule.Split('|'), .. Before, key, .. Rest];
    }

    /// <summary>The ACL user that a connection with these options has.</summary>
    public static string UserOf(RedisOptions options) => options.User ?? "default";

    /// <summary>Asks for everything, and changes nothing.</summary>
    /// <returns>A sentence that names all that is missing, and the ACL rules that grant it; null where nothing is.</returns>
    /// <exception cref="RedisFaultException">The attempt failed.</exception>
    public async Task<string?> MissingAsync(CancellationToken hardStop)
    {
        try
        {
            return await AskAsync(hardStop);
        }
        catch (RedisFaultException fault) when (fault.Message.StartsWith("NOPERM", StringComparison.Ordinal))
        {
            return Sentence(
                $"the commands {string.Join(" and ", s_scripts)}, without which it cannot be asked for the others; all that is needed on ~{keys.Prefix}:* is",
                [], [.. s_scripts, .. Needed().Select(right => right.Rule)]);
        }
        catch (RedisFaultException fault) when (fault.Kind == RedisFaultKind.NoScript)
        {
            // Another node of a cluster answered than the one that took the script; the first write tells what is missing.
            return null;
        }
    }

    private async Task<string?> AskAsync(CancellationToken hardStop)
    {
        Right[] needed = [.. Needed()];
        string[] used = [.. needed.SelectMany(right => right.Keys).Distinct(StringComparer.Ordinal)];

        // Running scripts is allowed, or this one would not answer: so whether one may have a key tells of the key alone.
        const string noScript = "0";
        string[][] ofKeys = [.. used.Select(key => (string[])["evalsha", noScript, "1", key])];
        if (await AskAsync(ofKeys, hardStop) is not { } keyAnswers)
            return null;
        string[] closed = [.. used.Where((_, i) => !keyAnswers[i])];
        List<(Right Right, string? Key)> asked = [];
        foreach (Right right in needed)
            asked.AddRange(right.Keys.Length == 0 ? [(right, null)] : right.Keys.Except(closed).Select(key => (right, (string?)key)));
        bool[] answers = await AskAsync([.. asked.Select(one => one.Right.On(one.Key))], hardStop) ?? [];

        // A command none of whose keys may be used cannot be asked for, and its rule does no harm.
        string[] missing =
        [
            .. needed.Where(right => right.Keys.Length > 0 && right.Keys.All(closed.Contains)).Select(right => right.Rule),
            .. asked.Where((_, i) => i < answers.Length && !answers[i]).Select(one => one.Right.Rule),
        ];
        if (closed.Length == 0 && missing.Length == 0)
            return null;
        missing = [.. missing.Distinct()];
        string ofCommands = $"the command{(missing.Length == 1 ? string.Empty : "s")} {string.Join(", ", missing)}";
        string names = closed.Length == used.Length ? $"{keys.Prefix}:*" : string.Join(", ", closed);
        string what = closed.Length == 0 ? ofCommands : missing.Length == 0 ? $"the keys {names}" : $"the keys {names} and {ofCommands}";
        return Sentence($"{what}; grant them with", closed.Length == 0 ? [] : [$"~{keys.Prefix}:*"], missing);
    }

    /// <returns>For each call whether it is allowed; null where the server cannot be asked.</returns>
    private async Task<bool[]?> AskAsync(string[][] calls, CancellationToken hardStop)
    {
        object[] arguments = [.. calls.SelectMany(call => (string[])[call.Length.ToString(CultureInfo.InvariantCulture), .. call])];
        string[] answer = await _script.RunAsync(link, [], arguments, hardStop);
        return answer.Length == calls.Length + 1 ? [.. answer.Skip(1).Select(one => one == "1")] : null;
    }

    private string Sentence(string what, string[] keyRules, IEnumerable<string> commands) =>
        $"Redis at {options.Endpoint}: the user '{UserOf(options)}' lacks {what}: "
        + $"ACL SETUSER {UserOf(options)} {string.Join(' ', [.. keyRules, .. commands.Distinct().Select(rule => $"+{rule}")])} "
        + "(and write it into the server's file of users; deploy/redis/users.acl has a user with all of it)";

    private IEnumerable<Right> Needed()
    {
        string opportunity = keys.Opportunity("0");
        string[] streams = [.. keys.Streams];
        string[] decisions = readsDecisions ? [keys.Decisions] : [];
        string part = keys.CheckpointPart(0, "0", 0);
        string[] lists = keepsCheckpoints ? [keys.Checkpoints] : [];
        string[] parts = keepsCheckpoints ? [part] : [];
        yield return new("time", []);
        yield return new("type", [keys.Writer, keys.Seq, keys.Board, opportunity, .. streams, .. lists]);
        yield return new("exists", [.. streams, .. parts]);
        yield return new("hmget", [keys.Writer, keys.Seq], "token");
        yield return new("hget", [keys.Seq], "0");
        yield return new("hset", [keys.Writer, keys.Seq, opportunity, .. lists], "0", "0");
        yield return new("hdel", [keys.Writer, .. lists], "0");
        yield return new("expire", [opportunity], "1");
        yield return new("del", [opportunity]);
        yield return new("xinfo|stream", [.. streams, .. decisions]);
        yield return new("xadd", [.. streams, .. decisions], "*", "0", "0");
        yield return new("xtrim", streams, "MAXLEN", "0");
        yield return new("xrange", [.. streams, .. decisions], "-", "+");
        yield return new("xdel", [keys.Stream(OutputStream.DeadLetters)], "0-1");
        yield return new("zadd", [keys.Board], "0", "0");
        yield return new("zrem", [keys.Board], "0");
        yield return new("zremrangebyrank", [keys.Board], "0", "0");
        if (options.WaitReplicas > 0)
            yield return new("wait", [], "1", "1");
        foreach (Right right in (Right[])[.. readsDecisions ? OfAGroup(decisions) : [], .. keepsCheckpoints ? OfCheckpoints(part) : []])
            yield return right;
    }

    private static Right[] OfAGroup(string[] decisions) =>
    [
        new("xinfo|groups", decisions),
        new("xinfo|consumers", decisions, "0"),
        new("xgroup|create", decisions, "0", "0"),
        new("xgroup|delconsumer", decisions, "0", "0"),
        new("xreadgroup", decisions, ">") { Before = ["GROUP", "0", "0", "STREAMS"] },
        new("xack", decisions, "0", "0-1"),
        new("xpending", decisions, "0"),
        new("xclaim", decisions, "0", "0", "0", "0-1"),
    ];

    private IEnumerable<Right> OfCheckpoints(string part)
    {
        yield return new("hgetall", [keys.Checkpoints]);
        yield return new("set", [part], "0", "EX", "1");
        yield return new("get", [part]);
        yield return new("persist", [part]);
        yield return new("unlink", [part]);
    }
}
