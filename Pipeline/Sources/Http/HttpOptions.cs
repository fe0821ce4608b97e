using System.Net;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Http;

/// <summary>An endpoint that takes posts by HTTP: <c>POST /ingest</c>. There is none unless one is configured.</summary>
internal sealed record HttpOptions : ServerOptions, ISourceOptions
{
    /// <summary>Where it listens when nothing is said: on this machine alone.</summary>
    public const string DefaultListen = "127.0.0.1:8089";

    public HttpOptions()
        : this(new ServerOptions { Listen = [new(IPAddress.Loopback, 8089)] })
    {
    }

    /// <summary>A body may have 10 MiB after decompression, a batch of Vector; 1 KiB to 256 MiB can be set.</summary>
    /// <param name="server">Where it listens and who may send.</param>
    public HttpOptions(ServerOptions server)
        : base(server) => MaxBodyBytes = 10 << 20;

    /// <summary>Records a second that one key may send, over a second on average; beyond it the answer is 429, which some shippers do not repeat. <value>Default 0, no limit; to 10,000,000.</value></summary>
    public int QuotaPerSecond { get; init; }

    /// <summary>
    /// Member of a record in which the post is, as <c>event.post</c>: an object, or a text that holds one. Empty to find it: the record itself, or its <c>message</c>, <c>log</c>,
    /// <c>data</c>, <c>payload</c> or <c>tweet</c>. Records without that member are taken as they are. <value>Default empty; at most 200 characters.</value>
    /// </summary>
    public string PayloadPath { get; init; } = string.Empty;

    /// <summary>Most records of a request; beyond it the answer is 413. <value>Default 100,000; 1 to 1,000,000.</value></summary>
    public int MaxRecords { get; init; } = 100_000;

    /// <summary>Most bytes of bodies that are being read or wait for the journal, all requests together; beyond it the answer is 503. At least <see cref="MaxBodyBytes"/>. <value>Default 64 MiB; to 4 GiB.</value></summary>
    public long MaxWaitingBytes { get; init; } = 64L << 20;

    /// <summary>How long a request waits for the journal; beyond it the answer is 503, and its records may be journalled all the same. <value>Default 10 s; 0.1 to 300.</value></summary>
    public TimeSpan AcceptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What a 503 says of when to come back. <value>Default 5 s; 1 to 3,600.</value></summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);

    public ILiveSource Create(SourceHost host) => new HttpSource(this, host);
}
