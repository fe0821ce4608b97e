using System.Net;
using System.Net.Http.Headers;

namespace RtmPipeline.Sources.Mastodon;

/// <summary>An answer of the server's REST interface.</summary>
/// <param name="Bytes">Its body.</param>
/// <param name="Limit">What it says of its limit.</param>
/// <param name="Link">Its <c>Link</c> header, which names the pages beside; null for none.</param>
internal sealed record RestAnswer(byte[] Bytes, RateLimit Limit, string? Link);

/// <summary>
/// Asks one server. The token goes to the server as configured, and to the streaming host that was found for it, over TLS (or on this machine), and nowhere else: redirects
/// are not followed, and its address never holds it.
/// </summary>
internal sealed class MastodonHttp : IDisposable
{
    /// <summary>How long a server may take to answer, and to send all of an answer.</summary>
    public static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(30);

    /// <summary>Longest answer, unpacked. A page of 40 statuses is typically below 400 KiB.</summary>
    public const int MaxAnswerBytes = 8 << 20;

    private const string UserAgent = "RtmPipeline";

    private readonly HttpClient _rest;
    private readonly HttpClient _streams;
    private readonly TimeProvider _clock;

    public MastodonHttp(Uri instance, AccessToken token, TimeProvider clock)
    {
        Instance = instance;
        Token = token;
        _clock = clock;
        _rest = ClientOf(instance, DecompressionMethods.GZip);
        // A packed stream would be held back until a block of it is full.
        _streams = ClientOf(instance, DecompressionMethods.None);
    }

    public Uri Instance { get; }

    public AccessToken Token { get; }

    /// <summary>What the network says, which names at most the host: a request that failed tells why within.</summary>
    public static string WordsOf(Exception fault) => fault is HttpRequestException { InnerException: { } inner } ? $"{fault.Message}: {inner.Message}" : fault.Message;

    /// <summary>Asks the server itself.</summary>
    /// <param name="path">Path and query.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="UnusableAnswerException">It answered something else than what was asked for.</exception>
    /// <exception cref="HttpRequestException">It cannot be reached.</exception>
    /// <exception cref="IOException">The connection broke, or there was no answer in time.</exception>
    public Task<RestAnswer> GetAsync(string path, CancellationToken stop) => GetAsync(Instance, path, stop);

    /// <inheritdoc cref="GetAsync(string, CancellationToken)"/>
    public Task<RestAnswer> GetAsync(Uri site, string path, CancellationToken stop) => InTimeAsync(
        async limit =>
        {
            using HttpRequestMessage request = RequestOf(site, path, "application/json");
            using HttpResponseMessage answer = await _rest.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit);
            Require(answer, path);
            byte[] bytes = await BodyOfAsync(answer, limit);
            return new RestAnswer(bytes, RateLimit.Of(answer), answer.Headers.TryGetValues("Link", out IEnumerable<string>? links) ? string.Join(", ", links) : null);
        },
        stop);

    /// <summary>Opens a stream of events; the caller disposes it.</summary>
    /// <inheritdoc cref="GetAsync(string, CancellationToken)" path="exception"/>
    public Task<HttpResponseMessage> OpenAsync(Uri site, string path, CancellationToken stop) => InTimeAsync(
        async limit =>
        {
            using HttpRequestMessage request = RequestOf(site, path, "text/event-stream");
            HttpResponseMessage answer = await _streams.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit);
            try
            {
                Require(answer, path);
                if (answer.Content.Headers.ContentType?.MediaType is not "text/event-stream")
                    throw new UnusableAnswerException(AnswerFault.Failed, "the answer is no stream of events");
                return answer;
            }
            catch (UnusableAnswerException)
            {
                answer.Dispose();
                throw;
            }
        },
        stop);

    public void Dispose()
    {
        _rest.Dispose();
        _streams.Dispose();
    }

    private static HttpClient ClientOf(Uri instance, DecompressionMethods packed) =>
        new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = packed,
            // Another address of the server is found within this time.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            UseProxy = !instance.IsLoopback,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestHeaders = { UserAgent = { new ProductInfoHeaderValue(UserAgent, typeof(MastodonHttp).Assembly.GetName().Version?.ToString(3)) } },
        };

    private HttpRequestMessage RequestOf(Uri site, string path, string accept)
    {
        HttpRequestMessage request = new(HttpMethod.Get, new Uri($"{site.GetLeftPart(UriPartial.Authority)}{site.AbsolutePath.TrimEnd('/')}{path}"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        if (SiteAddress.MayHaveToken(site))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token.Value);
        return request;
    }

    private void Require(HttpResponseMessage answer, string path)
    {
        int status = (int)answer.StatusCode;
        if (status == 200)
            return;
        string asked = path.Split('?')[0];
        throw status switch
        {
            401 => new UnusableAnswerException(AnswerFault.Unauthorised, $"HTTP 401 for {asked}: the token is not accepted"),
            403 => new UnusableAnswerException(AnswerFault.Unauthorised, $"HTTP 403 for {asked}: the token may not read this; it needs read:statuses, and its account must be in order"),
            404 => new UnusableAnswerException(AnswerFault.Refused, $"HTTP 404 for {asked}: there is no such stream, list or timeline"),
            422 => new UnusableAnswerException(AnswerFault.Refused, $"HTTP 422 for {asked}: the server does not take it; timelines of this kind may be switched off"),
            429 => new UnusableAnswerException(AnswerFault.Limited, $"HTTP 429 for {asked}: the server's limit is reached", RateLimit.RetryAt(answer, _clock.GetUtcNow())),
            >= 300 and < 400 => new UnusableAnswerException(AnswerFault.Refused, $"HTTP {status} for {asked}: it leads to {SiteAddress.Show(answer.Headers.Location)}, and the token is not sent there; configure that address if it is right"),
            408 or >= 500 => new UnusableAnswerException(AnswerFault.Failed, $"HTTP {status} for {asked}", RateLimit.RetryAt(answer, _clock.GetUtcNow())),
            _ => new UnusableAnswerException(AnswerFault.Refused, $"HTTP {status} for {asked}"),
        };
    }

    private static async Task<byte[]> BodyOfAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        await using Stream body = await answer.Content.ReadAsStreamAsync(stop);
        using MemoryStream bytes = new();
        byte[] piece = new byte[16 * 1024];
        while (await body.ReadAsync(piece, stop) is > 0 and int read)
        {
            if (bytes.Length + read > MaxAnswerBytes)
                throw new UnusableAnswerException(AnswerFault.Failed, $"the answer is longer than {MaxAnswerBytes} bytes");
            bytes.Write(piece, 0, read);
        }

        return bytes.ToArray();
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken stop)
    {
        using CancellationTokenSource limit = new(RequestTime, _clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException late) when (!stop.IsCancellationRequested)
        {
            throw new IOException($"no answer within {RequestTime.TotalSeconds:0} s", late);
        }
        catch (InvalidDataException)
        {
            throw new UnusableAnswerException(AnswerFault.Failed, "the answer is packed, and cannot be unpacked");
        }
    }
}
