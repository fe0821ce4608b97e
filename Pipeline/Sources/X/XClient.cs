using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.X;

/// <summary>An answer that was read to its end.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body.</param>
/// <param name="Limit">What is left of the rate limit.</param>
/// <param name="Fault">How the request ended, where its status says that it was not done.</param>
internal sealed record XAnswer(HttpStatusCode Status, byte[] Body, XRateLimit Limit, XEnd? Fault);

/// <summary>
/// Sends requests with the token. Redirects are followed, and the token goes along only to where it was meant for: the same scheme, host and port.
/// </summary>
internal sealed class XClient : IDisposable
{
    /// <summary>Redirects of one request.</summary>
    public const int MaxRedirects = 5;

    /// <summary>Longest answer, bytes: a page of a thousand rules of 2,048 characters has some 5 MB.</summary>
    public const int MaxAnswerBytes = 16 << 20;

    /// <summary>Bytes of a refusal that are read.</summary>
    private const int MaxProblemBytes = 64 << 10;

    private readonly XOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;

    public XClient(XOptions options, XToken token, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        Token = token;
        _http = new HttpClient(Handler(), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public XToken Token { get; }

    /// <summary>What goes wrong outside while one talks to a server.</summary>
    public static bool IsOutside(Exception fault) => fault is HttpRequestException or IOException or SocketException or InvalidDataException;

    /// <summary>What a fault was, in words. Of a certificate the outer message tells only that something is wrong with it.</summary>
    public static string ReasonOf(Exception fault) => fault.InnerException switch
    {
        SocketException socket => $"{fault.Message} ({socket.SocketErrorCode})",
        AuthenticationException untrusted => untrusted.Message,
        _ => fault.Message,
    };

    /// <summary>Sends a request, and reads the head of its answer; the body stays to be read.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="address">Where to.</param>
    /// <param name="json">Its body; null for none.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="StalledException">No answer within <see cref="XOptions.ReadTimeout"/>.</exception>
    /// <exception cref="HttpRequestException">No connection, or it broke.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, byte[]? json, CancellationToken stop)
    {
        Uri at = address;
        for (int hop = 0; ; hop++)
        {
            HttpResponseMessage response = await SendOnceAsync(method, at, json, stop);
            if (hop == MaxRedirects || NextOf(response, at, json is not null) is not { } next)
                return response;
            response.Dispose();
            at = next;
        }
    }

    /// <summary>Sends a request, and reads its answer.</summary>
    /// <exception cref="StalledException">No answer within <see cref="XOptions.ReadTimeout"/>.</exception>
    /// <exception cref="HttpRequestException">No connection, or it broke.</exception>
    /// <exception cref="IOException">It broke off, or is too long.</exception>
    public async Task<XAnswer> AskAsync(HttpMethod method, Uri address, byte[]? json, CancellationToken stop)
    {
        using HttpResponseMessage response = await SendAsync(method, address, json, stop);
        byte[] body = await ReadAsync(response, MaxAnswerBytes, stop);
        if (body.Length > MaxAnswerBytes)
            throw new IOException($"an answer of more than {MaxAnswerBytes} bytes");
        return new XAnswer(response.StatusCode, body, XRateLimit.Of(response.Headers), response.IsSuccessStatusCode ? null : EndOf(response, body));
    }

    /// <summary>Reads why a stream was refused.</summary>
    public async Task<XEnd> RefusalAsync(HttpResponseMessage response, CancellationToken stop)
    {
        byte[] body = await ReadAsync(response, MaxProblemBytes, stop);
        return EndOf(response, body);
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler Handler() => new()
    {
        AutomaticDecompression = DecompressionMethods.GZip,
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        // A stream has no end that could be waited for: what is not read any more is closed at once, so that the server's slot is free.
        MaxResponseDrainSize = 0,
        ResponseDrainTimeout = TimeSpan.Zero,
        // Requests for rules come minutes apart: their connection is made anew, so that a changed name is seen.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
    };

    private async Task<HttpResponseMessage> SendOnceAsync(HttpMethod method, Uri at, byte[]? json, CancellationToken stop)
    {
        using HttpRequestMessage request = new(method, at);
        request.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (MayHaveToken(at))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token.Current);
        if (json is not null)
            request.Content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using CancellationTokenSource patience = new(_options.ReadTimeout, _clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new StalledException(_options.ReadTimeout);
        }
    }

    /// <summary>A token that is read on its way, or by a host that it is not for, is lost.</summary>
    private bool MayHaveToken(Uri at) => IsSameOrigin(at, _options.Endpoint) && (at.Scheme == Uri.UriSchemeHttps || at.IsLoopback);

    private static bool IsSameOrigin(Uri one, Uri other) => one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a redirect leads; null when the answer is none, or none that is followed.</summary>
    private Uri? NextOf(HttpResponseMessage response, Uri at, bool hasBody)
    {
        bool isRedirect = response.StatusCode is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            || (!hasBody && response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther);
        if (!isRedirect || response.Headers.Location is not { } location || !Uri.TryCreate(at, location, out Uri? next))
            return null;
        bool isWeb = next.Scheme == Uri.UriSchemeHttps || (next.Scheme == Uri.UriSchemeHttp && at.Scheme == Uri.UriSchemeHttp);
        return isWeb && (!hasBody || IsSameOrigin(next, _options.Endpoint)) ? next : null;
    }

    private XEnd EndOf(HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        XEnd end = XEnd.Of(response.StatusCode, response.Headers, XProblem.Read(body), _clock.GetUtcNow());
        string elsewhere = response.RequestMessage?.RequestUri is { } from && !MayHaveToken(from) ? $" (from {from.Host}, where a redirect led; the token is not sent there)" : string.Empty;
        return end with { Reason = Token.Hide(end.Reason) + elsewhere };
    }

    /// <summary>Reads up to one byte more than the limit.</summary>
    private async Task<byte[]> ReadAsync(HttpResponseMessage response, int limit, CancellationToken stop)
    {
        await using Stream body = await response.Content.ReadAsStreamAsync(stop);
        TimedStream timed = new(body, _clock, _options.ReadTimeout);
        using MemoryStream all = new();
        byte[] buffer = new byte[16 << 10];
        while (all.Length <= limit)
        {
            int read = await timed.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, limit + 1 - all.Length)), stop);
            if (read == 0)
                break;
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }
}
