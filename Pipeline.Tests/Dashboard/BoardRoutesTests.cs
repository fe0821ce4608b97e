using System.Net;
using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Dashboard;
using RtmPipeline.Dashboard.Board;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Dashboard;

/// <summary>The interface for programs, over real HTTP.</summary>
internal sealed class BoardRoutesTests
{
    private readonly SampleRevisions _samples = new(11);
    private IncidentBoard _board = null!;
    private CancellationTokenSource _stop = null!;
    private HttpClient _client = null!;
    private Task _running = Task.CompletedTask;

    [SetUp]
    public async Task BeginAsync()
    {
        _stop = new CancellationTokenSource();
        _board = new IncidentBoard("7");
        TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        EventRoutes events = new(_board, static json => json.WriteNumberValue(1), TimeProvider.System, _stop.Token);
        DashboardServer server = new(
            new DashboardOptions { Listen = [new IPEndPoint(IPAddress.Loopback, 0)] }, [.. BoardRoutes.Of(_board), .. events.Routes], TimeProvider.System, static _ => { })
        {
            OnListening = addresses => listening.SetResult(addresses[0]),
        };
        _running = Task.Run(() => server.RunAsync(_stop.Token));
        _client = new HttpClient { BaseAddress = new Uri(await listening.Task.WaitAsync(TimeSpan.FromSeconds(20))) };
        Take("best", 90, "acme", AlertKind.Opportunity);
        Take("wave", 40, "acme", AlertKind.Threat);
        Take("other", 60, "north-star-7", AlertKind.Opportunity);
        Take("over", 70, "acme", AlertKind.Opportunity, IncidentPhase.Expired);
    }

    [TearDown]
    public async Task EndAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _client.Dispose();
        _stop.Dispose();
    }

    private void Take(string incident, double score, string brand, AlertKind kind, IncidentPhase phase = IncidentPhase.Raised) =>
        _board.Take(BoardEntries.Of(_samples.Next(OutputKind.Alert, phase, incident, score) with { Brand = brand, Kind = kind }));

    private async Task<JsonElement> GetAsync(string path)
    {
        using JsonDocument answer = JsonDocument.Parse(await _client.GetStringAsync(new Uri(path, UriKind.Relative)));
        return answer.RootElement.Clone();
    }

    [TestCase("", "best,other,wave")]
    [TestCase("?brand=acme", "best,wave")]
    [TestCase("?kind=threat", "wave")]
    [TestCase("?min_score=60", "best,other")]
    [TestCase("?min_score=60.5&limit=1", "best")]
    [TestCase("?state=ended", "over")]
    [TestCase("?state=all&limit=1000", "best,other,wave,over")]
    [TestCase("?brand=nobody", "")]
    public async Task Opportunities_AreThoseAskedFor(string query, string incidents)
    {
        JsonElement answer = await GetAsync($"/api/opportunities{query}");

        Assert.That(string.Join(',', answer.GetProperty("opportunities").EnumerateArray().Select(incident => incident.GetProperty("incident").GetString())), Is.EqualTo(incidents));
    }

    [TestCase("opportunities?brand=")]
    [TestCase("opportunities?brand=a&brand=b")]
    [TestCase("opportunities?state=dead")]
    [TestCase("opportunities?min_score=101")]
    [TestCase("opportunities?limit=0")]
    [TestCase("opportunities?limit=1001")]
    [TestCase("opportunities?limit=-5")]
    [TestCase("opportunities?limit=NaN")]
    [TestCase("opportunities?colour=red")]
    [TestCase("alerts?state=live")]
    [TestCase("alerts?limit=many")]
    public async Task WrongQuestion_IsRefusedWithTheReason(string question)
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri($"/api/{question}", UriKind.Relative));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("\"detail\":\"").And.Not.Contain("\"detail\":\"\""));
    }

    [Test]
    public async Task Alerts_AreThoseAskedFor_NewestFirst()
    {
        JsonElement answer = await GetAsync("/api/alerts?brand=acme&limit=2");

        Assert.That(answer.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("incident").GetString()), Is.EqualTo(new[] { "over", "wave" }));
    }

    [Test]
    public async Task Incident_HasItsWholeLife()
    {
        JsonElement incident = await GetAsync("/api/incidents/wave");

        Assert.That(incident.GetProperty("kind").GetString(), Is.EqualTo("threat"));
        Assert.That(incident.GetProperty("revisions").GetArrayLength(), Is.EqualTo(1));
        Assert.That(incident.GetProperty("document").GetProperty("incident").GetString(), Is.EqualTo("wave"));
    }

    [Test]
    public async Task Incident_Unknown_IsNotFound()
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri("/api/incidents/none", UriKind.Relative));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task<(StreamReader Reader, HttpResponseMessage Response)> FollowAsync(string? last = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/events");
        if (last is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
        return (new StreamReader(await response.Content.ReadAsStreamAsync()), response);
    }

    /// <summary>The next event of a name, with its id.</summary>
    private static async Task<(string Id, JsonElement Data)> NextAsync(StreamReader reader, string name)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        string id = string.Empty;
        string known = string.Empty;
        while (await reader.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                known = line[7..];
            if (!line.StartsWith("data: ", StringComparison.Ordinal) || known != name)
                continue;
            using JsonDocument data = JsonDocument.Parse(line[6..]);
            return (id, data.RootElement.Clone());
        }

        throw new AssertionException($"the stream ended before an event {name}");
    }

    [Test]
    public async Task Events_ComeAsTheBoardChanges_AndAreTakenUpWhereTheyWereLeft()
    {
        (StreamReader first, HttpResponseMessage response) = await FollowAsync();
        await NextAsync(first, "status");
        Take("news-1", 1, "acme", AlertKind.Hold);
        (string id, JsonElement one) = await NextAsync(first, "incident");
        response.Dispose();
        Take("news-2", 1, "acme", AlertKind.Hold);

        (StreamReader second, HttpResponseMessage again) = await FollowAsync(id);
        (_, JsonElement two) = await NextAsync(second, "incident");
        again.Dispose();

        Assert.That(one.GetProperty("alert").GetProperty("kind").GetString(), Is.EqualTo("hold"));
        Assert.That(one.GetProperty("state").GetProperty("incident").GetString(), Is.EqualTo("news-1"));
        Assert.That(two.GetProperty("state").GetProperty("incident").GetString(), Is.EqualTo("news-2"));
    }

    [Test]
    public async Task Events_FollowWhatWasAskedFor_WithoutAGap()
    {
        string id = (await GetAsync("/api/opportunities")).GetProperty("event_id").GetString()!;
        Take("between", 1, "acme", AlertKind.Hold);

        (StreamReader reader, HttpResponseMessage response) = await FollowAsync(id);
        (_, JsonElement next) = await NextAsync(reader, "incident");
        response.Dispose();

        Assert.That(next.GetProperty("state").GetProperty("incident").GetString(), Is.EqualTo("between"));
    }

    [TestCase("1-1")]
    [TestCase("7-")]
    [TestCase("7-99")]
    [TestCase("nonsense")]
    public async Task Events_OfAnotherRun_BeginAnew(string last)
    {
        (StreamReader reader, HttpResponseMessage response) = await FollowAsync(last);

        (string id, _) = await NextAsync(reader, "reset");
        response.Dispose();

        Assert.That(id, Does.EndWith($"-{_board.Newest}"));
    }
}
