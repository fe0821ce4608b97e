using System.Security.Cryptography;
using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// A Lua script that answers with a list of texts, sent once and then called by its digest. Each call carries a mark that its answer must bring back: the
/// client hands an answer of a connection that was given up to a later command now and then, and no write may count as done by another one's answer.
/// </summary>
internal sealed class RedisScript(string text)
{
    private readonly string _text = $"""
        local function run()
        {text}
        end
        local answer = run()
        answer[#answer + 1] = ARGV[#ARGV]
        return answer
        """;

    private string? _digest;

    /// <summary>Runs the script; loads it first when the server does not have it, as after a restart or SCRIPT FLUSH.</summary>
    /// <param name="link">Where to run it.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="arguments">Its arguments; the mark comes after them.</param>
    /// <param name="hardStop">Gives up.</param>
    /// <returns>The answer without the mark.</returns>
    /// <exception cref="RedisFaultException">Whatever went wrong.</exception>
    public async Task<string[]> RunAsync(RedisLink link, IReadOnlyList<string> keys, IReadOnlyList<object> arguments, CancellationToken hardStop)
    {
        const int markBytes = 16;
        string mark = RandomNumberGenerator.GetHexString(markBytes, lowercase: true);
        object[] call = new object[3 + keys.Count + arguments.Count];
        call[1] = keys.Count;
        for (int i = 0; i < keys.Count; i++)
            call[2 + i] = (RedisKey)keys[i];
        for (int i = 0; i < arguments.Count; i++)
            call[2 + keys.Count + i] = arguments[i];
        call[^1] = mark;

        RedisResult reply = await CallAsync(link, call, hardStop);
        if (!reply.IsNull && RedisReply.Texts(reply) is [.. var answer, var returned] && returned == mark)
            return answer;
        await link.DropAsync(hardStop);
        throw new RedisFaultException(RedisFaultKind.Passing, DeliveryTrouble.NoAnswer, "no answer to this command", null);
    }

    private async Task<RedisResult> CallAsync(RedisLink link, object[] call, CancellationToken hardStop)
    {
        if (_digest is not null)
        {
            try
            {
                call[0] = _digest;
                return await link.ExecuteAsync("EVALSHA", call, hardStop);
            }
            catch (RedisFaultException fault) when (fault.Kind == RedisFaultKind.NoScript)
            {
                _digest = null;
            }
        }

        _digest = (string?)await link.ExecuteAsync("SCRIPT", ["LOAD", _text], hardStop)
            ?? throw new RedisFaultException(RedisFaultKind.Unexpected, "SCRIPT LOAD gave no digest", null);
        call[0] = _digest;
        return await link.ExecuteAsync("EVALSHA", call, hardStop);
    }
}
