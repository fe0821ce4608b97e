using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>A Lua script, sent once and then called by its digest.</summary>
internal sealed class RedisScript(string text)
{
    private string? _digest;

    /// <summary>Runs the script; loads it first when the server does not have it, as after a restart or SCRIPT FLUSH.</summary>
    /// <exception cref="RedisFaultException">Whatever went wrong.</exception>
    public async Task<RedisResult> RunAsync(RedisLink link, IReadOnlyList<string> keys, IReadOnlyList<object> arguments, CancellationToken hardStop)
    {
        object[] call = new object[2 + keys.Count + arguments.Count];
        call[1] = keys.Count;
        for (int i = 0; i < keys.Count; i++)
            call[2 + i] = (RedisKey)keys[i];
        for (int i = 0; i < arguments.Count; i++)
            call[2 + keys.Count + i] = arguments[i];

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

        _digest = (string?)await link.ExecuteAsync("SCRIPT", ["LOAD", text], hardStop)
            ?? throw new RedisFaultException(RedisFaultKind.Unexpected, "SCRIPT LOAD gave no digest", null);
        call[0] = _digest;
        return await link.ExecuteAsync("EVALSHA", call, hardStop);
    }
}
