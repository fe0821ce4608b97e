using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using RtmPipeline.Commands;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Http;
using RtmPipeline.Sources.Live;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Http;

/// <summary>An endpoint on a free port, with what stands for the journal behind it: it takes what comes, or nothing while it stands still.</summary>
internal sealed class IngestRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly LiveHost _host;
    private readonly HttpSource _source;
    private readonly List<RawRecord> _records = [];
    private Task _reading = Task.CompletedTask;
    private TaskCompletionSource _flow = new();

    private IngestRun(HttpOptions options, TimeProvider clock)
    {
        _host = new LiveHost(clock);
        Host = _host.Begin("ingest", "http") with { Check = RecordCheck.Of };
        _source = new HttpSource(options with { Listen = [new IPEndPoint(IPAddress.Loopback, 0)] }, Host);
        _flow.SetResult();
    }

    public SourceHost Host { get; }

    public HttpClient Client { get; private set; } = null!;

    public List<string> Warnings => _host.Warnings;

    public IReadOnlyDictionary<string, long> Counts => _source.Watch.Counts;

    /// <summary>Ids of the posts that the journalled records hold, in order.</summary>
    public string[] PostIds => [.. Posts.Select(post => post.Id)];

    public Post[] Posts => [.. Items.Select(item => item.Post).OfType<Post>()];

    public Rejection[] Letters => [.. Items.Select(item => item.Rejection).OfType<Rejection>()];

    public RawRecord[] Records
    {
        get
        {
            lock (_records)
                return [.. _records];
        }
    }

    private List<DecodedItem> Items
    {
        get
        {
            using RawBatch batch = new(Records, Records.Length, null);
            return new PostDecoder().Decode(batch).Items;
        }
    }

    public static async Task<IngestRun> StartAsync(HttpOptions? options = null, TimeProvider? clock = null)
    {
        IngestRun run = new(options ?? new HttpOptions(), clock ?? TimeProvider.System);
        run._reading = Task.Run(run.ReadAsync);
        await Eventually.IsTrue(() => run._source.Addresses.Count > 0, "it listens");
        run.Client = new HttpClient { BaseAddress = new Uri(run._source.Addresses[0]) };
        return run;
    }

    public static StringContent Json(string body) => new(body, new MediaTypeHeaderValue("application/json"));

    public static ByteArrayContent Bytes(byte[] body, string? type = null, string? encoding = null)
    {
        ByteArrayContent content = new(body);
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (encoding is not null)
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return content;
    }

    public static byte[] Gzip(byte[] plain)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
            gzip.Write(plain);
        return packed.ToArray();
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public async Task<(int Status, JsonElement Answer)> PostAsync(HttpContent content, string path = "/ingest")
    {
        using HttpResponseMessage response = await Client.PostAsync(new Uri(path, UriKind.Relative), content);
        return await ReadAsync(response);
    }

    public static async Task<(int Status, JsonElement Answer)> ReadAsync(HttpResponseMessage response)
    {
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return ((int)response.StatusCode, answer.RootElement.Clone());
    }

    /// <summary>The journal stands still.</summary>
    public void Stall() => _flow = new TaskCompletionSource();

    public void Flow() => _flow.TrySetResult();

    public Task StopAsync()
    {
        _stop.Cancel();
        return _reading;
    }

    public async ValueTask DisposeAsync()
    {
        Flow();
        await StopAsync();
        Client.Dispose();
        _stop.Dispose();
        _host.Dispose();
    }

    private async Task ReadAsync()
    {
        await foreach (RawBatch batch in _source.ReadAsync(100, _stop.Token))
        {
            await _flow.Task;
            lock (_records)
            {
                foreach (RawRecord record in batch.Records)
                    _records.Add(record with { Bytes = record.Bytes.ToArray(), Position = new RecordPosition("journal", _records.Count, _records.Count) { From = record.Position.Source } });
            }

            batch.Dispose();
            batch.Accepted?.Invoke();
        }
    }
}
