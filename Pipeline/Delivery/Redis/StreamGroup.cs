using RtmPipeline.Sources.Redis;
using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>The commands of a consumer group on the program's Redis client, for sources that read streams. It has a connection of its own.</summary>
/// <remarks>
/// The client now and then hands an answer of a connection that was given up to a later command, so each answer must show that it is one to its question: it names the stream,
/// and has the ids that it should. One that does not ends the connection, and is passing trouble.
/// </remarks>
internal sealed class StreamGroup : IStreamGroup
{
    private readonly RedisStreamOptions _options;
    private readonly RedisLink _link;

    public StreamGroup(RedisStreamOptions options, TimeProvider time)
    {
        _options = options;
        _link = new RedisLink(
            new RedisOptions { Endpoint = options.Endpoint, User = options.User, Password = options.Password, PasswordFile = options.PasswordFile, Tls = options.Tls }, time);
    }

    /// <inheritdoc />
    public async Task<Version?> VersionAsync(CancellationToken stop)
    {
        try
        {
            return (await ServerFacts.ReadAsync(_link, stop)).Version;
        }
        catch (RedisFaultException fault)
        {
            throw TroubleOf(fault);
        }
    }

    /// <inheritdoc />
    public async Task<StreamFacts?> LookAsync(string stream, CancellationToken stop)
    {
        try
        {
            StreamReply facts = StreamReply.Named(await RunAsync("XINFO", ["STREAM", (RedisKey)stream], stop));
            GroupFacts? group = null;
            foreach (RedisResult item in RedisReply.List(await RunAsync("XINFO", ["GROUPS", (RedisKey)stream], stop)))
            {
                StreamReply one = StreamReply.Named(item);
                if (one.Text("name") == _options.Group)
                    group = new GroupFacts(one.Id("last-delivered-id"), one.Number("pending") ?? 0, one.Number("lag"));
            }

            return new StreamFacts(facts.Id("last-generated-id"), facts.Number("length") ?? throw StreamReply.Strange(), group);
        }
        catch (StreamTroubleException missing) when (missing.Kind == StreamTroubleKind.Gone)
        {
            return null;
        }
        catch (RedisFaultException strange)
        {
            throw await StrangeAsync(strange, stop);
        }
    }

    /// <inheritdoc />
    public async Task CreateAsync(string stream, StreamId? from, CancellationToken stop)
    {
        try
        {
            object[] what = ["CREATE", (RedisKey)stream, _options.Group, from?.ToString() ?? "$"];
            await _link.ExecuteAsync("XGROUP", _options.HoldsDecisions ? [.. what, "MKSTREAM"] : what, stop);
        }
        catch (RedisFaultException fault) when (fault.Message.StartsWith("BUSYGROUP", StringComparison.Ordinal))
        {
            // Another process was faster.
        }
        catch (RedisFaultException fault)
        {
            throw TroubleOf(fault);
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<StreamEntry>> ReadOwnAsync(string stream, string consumer, StreamId after, int most, CancellationToken stop)
    {
        RedisResult reply = await ReadAsync(stream, consumer, after.ToString(), most, stop);
        return await CheckedAsync(() => StreamReply.Entries(reply, stream, after), stop);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<StreamEntry>> ReadNewAsync(string stream, string consumer, int most, CancellationToken stop)
    {
        RedisResult reply = await ReadAsync(stream, consumer, ">", most, stop);
        return reply.IsNull ? [] : await CheckedAsync(() => StreamReply.Entries(reply, stream, null), stop);
    }

    /// <inheritdoc />
    public async Task<int> AcknowledgeAsync(string stream, IReadOnlyList<StreamId> ids, CancellationToken stop)
    {
        RedisResult reply = await RunAsync("XACK", [(RedisKey)stream, _options.Group, .. ids.Select(id => id.ToString())], stop);
        return await CheckedAsync(() => (int)StreamReply.Whole(reply, ids.Count), stop);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<GroupMember>> MembersAsync(string stream, CancellationToken stop)
    {
        RedisResult reply = await RunAsync("XINFO", ["CONSUMERS", (RedisKey)stream, _options.Group], stop);
        return await CheckedAsync(() => RedisReply.List(reply).Select(static item => MemberOf(StreamReply.Named(item))).ToArray(), stop);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<PendingEntry>> PendingAsync(string stream, TimeSpan idle, StreamId from, int most, CancellationToken stop)
    {
        object[] arguments = [(RedisKey)stream, _options.Group, "IDLE", (long)idle.TotalMilliseconds, from.ToString(), "+", most];
        RedisResult reply = await RunAsync("XPENDING", arguments, stop);
        return await CheckedAsync(
            () => RedisReply.List(reply).Select(item => RedisReply.List(item) is [var id, var consumer, ..] ? new PendingEntry(StreamReply.IdOf(id, from), (string?)consumer ?? string.Empty) : throw StreamReply.Strange()).ToArray(),
            stop);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<StreamId>> ClaimAsync(string stream, string consumer, TimeSpan idle, IReadOnlyList<StreamId> ids, CancellationToken stop)
    {
        object[] arguments = [(RedisKey)stream, _options.Group, consumer, (long)idle.TotalMilliseconds, .. ids.Select(id => id.ToString()), "JUSTID"];
        RedisResult reply = await RunAsync("XCLAIM", arguments, stop);
        return await CheckedAsync(() => RedisReply.List(reply).Where(static item => !item.IsNull).Select(item => StreamReply.IdOf(item, ids[0])).ToArray(), stop);
    }

    /// <inheritdoc />
    public async Task<bool> HasAsync(string stream, StreamId id, CancellationToken stop)
    {
        RedisResult reply = await RunAsync("XRANGE", [(RedisKey)stream, id.ToString(), id.ToString()], stop);
        return await CheckedAsync(() => RedisReply.Entries(reply).Count > 0, stop);
    }

    /// <inheritdoc />
    public Task RemoveAsync(string stream, string consumer, CancellationToken stop) => RunAsync("XGROUP", ["DELCONSUMER", (RedisKey)stream, _options.Group, consumer], stop);

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private static GroupMember MemberOf(StreamReply member) =>
        new(member.Text("name"), member.Number("pending") ?? throw StreamReply.Strange(), TimeSpan.FromMilliseconds(member.Number("idle") ?? throw StreamReply.Strange()));

    private Task<RedisResult> ReadAsync(string stream, string consumer, string after, int most, CancellationToken stop) =>
        RunAsync("XREADGROUP", ["GROUP", _options.Group, consumer, "COUNT", most, "STREAMS", (RedisKey)stream, after], stop);

    private async Task<RedisResult> RunAsync(string command, object[] arguments, CancellationToken stop)
    {
        try
        {
            return await _link.ExecuteAsync(command, arguments, stop);
        }
        catch (RedisFaultException fault)
        {
            throw TroubleOf(fault);
        }
    }

    private async Task<T> CheckedAsync<T>(Func<T> read, CancellationToken stop)
    {
        try
        {
            return read();
        }
        catch (RedisFaultException strange)
        {
            throw await StrangeAsync(strange, stop);
        }
    }

    private async Task<StreamTroubleException> StrangeAsync(RedisFaultException strange, CancellationToken stop)
    {
        await _link.DropAsync(stop);
        return new StreamTroubleException(StreamTroubleKind.Passing, $"Redis at {_options.Endpoint} gave an answer that is none to the question", strange);
    }

    private StreamTroubleException TroubleOf(RedisFaultException fault)
    {
        // Whoever changes a password in Redis changes the file that holds it too, before or after.
        bool mayPass = fault.Trouble == DeliveryTrouble.Credentials && _options.PasswordFile is not null && !Begins(fault, "NOPERM");
        StreamTroubleKind kind = true switch
        {
            _ when Begins(fault, "NOGROUP") || Begins(fault, "ERR no such key") || Begins(fault, "ERR The XGROUP subcommand requires") => StreamTroubleKind.Gone,
            _ when Begins(fault, "WRONGTYPE") || Begins(fault, "NOPERM") => StreamTroubleKind.StreamRefused,
            _ when fault.Kind == RedisFaultKind.Passing || mayPass => StreamTroubleKind.Passing,
            _ => StreamTroubleKind.Refused,
        };
        return new StreamTroubleException(kind, kind == StreamTroubleKind.StreamRefused ? fault.Message : $"Redis at {_options.Endpoint}: {fault.Message}", fault);
    }

    private static bool Begins(RedisFaultException fault, string with) => fault.Message.StartsWith(with, StringComparison.Ordinal);
}
