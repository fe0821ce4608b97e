using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Tests.Kills;
using RtmPipeline.Tests.Kills.Audit;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.EndToEnd;

/// <summary>A team's decision goes from the interface through the stream of decisions and the journal into the incident, and a replay of the journal decides the same.</summary>
[Parallelizable]
internal sealed class DecisionRunTests
{
    private const int Batch = 50;

    /// <summary>The newest posts may wait for others to confirm their time.</summary>
    private const int Slack = 5;
    private const int WaveHours = 4;

    private static readonly TimeSpan s_endLimit = TimeSpan.FromSeconds(60);

    private ScratchFolder _folder = null!;
    private RedisServer _server = null!;
    private HttpClient _client = null!;
    private string _config = string.Empty;

    [SetUp]
    public async Task BeginAsync()
    {
        _folder = new ScratchFolder();
        _server = await RedisServer.StartAsync();
        _client = new HttpClient();
        _config = _folder.Write("http.yaml", ["Sources: { posts: { Kind: http, Listen: ['127.0.0.1:0'] } }", "Journal: { KeepHours: 1 }", "Merging: { QuietSeconds: 0 }"]);
    }

    [TearDown]
    public async Task EndAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private string State => _folder.PathOf("state");

    private async Task<Child> StartAsync()
    {
        Child run = Child.Start(ChildCommand.Rtm("run", "--config", _config, "--state", State, "--redis", _server.Options.Endpoint, "--prefix", "{decided}"));
        await Eventually.IsTrue(() => run.HasEnded || (RunAddresses.IngestOf(run) is not null && RunAddresses.DashboardOf(run) is not null), "it listens");
        Assert.That(run.HasEnded, Is.False, run.ToString());
        return run;
    }

    private async Task SendAsync(Child run, IEnumerable<string> lines)
    {
        foreach (string[] some in lines.Chunk(Batch))
        {
            using StringContent body = new(string.Join('\n', some), Encoding.UTF8, "application/x-ndjson");
            using HttpResponseMessage answer = await _client.PostAsync(new Uri(RunAddresses.IngestOf(run)!, "/ingest"), body);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        }
    }

    private async Task EndAsync(Child run)
    {
        run.Terminate();
        await run.WaitAsync(s_endLimit);
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
    }

    private async Task<bool> IsDeliveredAsync(Child run, int posts)
    {
        string metrics = await _client.GetStringAsync(new Uri(RunAddresses.DashboardOf(run)!, "/metrics"));
        double Of(string name) => metrics.Split('\n').FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal)) is { } line ? double.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture) : 0;
        const string Batches = "rtm_stage_duration_seconds_count";
        return Of("rtm_posts_total{rtm_network=\"plain\"}") >= posts && Of(Batches + "{rtm_stage=\"deliver\"}") >= Of(Batches + "{rtm_stage=\"trends\"}");
    }

    private static JsonElement DataOf(AuditedEntry entry)
    {
        using JsonDocument cloud = JsonDocument.Parse(entry.Fields.Single(field => field.Name == "data").Value);
        return cloud.RootElement.GetProperty("data").Clone();
    }

    private List<JsonElement> Told(string incident) =>
    [
        .. StreamBook.Read(_server.Port, "{decided}")["alerts"].Select(DataOf)
            .Where(data => data.TryGetProperty("incident", out JsonElement id) && id.GetString() == incident),
    ];

    [Test]
    public async Task Rejection_EndsTheIncident_SurvivesARestart_AndAReplayDecidesTheSame()
    {
        List<string> lines = InventedWaves.Lines(begin: DateTimeOffset.UtcNow.AddHours(-WaveHours).ToUnixTimeMilliseconds());
        string incident;
        await using (Child first = await StartAsync())
        {
            int sent = 0;
            while (StreamBook.Read(_server.Port, "{decided}")["alerts"].Count == 0 && sent < lines.Count)
            {
                await SendAsync(first, lines.Skip(sent).Take(Batch));
                sent += Batch;
                // The decision is to find the incident alive, so nothing is sent ahead of what is told.
                await Eventually.IsTrue(() => IsDeliveredAsync(first, sent - Slack), "what was sent is delivered");
            }

            await Eventually.IsTrue(() => StreamBook.Read(_server.Port, "{decided}")["alerts"].Count > 0, "something is alerted");
            incident = DataOf(StreamBook.Read(_server.Port, "{decided}")["alerts"][0]).GetProperty("incident").GetString()!;
            Uri page = new(RunAddresses.DashboardOf(first)!, $"/api/incidents/{incident}");
            await Eventually.IsTrue(async () => (await _client.GetAsync(page)).StatusCode == HttpStatusCode.OK, "the board knows it");
            using HttpResponseMessage taken = await _client.PostAsJsonAsync(new Uri($"{page}/decision"), new { verdict = "reject", reason = "not ours" });
            Assert.That(taken.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
            await Eventually.IsTrue(() => Told(incident)[^1].TryGetProperty("decision", out _), "the incident tells of the decision");
            await EndAsync(first);
            lines = lines[Math.Min(sent, lines.Count)..];
        }

        await using (Child second = await StartAsync())
        {
            await SendAsync(second, lines);
            await EndAsync(second);
        }

        JsonElement last = Told(incident)[^1];
        Assert.That((last.GetProperty("phase").GetString(), last.GetProperty("ended_because").GetString()), Is.EqualTo(("expired", "rejected")));
        Assert.That(last.GetProperty("decision").GetProperty("reason").GetString(), Is.EqualTo("not ours"));
        CommandResult replay = await CommandLine.RunAsync("replay", Path.Combine(State, "journal"), "--redis", _server.Options.Endpoint, "--prefix", "{again}");
        Assert.That(replay.Code, Is.Zero, replay.Errors);
        AuditFindings findings = StreamAudit.Compare(StreamBook.Read(_server.Port, "{again}"), StreamBook.Read(_server.Port, "{decided}"));
        Assert.That(findings.IsClean, findings.ToString());
    }
}
