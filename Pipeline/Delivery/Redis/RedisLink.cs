using System.Security.Authentication;
using RtmPipeline.Telemetry;
using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// One connection to Redis. A connection that broke or did not answer in time is thrown away, and the next command makes a new one: what happens to
/// a command in flight is then ours to know, and not the client's own reconnecting, which differs between its versions.
/// Commands given from several threads go one after another.
/// </summary>
/// <param name="options">Where it leads.</param>
/// <param name="time">Times waits.</param>
/// <param name="metrics">Told of each call; null for nobody.</param>
internal sealed class RedisLink(RedisOptions options, TimeProvider time, DeliveryMetrics? metrics = null) : IAsyncDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private static readonly TimeSpan s_clientTimeout = TimeSpan.FromHours(1);

    private ConnectionMultiplexer? _connection;

    /// <summary>Runs one command. Keys must be given as <see cref="RedisKey"/>, so that a cluster's slot is known.</summary>
    /// <exception cref="RedisFaultException">Whatever went wrong, with what to do about it. After a passing fault the outcome is unknown.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="hardStop"/> was cancelled.</exception>
    public async Task<RedisResult> ExecuteAsync(string command, object[] arguments, CancellationToken hardStop)
    {
        await _oneAtATime.WaitAsync(hardStop);
        long begun = time.GetTimestamp();
        try
        {
            _connection ??= await ConnectAsync(hardStop);
            RedisResult? reply = await _connection.GetDatabase().ExecuteAsync(command, arguments).WaitAsync(options.ResponseTimeout, time, hardStop);
            if (reply is not null)
                return reply;

            // The client does so when its connection was lost before the command was sent; nil from Redis is an object.
            await CloseAsync();
            throw new RedisFaultException(RedisFaultKind.Passing, DeliveryTrouble.NoAnswer, "no answer", null);
        }
        catch (RedisServerException answer)
        {
            RedisFaultException fault = RedisFaultException.OfAnswer(answer.Message, answer);
            if (fault.WantsNewConnection)
                await CloseAsync();
            throw fault;
        }
        catch (RedisCommandException cause)
        {
            // The client itself sees that the server it knows is a replica and takes no writes; who took over, a new connection tells.
            await CloseAsync();
            throw new RedisFaultException(RedisFaultKind.Passing, DeliveryTrouble.ReadOnly, "no server that takes writes", cause);
        }
        catch (RedisConnectionException cause)
        {
            await CloseAsync();
            throw FaultOf(cause);
        }
        catch (RedisException cause)
        {
            await CloseAsync();
            throw new RedisFaultException(RedisFaultKind.Passing, DeliveryTrouble.NoConnection, "the connection broke", cause);
        }
        catch (TimeoutException cause)
        {
            await CloseAsync();
            throw new RedisFaultException(
                RedisFaultKind.Passing, DeliveryTrouble.NoAnswer, $"no answer within {options.ResponseTimeout.TotalSeconds:0.#} s", cause);
        }
        finally
        {
            _oneAtATime.Release();
            metrics?.Called(command, time.GetElapsedTime(begun));
        }
    }

    /// <summary>Gives the connection up; the next command makes a new one.</summary>
    public async Task DropAsync(CancellationToken hardStop)
    {
        await _oneAtATime.WaitAsync(hardStop);
        try
        {
            await CloseAsync();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _oneAtATime.Dispose();
    }

    /// <summary>
    /// The client tells a password that was not accepted only in its message. Over TLS a handshake that was cut off looks the same to it, and that passes.
    /// </summary>
    private RedisFaultException FaultOf(RedisConnectionException cause)
    {
        bool unauthenticated = cause.FailureType == ConnectionFailureType.AuthenticationFailure
            || cause.Message.Contains(nameof(ConnectionFailureType.AuthenticationFailure), StringComparison.Ordinal);
        if (!unauthenticated)
            return new RedisFaultException(RedisFaultKind.Passing, DeliveryTrouble.NoConnection, "no connection", cause);
        return options.Tls
            ? new RedisFaultException(RedisFaultKind.Passing, DeliveryTrouble.Credentials, "the certificate or the password was not accepted", cause)
            : new RedisFaultException(RedisFaultKind.Refused, DeliveryTrouble.Credentials, "the password was not accepted, or one is needed", cause);
    }

    private async Task<ConnectionMultiplexer> ConnectAsync(CancellationToken hardStop)
    {
        Task<ConnectionMultiplexer> connecting = ConnectionMultiplexer.ConnectAsync(Configure());
        try
        {
            return await connecting.WaitAsync(options.ConnectTimeout * 2, time, hardStop);
        }
        catch (Exception givenUp) when (givenUp is TimeoutException or OperationCanceledException)
        {
            // It may still succeed, and nobody would close it: a server that hangs for long must not cost a connection for each attempt.
            _ = CloseLateAsync(connecting);
            throw;
        }
    }

    private static async Task CloseLateAsync(Task<ConnectionMultiplexer> connecting)
    {
        try
        {
            (await connecting).Dispose();
        }
        catch (RedisException)
        {
            // It failed, and there is nothing to close.
        }
        catch (TimeoutException)
        {
            // The same.
        }
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
                    RedisFaultKind.Refused, "the Redis client of this build knows no user names; leave User out, or build with a newer client", cause);
            }
        }

        foreach (string node in options.Endpoint.Split(','))
            configuration.EndPoints.Add(node);
        configuration.Password = options.PasswordFile is null ? options.Password : PasswordFile.Read(options.PasswordFile, options.Password);
        configuration.Ssl = options.Tls;
        if (options.Tls)
            configuration.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        configuration.ClientName = "rtm";
        configuration.AbortOnConnectFail = true;
        configuration.ConnectRetry = 1;
        configuration.ConnectTimeout = (int)options.ConnectTimeout.TotalMilliseconds;

        // The answer is waited for here. When the client gives up by itself and the answer comes after all, it ends the same command twice, and from then on
        // other commands of the process, also on other connections, may be given answers that are not theirs.
        configuration.SyncTimeout = (int)s_clientTimeout.TotalMilliseconds;

        // Neither tells us anything, and each needs rights to a key or a channel outside our prefix.
        configuration.TieBreaker = string.Empty;
        configuration.ConfigurationChannel = string.Empty;

        // A server whose disk fails refuses PING, and the client would find no server at all. Without it, it takes TIME, which readers may not use, and without that ECHO.
        configuration.CommandMap = CommandMap.Create(["PING", "TIME"], available: false);
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
