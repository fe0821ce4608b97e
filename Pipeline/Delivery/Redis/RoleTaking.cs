using System.Globalization;

namespace RtmPipeline.Delivery.Redis;

/// <summary>The writer's role of a prefix: a token that only the latest writer holds, and where the streams ended when it was taken.</summary>
/// <param name="Token">Counts the writers of the prefix.</param>
/// <param name="Proof">Token and attempt: after Redis went back in time, two writers could come to the same token.</param>
/// <param name="PreviousName">Name of the writer before, for messages; empty where there was none.</param>
/// <param name="Newest">What refuses a run that begins no later than the newest entry; null where there is no entry.</param>
/// <param name="Heads">Where the streams ended.</param>
internal sealed record WriterRole(string Token, string Proof, string PreviousName, NewestEntry? Newest, StreamHeads Heads);

/// <summary>Time of the newest entry, unix milliseconds as text, and its stream's key.</summary>
internal sealed record NewestEntry(string Time, string Key);

/// <summary>Who has the role now.</summary>
/// <param name="Name">Name for people.</param>
/// <param name="Since">When it took the role by Redis' clock, as text for people.</param>
/// <param name="Token">Its token.</param>
/// <param name="Renewed">When it last said that it lives; another value at the next look means that it does.</param>
/// <param name="Left">How long its lease still runs.</param>
internal sealed record HeldRole(string Name, string Since, string Token, string Renewed, TimeSpan Left);

/// <summary>Who asks for the role, and how.</summary>
/// <param name="Holder">The writer over restarts; see <see cref="RedisOptions.Holder"/>.</param>
/// <param name="Attempt">This very object: asking twice keeps the token.</param>
/// <param name="Name">For people.</param>
internal sealed record RoleRequester(string Holder, string Attempt, string Name);

/// <summary>Takes the writer's role, in one step with the check that the run may write here at all.</summary>
internal sealed class RoleTaking(RedisLink link, RedisKeys keys, RedisOptions options, RoleRequester requester)
{
    /// <summary>Stands for the token of a writer that had none. Only such a one may take the role from a live writer: not one that lost it.</summary>
    public const string NoToken = "0";

    private readonly RedisScript _script = new(RedisScripts.TakeRole);

    /// <param name="firstTime">Time of the first entry of the run, unix milliseconds; null while it is not known, or where it does not matter.</param>
    /// <param name="leastToken">The new token is larger than this.</param>
    /// <param name="mend">True takes the streams for what they are where they lost entries that the numbers still count.</param>
    /// <param name="hardStop">Ends the attempt.</param>
    /// <returns>The role, or who has it.</returns>
    /// <exception cref="RedisFaultException">The attempt failed and can be made again.</exception>
    /// <exception cref="DeliveryRefusedException">The streams hold entries that are not older, or a key holds something else.</exception>
    public async Task<(WriterRole? Role, HeldRole? Held)> TakeAsync(long? firstTime, string leastToken, bool mend, CancellationToken hardStop)
    {
        string[] takeKeys = [keys.Writer, keys.Seq, .. keys.Streams];
        object[] arguments =
        [
            requester.Holder, firstTime?.ToString(CultureInfo.InvariantCulture) ?? string.Empty, options.Append ? 1 : 0, requester.Attempt, requester.Name,
            (long)options.Lease.TotalMilliseconds, options.TakeOver && leastToken == NoToken ? 1 : 0, leastToken, mend ? 1 : 0,
        ];
        string[] answer = await _script.RunAsync(link, takeKeys, arguments, hardStop);
        if (RefusalOf(answer, keys) is { } refusal)
            throw refusal;
        return answer switch
        {
            ["held", var name, var since, var token, var renewed, var left] =>
                (null, new HeldRole(name, TimeText(since), token, renewed, TimeSpan.FromMilliseconds(NumberOf(left)))),
            ["taken", var token, var previous, var time, var key, _, _, _, _, _, _] => (
                new WriterRole(
                    token, $"{token} {requester.Attempt}", previous == requester.Name ? string.Empty : previous, time.Length == 0 ? null : new NewestEntry(time, key),
                    HeadsOf(answer.AsSpan(5))),
                null),
            _ => throw new DeliveryBrokenException($"the script answered '{PlainText.Escape(string.Join(' ', answer))}'"),
        };
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

    /// <summary>A time of Redis or of an entry as people read it.</summary>
    public static string TimeText(string unixMilliseconds) =>
        long.TryParse(unixMilliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out long time) ? WireNumbers.Rfc3339(time) : "an unknown time";

    private static long NumberOf(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;

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
}
