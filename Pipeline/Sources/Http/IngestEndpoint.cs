using Microsoft.AspNetCore.Http;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Http;

/// <summary>
/// Answers requests: looks who sends, reads the body whole, cuts it into records, hands them on, and says that they were accepted only when the journal has flushed them. What
/// shippers repeat is 503 alone, so that is said when there is no room; other refusals make them drop what they sent, and are told loudly.
/// </summary>
internal sealed class IngestEndpoint : IDisposable
{
    /// <summary>Both paths mean the same.</summary>
    public static readonly IReadOnlyList<string> Paths = ["/ingest", "/ingest/v1/events"];

    private readonly HttpOptions _options;
    private readonly SourceHost _host;
    private readonly KeyRing _keys;
    private readonly KeyQuotas _quotas;
    private readonly ByteBudget _budget;
    private readonly BodyReader _reader;
    private readonly RecordMaker _maker;
    private readonly SampledWarnings _warnings;
    private readonly CancellationTokenSource _abandoned = new();

    /// <summary>Taken once: a request that outlives the endpoint finds it cancelled.</summary>
    private readonly CancellationToken _isAbandoned;
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _active = 1;
    private int _isClosed;

    public IngestEndpoint(HttpOptions options, SourceHost host)
    {
        _options = options;
        _isAbandoned = _abandoned.Token;
        _host = host;
        _keys = new KeyRing(options, host.Clock, host.Watch.Tell);
        _quotas = new KeyQuotas(options.QuotaPerSecond, host.Clock);
        _budget = new ByteBudget(options.MaxWaitingBytes);
        _reader = new BodyReader(options, _budget);
        _maker = new RecordMaker(options, host, _budget);
        _warnings = new SampledWarnings(host.Clock, host.Watch.Tell);
        Queue = new RecordQueue(options.MaxWaitingBytes);
    }

    /// <summary>What was received and waits for the journal, a batch a request.</summary>
    public RecordQueue Queue { get; }

    /// <summary>Takes no more; what waits goes on.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 1)
            return;
        Queue.Complete();
        Leave();
    }

    /// <summary>Waits until all requests are answered, after <see cref="Close"/>; those that wait longer are told to come back.</summary>
    public async Task FinishAsync(TimeSpan limit)
    {
        await _idle.Task.WaitAsync(limit, _host.Clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _abandoned.CancelAsync();
    }

    public void Dispose() => _abandoned.Dispose();

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        Interlocked.Increment(ref _active);
        try
        {
            if (WhyNot(http, out string sender) is { } why)
                await RefuseAsync(http, why);
            else
                await TakeAsync(http, sender);
        }
        catch (BadHttpRequestException refused) when (!http.Response.HasStarted)
        {
            // The server's own limits: a body longer than allowed, or slower.
            await RefuseAsync(http, new IngestRefusal(refused.StatusCode, refused.StatusCode == 413 ? IngestWords.TooLarge : IngestWords.Aborted, "the body is longer or slower than allowed, or broke off; nothing was taken") { MustClose = true });
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or BadHttpRequestException)
        {
            _host.Watch.Count(IngestWords.Aborted);
        }
        finally
        {
            Leave();
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _active) == 0)
            _idle.TrySetResult();
    }

    /// <summary>What is wrong with a request before its body is looked at.</summary>
    private IngestRefusal? WhyNot(HttpContext http, out string sender)
    {
        sender = string.Empty;
        HttpRequest request = http.Request;
        if (!Paths.Contains(request.Path.Value?.TrimEnd('/'), StringComparer.Ordinal))
            return new IngestRefusal(404, IngestWords.Misdirected, $"nothing is here; records go to {Paths[0]}");
        if (!HttpMethods.IsPost(request.Method))
            return new IngestRefusal(405, IngestWords.Misdirected, "records are sent by POST") { Header = ("Allow", "POST") };
        if (_keys.Current.IsEmpty)
        {
            // Without keys whoever is on this machine may send, and a web page opened here is not whoever.
            if (request.Headers.Origin.Count > 0)
                return new IngestRefusal(403, IngestWords.Forbidden, "web pages may not send without a key");
        }
        else if (_keys.NameOf(request.Headers.Authorization) is { } name)
        {
            sender = name;
        }
        else
        {
            return new IngestRefusal(401, IngestWords.Unauthorised, "there is no known key in the header Authorization (Bearer KEY)") { Header = ("WWW-Authenticate", "Bearer") };
        }

        if (Volatile.Read(ref _isClosed) == 1)
            return IngestRefusal.Busy(_options.RetryAfter, "the program is stopping; nothing of this request was taken, send it again") with { MustClose = true };
        return _quotas.WaitOf(sender) is { Ticks: > 0 } wait
            ? new IngestRefusal(429, IngestWords.Quota, $"more than {_options.QuotaPerSecond} records a second (QuotaPerSecond) were sent with this key") { RetryAfter = wait }
            : null;
    }

    private async Task TakeAsync(HttpContext http, string sender)
    {
        (IngestBody? body, IngestRefusal? why) = await _reader.ReadAsync(http.Request, http.RequestAborted);
        if (body is null)
        {
            await RefuseAsync(http, why!);
            return;
        }

        (IngestRequest? request, why) = _maker.Make(http.Request, body);
        if (request is null)
        {
            await RefuseAsync(http, why!);
            return;
        }

        _quotas.Charge(sender, request.Records);
        if (request.Records == 0)
            request.Batch.Dispose();
        else if (!Hand(request))
            await RefuseAsync(http, IngestRefusal.Busy(_options.RetryAfter, "too much waits for the journal; nothing of this request was taken, send it again"));
        if (request.IsTaken || request.Records == 0)
            await TellAsync(http, request);
    }

    /// <summary>False when there is no room.</summary>
    private bool Hand(IngestRequest request)
    {
        long bytes = request.Bytes;
        request.IsTaken = Queue.TryAdd(request.Batch);
        if (request.IsTaken)
            _host.Watch.Received(request.Records, bytes, _host.Now);
        else
            request.Batch.Dispose();
        return request.IsTaken;
    }

    private async Task TellAsync(HttpContext http, IngestRequest request)
    {
        if (request.Records > 0)
        {
            using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(_isAbandoned, http.RequestAborted);
            await request.Safe.Task.WaitAsync(_options.AcceptTimeout, _host.Clock, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!request.TryConclude())
            {
                await RefuseAsync(http, IngestRefusal.Busy(_options.RetryAfter, "the journal did not take the records in time; they may be taken yet, send them again: posts with ids count once"));
                return;
            }
        }

        _host.Watch.Count(IngestWords.Accepted, request.Records);
        if (request.Rejected > 0)
        {
            _host.Watch.Count(IngestWords.Rejected, request.Rejected);
            _warnings.Tell(IngestWords.Rejected, $"{request.Rejected} of {request.Records} records of a request hold no post and become dead letters; the first: {request.Verdicts[0].Reason}");
        }

        await IngestAnswer.AcceptedAsync(http.Response, request);
    }

    private Task RefuseAsync(HttpContext http, IngestRefusal why)
    {
        _host.Watch.Count(why.Word);
        _warnings.Tell(why.Word, $"a request was answered {why.Status}: {why.Message}");
        return IngestAnswer.RefusedAsync(http.Response, why);
    }
}
