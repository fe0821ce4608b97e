// A consumer of RtmPipeline's alerts, complete: each alert takes effect once, whatever is killed and whenever.
//
//     dotnet run consumer.cs -- --redis 127.0.0.1:6379 --prefix '{rtm}' --group team --consumer one --store team.jsonl
//
// It reads as a member of a consumer group. The effect of an alert (here: a line in the file --store, and one on standard output) and its id are one line, written and
// flushed while no other member can write; the entry is acknowledged afterwards, and one that comes again is known by its id. What another member left for a minute is
// taken over, and what fails five times is a line with "poison", so that it holds nobody up. Needs the .NET 10 SDK. Password: REDIS_PASSWORD; ACL user: REDIS_USER, which
// this version of the client does not know, so take a newer one where your feed has it.
#:package StackExchange.Redis@1.2.6
#:property PublishAot=false

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StackExchange.Redis;

Options options = Options.Parse(args);
Store store = new(options.Store);
using CancellationTokenSource stopping = new();
void Stop(PosixSignalContext sign) => (sign.Cancel, _) = (true, Task.Run(stopping.Cancel));
using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
while (!stopping.IsCancellationRequested)
{
    // A connection that broke is thrown away, so that no command is sent twice behind our back.
    ConnectionMultiplexer? connection = null;
    try
    {
        connection = await ConnectionMultiplexer.ConnectAsync(options.ToConfiguration());
        await new Member(connection.GetDatabase(), store, options).FollowAsync(stopping.Token);
    }
    catch (OperationCanceledException) when (stopping.IsCancellationRequested)
    {
        // It was asked to end.
    }
    catch (Exception away) when (away is RedisException or RedisCommandException or TimeoutException)
    {
        string why = away.Message.Split('\n')[0];
        if (Regex.IsMatch(why, "NOAUTH|WRONGPASS|NOPERM|WRONGTYPE|AuthenticationFailure"))
        {
            Console.Error.WriteLine($"Redis: {why}");
            return 1;
        }

        Console.Error.WriteLine($"Redis: {why}; trying again");
        await Task.Delay(TimeSpan.FromSeconds(1), stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
    finally
    {
        if (connection is not null)
            await connection.CloseAsync(allowCommandsToComplete: false);
    }
}

return 0;

/// <summary>A member of the group, for as long as its connection lives.</summary>
sealed class Member(IDatabase redis, Store store, Options options)
{
    private const int Page = 100;
    private const int MostTries = 5;
    private static readonly string[] Known = ["rtm.alert.v1", "rtm.retraction.v1", "rtm.digest.v1"];
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private readonly RedisKey _stream = $"{options.Prefix}:alerts";

    /// <summary>Reads until it is stopped or Redis is away.</summary>
    public async Task FollowAsync(CancellationToken stop)
    {
        try
        {
            await AskAsync("XGROUP", "CREATE", _stream, options.Group, "0", "MKSTREAM");
        }
        catch (RedisServerException answer) when (answer.Message.StartsWith("BUSYGROUP", StringComparison.Ordinal))
        {
            // It is there.
        }

        string own = ">";
        long? lookedAt = null;
        long told = 0;
        while (!stop.IsCancellationRequested)
        {
            if (own == ">" && (lookedAt is null || Stopwatch.GetElapsedTime(lookedAt.Value) > options.ClaimEvery))
            {
                // With JUSTID they only change hands, which is no try; then they are read below, as this member's own.
                await AskAsync("XAUTOCLAIM", _stream, options.Group, options.Consumer, options.ClaimIdle, "0-0", "COUNT", Page, "JUSTID");
                own = "0";
                long lost = await MissingAsync();
                if (lost > told)
                    Console.Error.WriteLine($"{lost} entries were never seen: trimmed, or lost");
                told = lost;
            }

            // First what was given before and not acknowledged, one by one, so that each is counted as tried only when it is; then what is new.
            bool isNew = own == ">";
            RedisResult answer = await AskAsync("XREADGROUP", "GROUP", options.Group, options.Consumer, "COUNT", isNew ? Page : 1, "STREAMS", _stream, own);
            RedisResult[] entries = answer.IsNull ? [] : (RedisResult[])((RedisResult[])((RedisResult[])answer!)[0]!)[1]!;
            if (entries.Length == 0 && isNew)
                await Task.Delay(Poll, stop); // the client shares its connection, so it cannot wait for entries at the server
            else if (entries.Length == 0)
                (own, lookedAt) = (">", Stopwatch.GetTimestamp());

            foreach (RedisResult entry in entries)
            {
                (string id, RedisResult fields) = ((string)((RedisResult[])entry!)[0]!, ((RedisResult[])entry!)[1]);
                int tries = isNew ? 1 : await TriesAsync(id);
                own = isNew ? own : id;
                if (Take(id, fields.IsNull ? null : (RedisResult[])fields!, tries))
                    await AskAsync("XACK", _stream, options.Group, id);
            }
        }
    }

    /// <summary>Handles one entry; true when it is to be acknowledged. One that fails stays pending and comes again, but not for ever.</summary>
    private bool Take(string entry, RedisResult[]? list, int tries)
    {
        if (list is null)
            return true; // trimmed while it was pending
        Dictionary<string, string> fields = [];
        for (int i = 0; i + 1 < list.Length; i += 2)
            fields[(string)list[i]!] = (string)list[i + 1]!;
        if (!Known.Contains(fields.GetValueOrDefault("type")))
        {
            store.Add($"{entry} passed", fields, []); // of a newer version
            return true;
        }

        string reason = "it ended those who tried it";
        if (tries <= MostTries)
        {
            try
            {
                JsonObject effect = EffectOf(fields);
                // Texts of strangers are never printed as they are: they may hold signs that a terminal obeys. JsonValue escapes all but plain ones.
                if (store.Add(fields["id"], fields, effect))
                    Console.WriteLine($"{fields["id"]} {fields["type"]} {fields["brand"]} {effect["topic"]!.ToJsonString()}");
                return true;
            }
            catch (Exception fault) when (fault is KeyNotFoundException or JsonException or InvalidOperationException or FormatException)
            {
                if (tries < MostTries)
                    return false;
                reason = fault.GetType().Name;
            }
        }

        store.Add($"{entry} poison", fields, new JsonObject { ["reason"] = reason, ["data"] = fields.GetValueOrDefault("data") });
        Console.Error.WriteLine($"entry {entry} is set aside after {tries} tries");
        return true;
    }

    /// <summary>What an entry means; fails where its reader cannot understand it.</summary>
    private static JsonObject EffectOf(Dictionary<string, string> fields)
    {
        using JsonDocument document = JsonDocument.Parse(fields["data"]);
        JsonElement data = document.RootElement.GetProperty("data");
        bool isPlain = Regex.IsMatch(fields["id"], @"\A[a-z0-9-]{1,64}\.[1-9][0-9]*\z") && Regex.IsMatch(fields["brand"], @"\A[a-z0-9-]{1,40}\z") && Store.Number(fields) is not null;
        if (!isPlain || document.RootElement.GetProperty("id").GetString() != fields["id"])
            throw new FormatException("id, seq or brand are not as the schema says");
        JsonObject effect = new() { ["type"] = fields["type"], ["brand"] = fields["brand"], ["topic"] = fields["topic"] };
        foreach (string name in (string[])["kind", "phase", "summary"])
        {
            if (data.TryGetProperty(name, out JsonElement value))
                effect[name] = value.GetString();
        }

        return effect;
    }

    private async Task<int> TriesAsync(string entry)
    {
        RedisResult[] pending = (RedisResult[])(await AskAsync("XPENDING", _stream, options.Group, entry, entry, 1))!;
        return pending.Length == 0 ? 1 : (int)((RedisResult[])pending[0]!)[3];
    }

    /// <summary>How many entries nobody of the group was ever given: seq counts by one, so they were trimmed first, or lost. Members see entries out of order, so it counts only when none is pending.</summary>
    private async Task<long> MissingAsync()
    {
        long last = store.Numbers().DefaultIfEmpty().Max();
        if (last == 0 || (long)((RedisResult[])(await AskAsync("XPENDING", _stream, options.Group))!)[0] > 0)
            return 0;
        long[] numbers = [.. store.Numbers().Where(number => number <= last)];
        return last - numbers.Min() + 1 - numbers.Length;
    }

    private async Task<RedisResult> AskAsync(string command, params object[] arguments) =>
        await redis.ExecuteAsync(command, arguments).WaitAsync(Answer) ?? throw new TimeoutException("the connection was lost");
}

/// <summary>A file with a line for each effect. Whoever has it open has it alone, so that looking and writing are one step among the members of a machine.</summary>
sealed class Store(string path)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly HashSet<string> _keys = [];
    private readonly HashSet<long> _numbers = [];
    private long _read;

    /// <summary>The number of an entry; null where it has none.</summary>
    public static long? Number(Dictionary<string, string> fields) =>
        long.TryParse(fields.GetValueOrDefault("seq"), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0 ? number : null;

    /// <summary>True when the key was not there.</summary>
    public bool Add(string key, Dictionary<string, string> fields, JsonObject content)
    {
        using FileStream file = Open();
        if (!_keys.Add(key))
            return false;
        JsonObject line = new() { ["key"] = key, ["seq"] = Number(fields) };
        foreach ((string name, JsonNode? value) in content)
            line[name] = value?.DeepClone();
        file.Write(Encoding.UTF8.GetBytes(line.ToJsonString() + "\n"));
        file.Flush(flushToDisk: true);
        _read = file.Length;
        if (Number(fields) is long number)
            _numbers.Add(number);
        return true;
    }

    /// <summary>All numbers there are, those of other members too.</summary>
    public IReadOnlyCollection<long> Numbers()
    {
        using FileStream file = Open();
        return _numbers;
    }

    /// <summary>Opens the file for this process alone, and reads on what others wrote.</summary>
    private FileStream Open()
    {
        FileStream file = OpenAlone();
        byte[] fresh = new byte[file.Length - _read];
        file.Position = _read;
        file.ReadExactly(fresh);
        // A line without its end was torn by a kill, and its entry was never acknowledged.
        int whole = fresh.AsSpan().LastIndexOf((byte)'\n') + 1;
        foreach (string text in Encoding.UTF8.GetString(fresh, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument line = JsonDocument.Parse(text);
            _keys.Add(line.RootElement.GetProperty("key").GetString()!);
            if (line.RootElement.GetProperty("seq") is { ValueKind: JsonValueKind.Number } number)
                _numbers.Add(number.GetInt64());
        }

        _read += whole;
        file.SetLength(_read);
        return file;
    }

    private FileStream OpenAlone()
    {
        long begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(begun) < Patience)
            {
                Thread.Sleep(5);
            }
        }
    }
}

sealed record Options
{
    public string Redis { get; init; } = "127.0.0.1:6379";

    public string Prefix { get; init; } = "{rtm}";

    public string Group { get; init; } = "team";

    public string Consumer { get; init; } = "one";

    public string Store { get; init; } = "team.jsonl";

    /// <summary>Time between two looks for what others left, and for what failed here.</summary>
    public TimeSpan ClaimEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Milliseconds; longer than handling a page of new entries takes, or entries are handled twice at once.</summary>
    public long ClaimIdle { get; init; } = 60_000;

    public static Options Parse(string[] args)
    {
        Options options = new();
        for (int i = 0; i < args.Length; i += 2)
        {
            string value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} has no value");
            options = args[i] switch
            {
                "--redis" => options with { Redis = value },
                "--prefix" => options with { Prefix = value },
                "--group" => options with { Group = value },
                "--consumer" => options with { Consumer = value },
                "--store" => options with { Store = value },
                "--claim-every" => options with { ClaimEvery = TimeSpan.FromSeconds(double.Parse(value, CultureInfo.InvariantCulture)) },
                "--claim-idle" => options with { ClaimIdle = long.Parse(value, CultureInfo.InvariantCulture) },
                _ => throw new ArgumentException($"{args[i]} is no option"),
            };
        }

        return options;
    }

    public ConfigurationOptions ToConfiguration()
    {
        string? user = Environment.GetEnvironmentVariable("REDIS_USER");
        ConfigurationOptions configuration = ConfigurationOptions.Parse(user is null ? Redis : $"{Redis},user={user}");
        configuration.Password = Environment.GetEnvironmentVariable("REDIS_PASSWORD");
        configuration.ConnectRetry = 1;
        configuration.TieBreaker = string.Empty;
        configuration.ConfigurationChannel = string.Empty;
        // Answers are waited for in AskAsync. When the client gives up by itself and an answer comes after all, later commands may be given answers that are not theirs.
        configuration.SyncTimeout = (int)TimeSpan.FromHours(1).TotalMilliseconds;
        return configuration;
    }
}
