using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Http;
using RtmPipeline.Sources.Live;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Http;

/// <summary>Who may send, and what happens while the journal stands, the sender goes, or the program stops.</summary>
internal sealed class IngestServiceTests
{
    private const string Key = "0123456789abcdef0123";
    private const string A = """{"id":"a","time":1786698000,"text":"one"}""";

    [TestCase(null, 401)]
    [TestCase("Bearer 0123456789abcdef0124", 401)]
    [TestCase("Bearer", 401)]
    [TestCase("Bearer 0123456789abcdef0123", 202)]
    [TestCase("bearer fedcba9876543210fedc", 202)]
    [TestCase("Basic eDowMTIzNDU2Nzg5YWJjZGVmMDEyMw==", 202)]
    public async Task Key_IsAskedFor(string? authorization, int expected)
    {
        string hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("fedcba9876543210fedc")));
        await using IngestRun run = await IngestRun.StartAsync(new HttpOptions { Keys = KeysOf($"crm:{Key}\nlogs:sha256:{hash}") });
        if (authorization is not null)
            run.Client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        Assert.That((await run.PostAsync(IngestRun.Json(A))).Status, Is.EqualTo(expected));
        Assert.That(run.Records, Has.Length.EqualTo(expected == 202 ? 1 : 0));
        Assert.That(run.Warnings.Any(line => line.Contains("0123456789", StringComparison.Ordinal)), Is.False);
    }

    [Test]
    public async Task KeyFile_Changed_CountsFromThenOn()
    {
        using ScratchFolder folder = new();
        string file = folder.Write("keys", [$"crm:{Key}"]);
        SteppedClock clock = new();
        List<string> told = [];
        KeyRing ring = new(new HttpOptions { Keys = KeysOf($"crm:{Key}"), KeysFile = file }, clock, told.Add);
        await File.WriteAllTextAsync(file, "crm:another-key-of-20-letters\n");
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That((ring.NameOf($"Bearer {Key}"), ring.NameOf("Bearer another-key-of-20-letters")), Is.EqualTo(((string?)null, "crm")));
        await File.WriteAllTextAsync(file, "no key\n");
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(ring.NameOf("Bearer another-key-of-20-letters"), Is.EqualTo("crm"), "a faulty file changes nothing");
        Assert.That(told[^1], Does.Contain("stay in force"));
    }

    [TestCase("GET", "/ingest", 405)]
    [TestCase("PUT", "/ingest", 405)]
    [TestCase("POST", "/other", 404)]
    [TestCase("POST", "/ingest/", 202)]
    public async Task Request_ToAnotherPlace_IsTold(string method, string path, int expected)
    {
        await using IngestRun run = await IngestRun.StartAsync();
        using HttpRequestMessage request = new(new HttpMethod(method), path) { Content = IngestRun.Json(A) };
        using HttpResponseMessage response = await run.Client.SendAsync(request);
        Assert.That((int)response.StatusCode, Is.EqualTo(expected));
        if (expected == 405)
            Assert.That(response.Content.Headers.Allow, Is.EqualTo((string[])["POST"]));
    }

    [Test]
    public async Task WebPage_WithoutAKey_MayNotSend()
    {
        await using IngestRun run = await IngestRun.StartAsync();
        run.Client.DefaultRequestHeaders.Add("Origin", "http://evil.example");
        Assert.That((await run.PostAsync(IngestRun.Json(A))).Status, Is.EqualTo(403));
    }

    [Test]
    public async Task Quota_UsedUp_IsToldUntilItIsPaidBack()
    {
        SteppedClock clock = new();
        await using IngestRun run = await IngestRun.StartAsync(new HttpOptions { QuotaPerSecond = 2 }, clock);
        Assert.That((await run.PostAsync(IngestRun.Json(A + A + A + A))).Status, Is.EqualTo(202));
        using HttpResponseMessage refused = await run.Client.PostAsync(new Uri("/ingest", UriKind.Relative), IngestRun.Json(A));
        Assert.That((refused.StatusCode, refused.Headers.RetryAfter!.Delta), Is.EqualTo((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(2))));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That((await run.PostAsync(IngestRun.Json(A))).Status, Is.EqualTo(202));
    }

    [Test]
    public async Task Quota_OfOneKey_LeavesTheOthersAlone()
    {
        await using IngestRun run = await IngestRun.StartAsync(new HttpOptions { QuotaPerSecond = 1, Keys = KeysOf($"crm:{Key}\nweb:another-key-of-20-letters") }, new SteppedClock());
        run.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        Assert.That(((await run.PostAsync(IngestRun.Json(A + A))).Status, (await run.PostAsync(IngestRun.Json(A))).Status), Is.EqualTo((202, 429)));
        run.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "another-key-of-20-letters");
        Assert.That((await run.PostAsync(IngestRun.Json(A))).Status, Is.EqualTo(202));
    }

    [Test]
    public async Task Connection_BeyondTheMost_IsClosed_AndTheOthersGoOn()
    {
        await using IngestRun run = await IngestRun.StartAsync(new HttpOptions { MaxConnections = 1 });
        Assert.That((await run.PostAsync(IngestRun.Json(A))).Status, Is.EqualTo(202), "its connection stays open");
        using TcpClient other = new();
        await other.ConnectAsync(IPAddress.Loopback, run.Client.BaseAddress!.Port);
        Assert.That(await other.GetStream().ReadAsync(new byte[1]), Is.Zero, "the server closed it");
        Assert.That((await run.PostAsync(IngestRun.Json(A))).Status, Is.EqualTo(202));
    }

    [Test]
    public async Task Journal_ThatStands_IsToldWithATimeToComeBackAndTheRetryCountsOnce()
    {
        await using IngestRun run = await IngestRun.StartAsync(new HttpOptions { AcceptTimeout = TimeSpan.FromMilliseconds(150) });
        run.Stall();
        using HttpResponseMessage busy = await run.Client.PostAsync(new Uri("/ingest", UriKind.Relative), IngestRun.Json(A));
        Assert.That((busy.StatusCode, busy.Headers.RetryAfter!.Delta), Is.EqualTo((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5))));
        run.Flow();
        Assert.That((await run.PostAsync(IngestRun.Json(A))).Status, Is.EqualTo(202));
        Assert.That(run.PostIds.Distinct(), Is.EqualTo((string[])["plain:a"]), "the sequencer drops the id it knows");
        Assert.That(run.Counts["late"], Is.EqualTo(1));
    }

    [Test]
    public async Task Journal_ThatStandsForLong_HoldsABoundedMemory()
    {
        await using IngestRun run = await IngestRun.StartAsync(new HttpOptions { AcceptTimeout = TimeSpan.FromSeconds(20), MaxBodyBytes = 60_000, MaxWaitingBytes = 200_000 });
        run.Stall();
        string body = $"{{\"id\":\"a\",\"time\":1786698000,\"text\":\"{new string('x', 50_000)}\"}}";
        Task<(int Status, System.Text.Json.JsonElement Answer)>[] sent = [.. Enumerable.Range(0, 8).Select(_ => run.PostAsync(IngestRun.Json(body)))];
        await Eventually.IsTrue(() => sent.Count(request => request.IsCompleted) >= 5, "those beyond the limit are answered");
        Assert.That(sent.Where(request => request.IsCompleted).Select(request => request.Result.Status), Is.All.EqualTo(503));
        run.Flow();
        int[] all = (await Task.WhenAll(sent)).Select(answer => answer.Status).ToArray();
        Assert.That(run.Records, Has.Length.EqualTo(all.Count(status => status == 202)));
        Assert.That(run.Records, Is.Not.Empty);
    }

    [Test]
    public async Task Sender_ThatGoesInMidBody_LeavesNothing()
    {
        await using IngestRun run = await IngestRun.StartAsync();
        using (TcpClient client = new())
        {
            await client.ConnectAsync(IPAddress.Loopback, run.Client.BaseAddress!.Port);
            await client.GetStream().WriteAsync(IngestRun.Utf8($"POST /ingest HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{A}\n"));
            client.LingerState = new LingerOption(true, 0);
        }

        await Eventually.IsTrue(() => run.Counts.ContainsKey("aborted"), "the broken request is counted");
        Assert.That(run.Records, Is.Empty);
    }

    [Test]
    public async Task Stop_WhileARequestWaits_AcceptsIt()
    {
        await using IngestRun run = await IngestRun.StartAsync();
        run.Stall();
        Task<(int Status, System.Text.Json.JsonElement Answer)> waiting = run.PostAsync(IngestRun.Json(A));
        await Eventually.IsTrue(() => run.Host.Watch.Records == 1, "it waits");
        Task stopped = run.StopAsync();
        run.Flow();
        Assert.That((await waiting).Status, Is.EqualTo(202));
        await stopped;
        Assert.That(run.PostIds, Is.EqualTo((string[])["plain:a"]));
    }

    [Test]
    public async Task Senders_AtTheSameTime_AreAllAccepted()
    {
        await using IngestRun run = await IngestRun.StartAsync();
        (int Status, System.Text.Json.JsonElement Answer)[] answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => run.PostAsync(IngestRun.Json($"{{\"id\":\"{i}\",\"time\":1786698000,\"text\":\"t\"}}"))));
        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(202));
        Assert.That(run.PostIds.Distinct().Count(), Is.EqualTo(40));
    }

    [Test]
    public async Task Port_Taken_IsAStateAndNoCrash()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        using LiveHost host = new();
        HttpSource source = new(new HttpOptions { Listen = [(IPEndPoint)other.LocalEndpoint] }, host.Begin("ingest", "http"));
        using CancellationTokenSource stop = new();
        Task reading = Task.Run(async () =>
        {
            await foreach (RawBatch batch in source.ReadAsync(10, stop.Token))
                batch.Dispose();
        });
        await Eventually.IsTrue(() => source.Watch.State.Phase == SourcePhase.Refused, "it is refused");
        Assert.That(source.Watch.State.Reason, Does.Contain("in use"));
        Assert.That((await source.TryAsync(CancellationToken.None)).IsUsable, Is.False);
        await stop.CancelAsync();
        await reading;
    }

    [Test]
    public async Task Certificate_FromFiles_SecuresIt()
    {
        using ScratchFolder folder = new();
        using X509Certificate2 made = TestCertificate.Create();
        HttpOptions options = Written(made, folder);
        await using IngestRun run = await IngestRun.StartAsync(options);
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(made);
        using SocketsHttpHandler trusting = new();
        trusting.SslOptions.CertificateChainPolicy = policy;
        using HttpClient client = new(trusting) { BaseAddress = new Uri($"https://localhost:{run.Client.BaseAddress!.Port}") };
        using HttpResponseMessage response = await client.PostAsync(new Uri("/ingest", UriKind.Relative), IngestRun.Json(A));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
    }

    [Test]
    public void Certificate_Renewed_CountsFromThenOn_AndAFaultyOneDoesNot()
    {
        using ScratchFolder folder = new();
        using X509Certificate2 first = TestCertificate.Create();
        using X509Certificate2 second = TestCertificate.Create();
        SteppedClock clock = new();
        List<string> told = [];
        ServerCertificate served = new(Written(first, folder), clock, told.Add);
        HttpOptions options = Written(second, folder);
        clock.Advance(TimeSpan.FromSeconds(11));
        Assert.That(served.Current.TargetCertificate.Thumbprint, Is.EqualTo(second.Thumbprint));
        File.WriteAllText(options.CertificateFile!, "none");
        clock.Advance(TimeSpan.FromSeconds(11));
        Assert.That((served.Current.TargetCertificate.Thumbprint, told[^1].Contains("stays in force", StringComparison.Ordinal)), Is.EqualTo((second.Thumbprint, true)));
    }

    private static HttpOptions Written(X509Certificate2 made, ScratchFolder folder) => new()
    {
        CertificateFile = folder.Write("cert.pem", [made.ExportCertificatePem()]),
        CertificateKeyFile = folder.Write("key.pem", [TestCertificate.KeyOf(made)]),
    };

    private static BearerKeys KeysOf(string text) => BearerKeys.TryParse(text, out BearerKeys? keys, out string? fault) ? keys : throw new ArgumentException(fault, nameof(text));
}
