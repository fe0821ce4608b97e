using System.Net.Sockets;
using System.Net.WebSockets;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Bluesky;

/// <summary>Makes connections, one at a time.</summary>
internal sealed class JetstreamDialer : IDisposable
{
    /// <summary>Time for a connection to be made.</summary>
    public static readonly TimeSpan DialTime = TimeSpan.FromSeconds(20);

    /// <summary>What is said of a connection that the runtime gave up because a ping was not answered.</summary>
    public const string NoPong = "no answer to a ping";

    private const string UserAgent = "RtmPipeline (real-time marketing pipeline)";
    private const int MaxReason = 200;

    private readonly BlueskyOptions _options;
    private readonly TimeProvider _clock;
    private readonly JetstreamRequest _request;
    private readonly AnswerKeeper _answers;
    private readonly HttpMessageInvoker _http;

    public JetstreamDialer(BlueskyOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _request = new JetstreamRequest(options);

        // A redirect is an answer like others: it is shown, and not followed.
        _answers = new AnswerKeeper(new SocketsHttpHandler { AllowAutoRedirect = false }, clock);
        _http = new HttpMessageInvoker(_answers, disposeHandler: true);
    }

    /// <summary>Makes a connection, and asks for events.</summary>
    /// <param name="host">The server.</param>
    /// <param name="cursor">Where to begin; null for what happens from now on.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The connection, which is the caller's, or why there is none.</returns>
    public async Task<(ClientWebSocket? Socket, ConnectionEnd? Failure)> DialAsync(Uri host, long? cursor, CancellationToken stop)
    {
        ClientWebSocket socket = SocketOf();
        using CancellationTokenSource late = new(DialTime, _clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        ConnectionEnd failure;
        try
        {
            await socket.ConnectAsync(_request.AddressAt(host, cursor), _http, either.Token);
            if (_request.Hello is { } hello)
                await socket.SendAsync(hello, WebSocketMessageType.Text, endOfMessage: true, either.Token);
            return (socket, null);
        }
        catch (OperationCanceledException)
        {
            failure = stop.IsCancellationRequested
                ? new ConnectionEnd(EndKind.Stopped, string.Empty)
                : new ConnectionEnd(EndKind.Cut, $"no connection within {DialTime.TotalSeconds:0} s");
        }
        catch (Exception fault) when (fault is WebSocketException or HttpRequestException or IOException or SocketException)
        {
            failure = _answers.Last?.ToEnd() ?? new ConnectionEnd(EndKind.Cut, ReasonOf(fault));
        }

        socket.Dispose();
        return (null, failure);
    }

    /// <summary>What went wrong, in the words of what lies deepest: those around it say only that something did.</summary>
    public static string ReasonOf(Exception fault)
    {
        while (fault.InnerException is { } inner)
            fault = inner;
        return ServerAnswer.OneLine(fault.Message, MaxReason);
    }

    public void Dispose() => _http.Dispose();

    private ClientWebSocket SocketOf()
    {
        ClientWebSocket socket = new();
        socket.Options.KeepAliveInterval = _options.KeepAlive;
        socket.Options.KeepAliveTimeout = _options.KeepAlive;
        socket.Options.SetRequestHeader("User-Agent", UserAgent);
        if (_request.SubProtocol is { } protocol)
            socket.Options.AddSubProtocol(protocol);
        return socket;
    }
}
