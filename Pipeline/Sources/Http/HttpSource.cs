using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Http;

/// <summary>
/// Takes posts by HTTP. An answer of 202 means that the journal holds the records; whoever got another answer, or none, sends again, and posts with ids count once. Counts the
/// words of <see cref="IngestWords"/>.
/// </summary>
internal sealed class HttpSource(HttpOptions options, SourceHost host) : ILiveSource
{
    /// <summary>Requests that wait for the journal when the program stops have this long.</summary>
    public static readonly TimeSpan StopTime = TimeSpan.FromSeconds(3);

    /// <summary>An address that cannot be had may be given back by whoever has it.</summary>
    private static readonly BackoffRule s_again = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));

    private readonly Backoff _backoff = new(host.Clock, host.Seed, TimeSpan.FromSeconds(60));

    public string Name => Watch.Name;

    public SourceWatch Watch => host.Watch;

    /// <summary>Where it listens, as <c>http://127.0.0.1:8089</c>; empty while it does not.</summary>
    public IReadOnlyList<string> Addresses { get; private set; } = [];

    /// <inheritdoc />
    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        using IngestEndpoint endpoint = new(options, host);
        await using SmallServer? server = await ListenAsync(endpoint, stopReading);
        if (server is null)
            yield break;
        try
        {
            await foreach (RawBatch batch in endpoint.Queue.TakeAsync(stopReading))
            {
                foreach (RawBatch part in BatchParts.Of(batch, batchSize))
                    yield return part;
            }

            // What was received before the stop is still journalled, where the journal takes it.
            endpoint.Close();
            await foreach (RawBatch batch in endpoint.Queue.TakeAsync(CancellationToken.None))
            {
                foreach (RawBatch part in BatchParts.Of(batch, batchSize))
                    yield return part;
            }

            await endpoint.FinishAsync(StopTime);
        }
        finally
        {
            endpoint.Close();
            await endpoint.FinishAsync(TimeSpan.Zero);
            Addresses = [];
            Watch.Ended();
        }
    }

    /// <inheritdoc />
    /// <remarks>It listens for a moment, so a running program that has the address makes the trial fail.</remarks>
    public async Task<SourceTrial> TryAsync(CancellationToken hardStop)
    {
        List<string> findings = [];
        bool isUsable = true;
        try
        {
            ServerCertificate? certificate = options.IsTls ? new ServerCertificate(options, host.Clock, static _ => { }) : null;
            if (certificate is not null)
                isUsable = IsValid(certificate, findings);
            await using SmallServer server = await SmallServer.StartAsync(options, certificate, static _ => Task.CompletedTask, hardStop);
            findings.Add($"can listen on {string.Join(", ", server.Addresses)}");
        }
        catch (Exception refused) when (refused is IOException or SocketException or CryptographicException or UnauthorizedAccessException)
        {
            isUsable = false;
            findings.Add($"cannot listen: {refused.Message}");
        }

        findings.Add(options.Keys.IsEmpty ? "no keys: whoever is on this machine may send" : $"keys: {string.Join(", ", options.Keys.Names)}");
        if (options.IsOpen)
            findings.Add("plain HTTP beyond this machine: keys and posts can be read on the way, unless a proxy with TLS stands before it");
        return new SourceTrial(isUsable, findings);
    }

    private bool IsValid(ServerCertificate certificate, List<string> findings)
    {
        DateTime until = certificate.Current.TargetCertificate.NotAfter.ToUniversalTime();
        bool isValid = until > host.Clock.GetUtcNow().UtcDateTime;
        findings.Add($"the certificate {(isValid ? "is" : "was")} valid until {until:yyyy-MM-dd HH:mm} UTC");
        return isValid;
    }

    /// <summary>Listens, and tries again for as long as it cannot; null when it was stopped first.</summary>
    private async Task<SmallServer?> ListenAsync(IngestEndpoint endpoint, CancellationToken stopReading)
    {
        while (!stopReading.IsCancellationRequested)
        {
            try
            {
                ServerCertificate? certificate = options.IsTls ? new ServerCertificate(options, host.Clock, Watch.Tell) : null;
                SmallServer server = await SmallServer.StartAsync(options, certificate, endpoint.AnswerAsync, stopReading);
                Addresses = server.Addresses;
                string addresses = string.Join(", ", server.Addresses);
                Watch.Streaming($"listening on {addresses}");
                Watch.Tell($"listens on {addresses}{(options.IsOpen ? ", which is plain HTTP beyond this machine: keys and posts can be read on the way, unless a proxy with TLS stands before it" : string.Empty)}");
                return server;
            }
            catch (Exception refused) when (refused is IOException or SocketException or CryptographicException or UnauthorizedAccessException)
            {
                Watch.Refused($"cannot listen: {refused.Message}; trying again. End what has the address, or name another with Listen");
                await Task.Delay(_backoff.Failed(s_again), host.Clock, stopReading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stopReading.IsCancellationRequested)
            {
                return null;
            }
        }

        return null;
    }
}
