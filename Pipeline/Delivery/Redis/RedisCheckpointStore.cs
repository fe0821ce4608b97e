using System.Globalization;
using System.Runtime.CompilerServices;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.State;
using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// Keeps checkpoints in Redis beside the outputs, for containers without a disk. A checkpoint is written in parts that pass away by themselves, and
/// becomes one in a single step under the writer's token, which also drops the older ones; so at every moment Redis holds a whole one, and a writer
/// that was replaced cannot add to them. They are as safe as Redis is: a Redis that loses its data loses outputs and checkpoints alike.
/// </summary>
internal sealed class RedisCheckpointStore(
    RedisLink link, RedisRetry retry, RedisKeys keys, RedisOptions options, RoleKeeper role, int keep, Action<string> warn, CrashPoints crashPoints)
    : ICheckpointStore
{
    /// <summary>Bytes of one part: Redis answers nobody else while it takes one, some milliseconds.</summary>
    public const int PartBytes = 4 * 1024 * 1024;

    /// <summary>Seconds after which parts are gone that never became a checkpoint; far more than writing one takes.</summary>
    private const int UnkeptSeconds = 3600;

    /// <summary>Times that a checkpoint is written anew when Redis loses it in the middle, as by a failover.</summary>
    private const int MaxTries = 5;

    /// <summary>Most parts that are believed of a checkpoint when reading: 2 GB, which is also what an array can hold.</summary>
    private const int MaxParts = 511;

    private readonly RedisScript _keep = new(RedisScripts.KeepCheckpoint);

    public string Place => $"{keys.Checkpoints} at {options.Endpoint}";

    /// <exception cref="DeliveryBrokenException">Another writer took over, or Redis loses whatever it is given.</exception>
    public async Task<long> SaveAsync(Checkpoint checkpoint, CancellationToken hardStop)
    {
        for (int i = 0; i < MaxTries; i++)
        {
            Kept made = await WriteAsync(checkpoint, hardStop);
            crashPoints.Reach("checkpoint.before-rename");
            if (!await KeepAsync(made, hardStop))
                continue;
            crashPoints.Reach("checkpoint.after-rename");
            return made.Bytes;
        }

        throw new DeliveryBrokenException($"checkpoint {checkpoint.Number} could not be kept in {Place}: Redis lost it {MaxTries} times while it was written");
    }

    public async IAsyncEnumerable<Checkpoint> LoadAsync([EnumeratorCancellation] CancellationToken hardStop)
    {
        foreach (Kept kept in await ListAsync(hardStop))
        {
            if (await ReadAsync(kept, hardStop) is { } checkpoint)
                yield return checkpoint;
        }
    }

    private async Task<Kept> WriteAsync(Checkpoint checkpoint, CancellationToken hardStop)
    {
        WriterRole writer = role.Role ?? throw new InvalidOperationException("a checkpoint belongs to a delivery that was saved, and has the role");
        Kept made = new(checkpoint.Number, writer.Token, 0, 0);
        byte[] part = new byte[PartBytes];
        int used = 0;
        foreach (ReadOnlyMemory<byte> piece in CheckpointFormat.Write(checkpoint))
        {
            for (ReadOnlyMemory<byte> rest = piece; rest.Length > 0;)
            {
                int count = Math.Min(rest.Length, part.Length - used);
                rest[..count].CopyTo(part.AsMemory(used));
                rest = rest[count..];
                used += count;
                if (used < part.Length)
                    continue;
                made = await AddPartAsync(made, part, hardStop);
                part = new byte[PartBytes];
                used = 0;
            }
        }

        return used > 0 ? await AddPartAsync(made, part[..used], hardStop) : made;
    }

    /// <summary>Each part has an array of its own: after an attempt that failed, the client may still hold it.</summary>
    private async Task<Kept> AddPartAsync(Kept made, byte[] part, CancellationToken hardStop)
    {
        RedisKey key = keys.CheckpointPart(made.Number, made.Token, made.Parts);
        await RunAsync("SET", [key, part, "EX", UnkeptSeconds], hardStop);
        return made with { Parts = made.Parts + 1, Bytes = made.Bytes + part.Length };
    }

    /// <summary>Makes it the current one; drops what is beyond the number kept, and what a run left that another one went back behind.</summary>
    /// <returns>False when Redis went back in time meanwhile, and all must be written again.</returns>
    private async Task<bool> KeepAsync(Kept made, CancellationToken hardStop)
    {
        List<Kept> all = await ListAsync(hardStop);
        Kept[] replaced = [.. all.Where(kept => kept.Number == made.Number && kept.Token != made.Token)];
        Kept[] dropped = [.. all.Where(kept => kept.Number < made.Number).Skip(keep - 1), .. all.Where(kept => kept.Number > made.Number)];
        string[] scriptKeys = [keys.Writer, keys.Checkpoints, .. KeysOf(made), .. dropped.Concat(replaced).SelectMany(KeysOf)];
        object[] arguments = [role.Role!.Proof, made.Number, made.Text, made.Parts, .. dropped.Select(kept => (object)kept.Number)];
        string[] answer = await retry.RunAsync(
            () => _keep.RunAsync(link, scriptKeys, arguments, hardStop), Timeout.InfiniteTimeSpan, hardStop);
        switch (answer)
        {
            case ["ok"]:
                return true;
            case ["missing", _]:
                return false;
            case ["fenced", _, _, _]:
                if (role.FencingBy(answer) is { } fencing)
                    throw fencing;
                await role.TakeAsync(null, mend: true, hardStop);
                return false;
            default:
                throw RoleTaking.RefusalOf(answer, keys) as Exception ?? new DeliveryBrokenException($"the script answered '{PlainText.Escape(string.Join(' ', answer))}'");
        }
    }

    /// <summary>What is kept, newest first.</summary>
    private async Task<List<Kept>> ListAsync(CancellationToken hardStop)
    {
        string[] pairs = RedisReply.Texts(await RunAsync("HGETALL", [(RedisKey)keys.Checkpoints], hardStop));
        List<Kept> all = [];
        for (int i = 0; i + 1 < pairs.Length; i += 2)
        {
            if (Kept.TryParse(pairs[i], pairs[i + 1]) is { } kept)
                all.Add(kept);
            else
                warn($"{keys.Checkpoints} holds '{PlainText.Escape(pairs[i])}', which is no checkpoint; passed over");
        }

        all.Sort((one, other) => other.Number.CompareTo(one.Number));
        return all;
    }

    private async Task<Checkpoint?> ReadAsync(Kept kept, CancellationToken hardStop)
    {
        string why;
        try
        {
            List<byte[]> parts = [];
            foreach (string key in KeysOf(kept))
                parts.Add((byte[]?)await RunAsync("GET", [(RedisKey)key], hardStop) ?? throw new StateFormatException($"its part {key} is not there"));
            byte[] whole = new byte[parts.Sum(part => (long)part.Length)];
            int at = 0;
            foreach (byte[] part in parts)
            {
                part.CopyTo(whole, at);
                at += part.Length;
            }

            parts.Clear();
            Checkpoint checkpoint = CheckpointFormat.Read(whole);
            if (checkpoint.Number == kept.Number)
                return checkpoint;
            why = $"it holds number {checkpoint.Number}";
        }
        catch (StateFormatException broken)
        {
            why = broken.Message;
        }

        warn($"checkpoint {kept.Number} in {Place} passed over: {why}");
        return null;
    }

    private IEnumerable<string> KeysOf(Kept kept) => Enumerable.Range(0, kept.Parts).Select(part => keys.CheckpointPart(kept.Number, kept.Token, part));

    private Task<RedisResult> RunAsync(string command, object[] arguments, CancellationToken hardStop) =>
        retry.RunAsync(() => link.ExecuteAsync(command, arguments, hardStop), Timeout.InfiniteTimeSpan, hardStop);

    /// <summary>A line of the list. The token tells apart two writers that came to the same number.</summary>
    private sealed record Kept(long Number, string Token, int Parts, long Bytes)
    {
        public string Text => string.Create(CultureInfo.InvariantCulture, $"{Token} {Parts} {Bytes}");

        public static Kept? TryParse(string number, string text)
        {
            string[] words = text.Split(' ');
            bool isOne = words.Length == 3
                & long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long parsedNumber)
                & int.TryParse(words.ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out int parts)
                & long.TryParse(words.ElementAtOrDefault(2), NumberStyles.None, CultureInfo.InvariantCulture, out long bytes);
            return isOne && parts is > 0 and <= MaxParts && words[0].All(char.IsAsciiDigit) ? new Kept(parsedNumber, words[0], parts, bytes) : null;
        }
    }
}
