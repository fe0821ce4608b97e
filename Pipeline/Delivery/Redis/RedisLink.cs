using System.Security.Authentication;
using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// One connection to Redis. A connection that broke or did not answer in time is thrown away, and the next command makes a new one: what happens to
/// a command in flight is then ours to know, and not the client's own reconnecting, which differs between its versions.
/// Not for use from several threads at once.
/// </summary>
internal sealed class RedisLink(RedisOptions options, TimeProvider time) : IAsyncDisposable
{
    private ConnectionMultiplexer? _connection;

    /// <summary>Runs one command. Keys must be given as <see cref="RedisKey"/>, so that a cluster's slot is known.</summary>
    /// <exception cref="RedisFaultException">Whatever went wrong, with what to do about it. After a passing fault the outcome is unknown.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="hardStop"/> was cancelled.</exception>
    public async Task<RedisResult> ExecuteAsync(string command, object[] arguments, CancellationToken hardStop)
    {
        hardStop.ThrowIfCancellationRequested();
        try
        {
            _connection ??= await ConnectAsync(hardStop);
            return await _connection.GetDatabase().ExecuteAsync(command, arguments).WaitAsync(options.ResponseTimeout, time, hardStop);
        }
        catch (RedisServerException answer)
        {
            throw RedisFaultException.OfAnswer(answer.Message, answer);
        }
        catch (RedisConnectionException cause)
        {
            await CloseAsync();
            throw FaultOf(cause);
        }
        catch (RedisException cause)
        {
            await CloseAsync();
            throw new RedisFaultException(RedisFaultKind.Passing, "the connection broke", cause);
        }
        catch (TimeoutException cause)
        {
            await CloseAsync();
            throw new RedisFaultException(RedisFaultKind.Passing, $"no answer within {options.ResponseTimeout.TotalSeconds:0.#} s", cause);
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    /// <summary>
    /// The client tells a password that was not accepted only in its message. Over TLS a handshake that was cut off looks the same to it, and that passes.
    /// </summary>
    private RedisFaultException FaultOf(RedisConnectionException cause)
    {
        bool unauthenticated = cause.FailureType == ConnectionFailureType.AuthenticationFailure
            || cause.Message.Contains(nameof(ConnectionFailureType.AuthenticationFailure), StringComparison.Ordinal);
        if (!unauthenticated)
            return new RedisFaultException(RedisFaultKind.Passing, "no connection", cause);
        return options.Tls
            ? new RedisFaultException(RedisFaultKind.Passing, "the certificate or the password was not accepted", cause)
            : new RedisFaultException(RedisFaultKind.Refused, "the password was not accepted, or one is needed", cause);
    }

    private async Task<ConnectionMultiplexer> ConnectAsync(CancellationToken hardStop)
    {
        ConfigurationOptions configuration = Configure();
        return await ConnectionMultiplexer.ConnectAsync(configuration).WaitAsync(options.ConnectTimeout * 2, time, hardStop);
    }

    private ConfigurationOptions Configure()
    {
        ConfigurationOptions configuration = new();
        if (options.User is not null)
        {
            try
            {
                configuration = ConfigurationOptions.Parse($"user={options.User}");
            }
            catch (ArgumentException cause)
            {
                throw new RedisFaultException(
                    RedisFaultKind.Refused, "the Redis client of this build knows no user names; leave Redis:User out, or build with a newer client", cause);
            }
        }

        foreach (string node in options.Endpoint.Split(','))
            configuration.EndPoints.Add(node);
        configuration.Password = options.Password;
        configuration.Ssl = options.Tls;
        if (options.Tls)
            configuration.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        configuration.ClientName = "rtm";
        configuration.AbortOnConnectFail = true;
        configuration.ConnectRetry = 1;
        configuration.ConnectTimeout = (int)options.ConnectTimeout.TotalMilliseconds;
        configuration.SyncTimeout = (int)options.ResponseTimeout.TotalMilliseconds;

        // Neither tells us anything, and each needs rights to a key or a channel outside our prefix.
        configuration.TieBreaker = string.Empty;
        configuration.ConfigurationChannel = string.Empty;
        return configuration;
    }

    private async Task CloseAsync()
    {
        ConnectionMultiplexer? connection = _connection;
        _connection = null;
        if (connection is null)
            return;
        await connection.CloseAsync(allowCommandsToComplete: false);
        connection.Dispose();
    }
}
