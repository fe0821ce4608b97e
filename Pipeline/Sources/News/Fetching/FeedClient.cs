using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RtmPipeline.Sources.News.Fetching;

/// <summary>
/// Fetches documents from addresses that nobody vouches for: every hop is checked before it is asked, the address at the moment of connecting; no proxy, no cookies, gzip alone,
/// everything under limits. It never throws for what the outside does.
/// </summary>
internal sealed class FeedClient : IDisposable
{
    private const string Accept =
        "application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";

    private readonly HttpMessageInvoker _invoker;
    private readonly FeedOptions _options;
    private readonly TimeProvider _clock;
    private readonly FeedBody _body;
    private readonly string _agent;

    /// <param name="options">Limits, contact, what is allowed.</param>
    /// <param name="clock">Times fetches.</param>
    /// <param name="resolve">Finds addresses of hosts.</param>
    /// <param name="trust">Whose certificates are trusted; null for those the system trusts.</param>
    public FeedClient(FeedOptions options, TimeProvider clock, ResolveHost resolve, X509ChainPolicy? trust = null)
    {
        _options = options;
        _clock = clock;
        _body = new FeedBody(options.MaxBodyBytes, options.MaxRatio);
        _agent = AgentOf(options.Contact);
        GuardedConnector connector = new(new AddressGuard(options.AllowPrivateAddresses), resolve);
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = connector.ConnectAsync,
            MaxConnectionsPerServer = options.PerHost,
            MaxResponseDrainSize = 64 << 10,
            // Feeds are asked once in minutes, so a connection is not kept for the next time.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
            UseCookies = false,
            UseProxy = false,
        });
    }

    /// <summary>User-Agent with a contact.</summary>
    public static string AgentOf(string contact) => contact.Length == 0 ? $"RtmPipeline/{Version}" : $"RtmPipeline/{Version} (+{contact})";

    /// <summary>Version of the program, as the build has it.</summary>
    private static string Version => typeof(FeedClient).Assembly.GetName().Version?.ToString(3) ?? "0";

    public void Dispose() => _invoker.Dispose();

    /// <summary>Fetches a document, following redirects.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> came.</exception>
    public async Task<Fetch> GetAsync(FetchRequest request, CancellationToken stop)
    {
        Uri at = request.Address;
        using CancellationTokenSource limit = new(_options.Timeout, _clock);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            return await FollowAsync(request, hop => at = hop, ending.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Fetch(FetchOutcome.Unreachable, $"no whole answer within {_options.Timeout.TotalSeconds:0.#} s") { Final = at };
        }
        catch (UnusableBodyException unusable)
        {
            return new Fetch(FetchOutcome.Unusable, unusable.Message) { Final = at, Status = (int)HttpStatusCode.OK, Body = unusable.Head };
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or SocketException)
        {
            return Failed(failed, at);
        }
    }

    private async Task<Fetch> FollowAsync(FetchRequest request, Action<Uri> atHop, CancellationToken stop)
    {
        Uri at = request.Address;
        Uri? movedTo = null;
        bool isForGood = true;
        for (int hops = 0; ; hops++)
        {
            atHop(at);
            if (WhyNot(at) is { } forbidden)
                return Refused(forbidden, at);
            using HttpRequestMessage message = MessageOf(at, request);
            using HttpResponseMessage response = await _invoker.SendAsync(message, stop);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
                return (await AnswerAsync(response, message, at, stop)) with { MovedTo = movedTo, Redirects = hops };
            if (TargetOf(at, response) is not { } next)
                return new Fetch(FetchOutcome.Unreachable, $"HTTP {(int)response.StatusCode} without an address") { Final = at, Status = (int)response.StatusCode };
            if (hops == _options.MaxRedirects)
                return Refused($"more than {_options.MaxRedirects} redirects", at);
            if (at.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps)
                return Refused("a redirect from https to http", at);
            isForGood &= response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect;
            movedTo = isForGood ? next : movedTo;
            at = next;
        }
    }

    private async Task<Fetch> AnswerAsync(HttpResponseMessage response, HttpRequestMessage asked, Uri at, CancellationToken stop)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        bool wasConditional = asked.Headers.NonValidated.Contains("If-None-Match") || asked.Headers.NonValidated.Contains("If-Modified-Since");
        (FetchOutcome outcome, string reason) = Judge(response, wasConditional);
        Fetch fetch = new(outcome, reason)
        {
            Final = at,
            Status = (int)response.StatusCode,
            RetryAfter = ServerWishes.RetryAfter(response, now, _options.MaxRetryAfter),
            Lifetime = ServerWishes.Lifetime(response, now),
            ETag = ServerWishes.Validator(response.Headers, "ETag"),
            LastModified = ServerWishes.Validator(response.Content.Headers, "Last-Modified"),
            ContentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types) ? types.FirstOrDefault() : null,
        };
        if (outcome != FetchOutcome.Document)
            return fetch;
        (byte[] body, long received) = await _body.ReadAsync(response.Content, stop);
        return fetch with { Body = body, Received = received };
    }

    private static (FetchOutcome Outcome, string Reason) Judge(HttpResponseMessage response, bool wasConditional)
    {
        int status = (int)response.StatusCode;
        if (response.Headers.NonValidated.TryGetValues("cf-mitigated", out var mitigated) && mitigated.Any(value => value.Contains("challenge", StringComparison.OrdinalIgnoreCase)))
            return (FetchOutcome.Challenged, $"HTTP {status}: the server wants to see a person, not a program");
        return status switch
        {
            200 or 203 => (FetchOutcome.Document, string.Empty),
            304 when wasConditional => (FetchOutcome.NotModified, string.Empty),
            401 or 402 or 403 or 407 or 451 => (FetchOutcome.NotAllowed, $"HTTP {status}: not allowed"),
            404 => (FetchOutcome.NotFound, "HTTP 404: not found"),
            410 => (FetchOutcome.Gone, "HTTP 410: gone"),
            429 or 503 => (FetchOutcome.Busy, $"HTTP {status}: the host asks to wait"),
            _ => (FetchOutcome.Unreachable, $"HTTP {status}"),
        };
    }

    private HttpRequestMessage MessageOf(Uri at, FetchRequest request)
    {
        HttpRequestMessage message = new(HttpMethod.Get, at);
        message.Headers.TryAddWithoutValidation("User-Agent", _agent);
        message.Headers.TryAddWithoutValidation("Accept", Accept);
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        if (request.Validators is { } known && known.Of == Validators.AddressOf(at))
        {
            if (known.ETag is not null)
                message.Headers.TryAddWithoutValidation("If-None-Match", known.ETag);
            if (known.LastModified is not null)
                message.Headers.TryAddWithoutValidation("If-Modified-Since", known.LastModified);
        }

        if (request.Credentials is not null && request.CredentialsFor is { } owner && MaySendCredentials(at, owner))
            message.Headers.TryAddWithoutValidation("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(request.Credentials))}");
        return message;
    }

    /// <summary>To the host they were given for, and never in the clear beyond this machine.</summary>
    public static bool MaySendCredentials(Uri at, Uri owner) =>
        at.IdnHost == owner.IdnHost && at.Port == owner.Port && at.Scheme == owner.Scheme && (at.Scheme == Uri.UriSchemeHttps || at.IsLoopback);

    private string? WhyNot(Uri at)
    {
        if (!FeedAddress.IsWeb(at))
            return $"a redirect to {at.Scheme}:";
        return at.Port is 80 or 443 || _options.Ports.Contains(at.Port) ? null : $"port {at.Port} is none of those allowed (80, 443, and Ports)";
    }

    private static Uri? TargetOf(Uri at, HttpResponseMessage response)
    {
        if (response.Headers.NonValidated.TryGetValues("Location", out var values) && values.FirstOrDefault() is { Length: > 0 and <= FeedOptions.MaxAddressLength } location
            && Uri.TryCreate(at, location, out Uri? next) && (next.Host.Length > 0 || !FeedAddress.IsWeb(next)) && next.AbsoluteUri.Length <= FeedOptions.MaxAddressLength)
        {
            return FeedAddress.IsWeb(next) ? FeedAddress.Bare(next) : next;
        }

        return null;
    }

    private static Fetch Refused(string reason, Uri at) => new(FetchOutcome.Refused, reason) { Final = at };

    private static Fetch Failed(Exception failed, Uri at)
    {
        for (Exception? inner = failed; inner is not null; inner = inner.InnerException)
        {
            if (inner is ForbiddenAddressException)
                return Refused(inner.Message, at);
        }

        string reason = failed is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http
            ? $"{http.HttpRequestError}: {(failed.InnerException ?? failed).Message}"
            : failed.Message;
        return new Fetch(FetchOutcome.Unreachable, reason) { Final = at };
    }
}
