using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace RtmPipeline.Tests.Sources.LiveTraffic;

/// <summary>A shipper: batches to <c>POST /ingest</c>, each until it is accepted.</summary>
internal sealed class HttpLane(double perSecond, FaultPlan faults) : TrafficLane("ingest", perSecond, faults), IDisposable
{
    public static readonly string[] FaultKinds = ["cut in the body", "sent again", "no JSON", "gone before the answer"];

    private const int Lane = 6;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = new() { Timeout = s_patience };
    private readonly TaskCompletionSource<IPEndPoint> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _turn;

    public override Dictionary<string, object> Section => new() { ["Kind"] = "http", ["Listen"] = new[] { "127.0.0.1:0" } };

    protected override byte[] Marker { get; } = "\"id\":\"h"u8.ToArray();

    /// <summary>Where the program listens, once it has said so.</summary>
    public void Listens(IPEndPoint address) => _address.TrySetResult(address);

    public override async Task RunAsync(CancellationToken stop)
    {
        IPEndPoint address = await _address.Task;
        Uri target = new($"http://{address}/ingest");
        while (await StepAsync(stop))
        {
            string[] posts = [.. Enumerable.Range(0, Due()).Select(_ => TrafficText.Plain(Lane, "h", Write()))];
            if (posts.Length == 0)
                continue;
            string? fault = Faults.Due();
            if (fault is "cut in the body" or "no JSON")
                await BreakAsync(address, fault, posts);
            if (fault == "gone before the answer")
                await LeaveAsync(target, posts);
            await SendAsync(target, posts);
            if (fault != "sent again")
                continue;
            Repeat(posts.Length);
            await SendAsync(target, posts);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Sends until it is accepted.</summary>
    private async Task SendAsync(Uri target, string[] posts)
    {
        while (true)
        {
            try
            {
                using HttpContent body = Body(posts);
                using HttpResponseMessage answer = await _client.PostAsync(target, body);
                if (answer.StatusCode == HttpStatusCode.Accepted)
                    return;
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                    throw new InvalidDataException($"a batch was answered {(int)answer.StatusCode}");
                Repeat(posts.Length);
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
            }
            catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException)
            {
                // It may have been accepted: whoever does not know sends again.
                Repeat(posts.Length);
            }
        }
    }

    private HttpContent Body(string[] posts)
    {
        byte[] bytes = Utf8((_turn % 3) == 0 ? $"[{string.Join(',', posts)}]" : string.Join('\n', posts) + "\n");
        if (_turn++ % 3 != 2)
            return new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return new ByteArrayContent(packed.ToArray()) { Headers = { ContentEncoding = { "gzip" } } };
    }

    /// <summary>Requests of which nothing is taken.</summary>
    private static async Task BreakAsync(IPEndPoint address, string fault, string[] posts)
    {
        using TcpClient wire = new();
        await wire.ConnectAsync(address);
        string body = string.Join('\n', posts);
        if (fault == "cut in the body")
        {
            await wire.GetStream().WriteAsync(Utf8($"POST /ingest HTTP/1.1\r\nHost: a\r\nContent-Length: {body.Length + 1000}\r\n\r\n{body}"));
            wire.Client.Close(0);
            return;
        }

        await wire.GetStream().WriteAsync(Utf8("POST /ingest HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nConnection: close\r\n\r\n]]no json"));
        await wire.GetStream().CopyToAsync(Stream.Null);
    }

    /// <summary>Sends all and goes: it may have been accepted.</summary>
    private async Task LeaveAsync(Uri target, string[] posts)
    {
        Repeat(posts.Length);
        using CancellationTokenSource soon = new(TimeSpan.FromMilliseconds(2));
        try
        {
            using HttpContent body = Body(posts);
            using HttpResponseMessage answer = await _client.PostAsync(target, body, soon.Token);
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            // That was the point.
        }
    }
}
