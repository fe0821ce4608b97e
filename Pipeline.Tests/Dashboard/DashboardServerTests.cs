using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using RtmPipeline.Dashboard;
using RtmPipeline.Sources.Http;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Dashboard;

internal sealed class DashboardServerTests
{
    private const string Key = "0123456789abcdef";

    private static readonly Route[] s_routes =
    [
        new("GET", "/open", IsPublic: true, static (context, _) => Answer.TextAsync(context, 200, "text/plain", "for all")),
        new("GET", "/kept/{id}", IsPublic: false, static (context, id) => Answer.TextAsync(context, 200, "text/plain", id)),
        new("POST", "/kept/{id}", IsPublic: false, static (context, id) => Answer.TextAsync(context, 202, "text/plain", id)),
    ];

    private readonly List<string> _warnings = [];

    [SetUp]
    public void Begin() => _warnings.Clear();

    private async Task WithAsync(DashboardOptions options, Func<HttpClient, Task> test)
    {
        using CancellationTokenSource stop = new();
        TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        DashboardServer server = new(options, s_routes, TimeProvider.System, Warn) { OnListening = addresses => listening.SetResult(addresses[0]) };
        Task running = Task.Run(() => server.RunAsync(stop.Token));
        using HttpClient client = new() { BaseAddress = new Uri(await listening.Task.WaitAsync(TimeSpan.FromSeconds(20))) };
        await test(client);
        await stop.CancelAsync();
        await running;
    }

    private void Warn(string message)
    {
        lock (_warnings)
            _warnings.Add(message);
    }

    private static DashboardOptions Free(string? key = null)
    {
        BearerKeys? keys = null;
        Assert.That(key is null || BearerKeys.TryParse(key, out keys, out _), Is.True);
        return new DashboardOptions { Listen = [new IPEndPoint(IPAddress.Loopback, 0)], Keys = keys ?? BearerKeys.None };
    }

    private static async Task<(HttpStatusCode Status, string? Detail)> ProblemAsync(HttpResponseMessage response)
    {
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.That(problem.RootElement.GetProperty("status").GetInt32(), Is.EqualTo((int)response.StatusCode));
        return (response.StatusCode, problem.RootElement.GetProperty("detail").GetString());
    }

    [Test]
    public Task Answer_Always_ForbidsWhatIsFromElsewhere() => WithAsync(Free(), async client =>
    {
        using HttpResponseMessage response = await client.GetAsync(new Uri("/nothing", UriKind.Relative));

        HttpResponseHeaders headers = response.Headers;
        Assert.That(headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'; script-src 'self'").And.Not.Contain("unsafe"));
        Assert.That(headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(headers.GetValues("X-Frame-Options"), Is.EqualTo(new[] { "DENY" }));
        Assert.That(headers.CacheControl?.NoStore, Is.True);
        Assert.That(headers.Contains("Server"), Is.False);
    });

    [Test]
    public Task UnknownPath_IsNotFound() => WithAsync(Free(), async client =>
    {
        using HttpResponseMessage response = await client.GetAsync(new Uri("/kept/", UriKind.Relative));

        Assert.That((await ProblemAsync(response)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    });

    [Test]
    public Task OtherMethod_IsRefusedWithThoseThereAre() => WithAsync(Free(), async client =>
    {
        using HttpResponseMessage response = await client.DeleteAsync(new Uri("/kept/a", UriKind.Relative));

        Assert.That((await ProblemAsync(response)).Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(response.Content.Headers.Allow, Is.EqualTo(new[] { "GET", "POST", "HEAD" }));
    });

    [Test]
    public Task Head_IsAnsweredWithoutABody() => WithAsync(Free(), async client =>
    {
        using HttpRequestMessage request = new(HttpMethod.Head, "/open");
        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.Content.Headers.ContentLength, Is.EqualTo("for all".Length));
    });

    [TestCase("/open", null, HttpStatusCode.OK)]
    [TestCase("/kept/a", null, HttpStatusCode.Unauthorized)]
    [TestCase("/kept/a", "Bearer 0123456789abcdeX", HttpStatusCode.Unauthorized)]
    [TestCase("/kept/a", "Digest 0123456789abcdef", HttpStatusCode.Unauthorized)]
    [TestCase("/kept/a", "Bearer 0123456789abcdef", HttpStatusCode.OK)]
    public Task Key_IsAskedForWhereNotAllMayCome(string path, string? authorization, HttpStatusCode status) => WithAsync(Free($"ops:{Key}"), async client =>
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(response.Headers.WwwAuthenticate.ToString(), Is.EqualTo(status == HttpStatusCode.Unauthorized ? "Bearer realm=\"rtm\"" : string.Empty));
    });

    [Test]
    public Task NoKeys_AllOfThisMachineMayCome() => WithAsync(Free(), async client =>
        Assert.That(await client.GetStringAsync(new Uri("/kept/x%20y", UriKind.Relative)), Is.EqualTo("x y")));

    [TestCase("evil.example", HttpStatusCode.MisdirectedRequest)]
    [TestCase("127.0.0.1.evil.example", HttpStatusCode.MisdirectedRequest)]
    [TestCase("rtm.internal", HttpStatusCode.OK)]
    [TestCase("RTM.internal:8088", HttpStatusCode.OK)]
    [TestCase("localhost:1", HttpStatusCode.OK)]
    [TestCase("[::1]:8088", HttpStatusCode.OK)]
    public Task Host_ThatSomebodyMayHavePointedHere_IsMisdirected(string host, HttpStatusCode status) => WithAsync(Free() with { Hosts = ["rtm.internal"] }, async client =>
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/open");
        request.Headers.Host = host;
        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(status));
    });

    [Test]
    public async Task AddressIsTaken_SaysSoOnceAndComesWhenItIsFree()
    {
        using Socket taken = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        IPEndPoint address = (IPEndPoint)taken.LocalEndPoint!;
        SteppedClock clock = new();
        using CancellationTokenSource stop = new();
        TaskCompletionSource listening = new();
        DashboardServer server = new(new DashboardOptions { Listen = [address] }, s_routes, clock, Warn) { OnListening = _ => listening.SetResult() };

        Task running = Task.Run(() => server.RunAsync(stop.Token));
        await Eventually.IsTrue(() => clock.Waiting == 1, "it waits to try again");
        clock.Advance(TimeSpan.FromSeconds(2));
        await Eventually.IsTrue(() => clock.Waiting == 1, "it waits again");
        taken.Close();
        clock.Advance(TimeSpan.FromSeconds(5));
        await listening.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await stop.CancelAsync();
        await running;

        Assert.That(_warnings, Has.One.StartsWith($"dashboard: cannot listen on {address}: "));
    }

    [Test]
    public async Task NoAddress_EndsAtOnce()
    {
        DashboardServer server = new(new DashboardOptions { Listen = [] }, s_routes, TimeProvider.System, Warn);

        await server.RunAsync(CancellationToken.None);

        Assert.That(_warnings, Is.Empty);
    }
}
