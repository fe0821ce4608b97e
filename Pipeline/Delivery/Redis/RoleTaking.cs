using System.Globalization;

namespace RtmPipeline.Delivery.Redis;

/// <summary>The writer's role of a prefix: a token that only the latest writer holds, and where the streams ended when it was taken.</summary>
internal sealed record WriterRole(string Token, string PreviousHolder, StreamHeads Heads);

/// <summary>Takes the writer's role, in one step with the check that the run may write here at all.</summary>
internal sealed class RoleTaking(RedisLink link, RedisKeys keys, RedisOptions options, string holder)
{
    private readonly RedisScript _script = new(RedisScripts.TakeRole);

    /// <param name="firstTime">Time of the first entry of the run, unix milliseconds.</param>
    /// <param name="hardStop">Ends the attempt.</param>
    /// <exception cref="RedisFaultException">The attempt failed and can be made again.</exception>
    /// <exception cref="DeliveryRefusedException">The streams hold entries that are not older, or a key holds something else.</exception>
    public async Task<WriterRole> TakeAsync(long firstTime, CancellationToken hardStop)
    {
        string[] takeKeys = [keys.Writer, keys.Seq, .. keys.Streams];
        object[] arguments = [holder, firstTime, options.Append ? 1 : 0];
        string[] answer = RedisReply.Texts(await _script.RunAsync(link, takeKeys, arguments, hardStop));
        if (RefusalOf(answer, keys) is { } refusal)
            throw refusal;
        if (answer is not ["taken", var token, var previous, _, _, _, _, _, _])
            throw new DeliveryBrokenException($"the script answered '{PlainText.Escape(string.Join(' ', answer))}'");
        return new WriterRole(token, previous == holder ? string.Empty : previous, HeadsOf(answer.AsSpan(3)));
    }

    /// <summary>The answers that mean somebody must act first; null for others.</summary>
    public static DeliveryRefusedException? RefusalOf(string[] answer, RedisKeys keys) => answer switch
    {
        ["type", var key, var found, var wanted] => new DeliveryRefusedException(
            $"WRONGTYPE: {key} holds a {found} and not a {wanted}; delete that key, or choose another --prefix than {keys.Prefix}"),
        ["newer", var newest, var key] => new DeliveryRefusedException(
            $"{key} already holds an entry of {TimeText(newest)}, and this run begins no later; use --append to go on after it, "
            + $"or choose another --prefix than {keys.Prefix}"),
        _ => null,
    };

    private static StreamHeads HeadsOf(ReadOnlySpan<string> state)
    {
        StreamHead[] heads = new StreamHead[OutputStreams.Count];
        for (int i = 0; i < heads.Length; i++)
        {
            if (!long.TryParse(state[i], NumberStyles.None, CultureInfo.InvariantCulture, out long seq)
                || !EntryId.TryParse(state[OutputStreams.Count + i], out EntryId id))
            {
                throw new DeliveryBrokenException(
                    $"Redis holds seq '{PlainText.Escape(state[i])}' and id '{state[OutputStreams.Count + i]}', which are not numbers");
            }

            heads[i] = new StreamHead(seq, id);
        }

        return new StreamHeads(heads);
    }

    private static string TimeText(string unixMilliseconds) =>
        long.TryParse(unixMilliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out long time) ? WireNumbers.Rfc3339(time) : unixMilliseconds;
}
