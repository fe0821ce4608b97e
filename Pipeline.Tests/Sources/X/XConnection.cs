using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace RtmPipeline.Tests.Sources.X;

/// <summary>The server's side of one connection. A script that returns closes the stream in order.</summary>
internal sealed class XConnection(HttpContext context)
{
    private Stream? _body;

    /// <summary>The client went.</summary>
    public CancellationToken Gone => context.RequestAborted;

    /// <summary>From now on what is sent is compressed. To be called first.</summary>
    public void Compress()
    {
        context.Response.Headers.ContentEncoding = "gzip";
        GZipStream packed = new(context.Response.Body, CompressionLevel.Fastest);
        context.Response.RegisterForDisposeAsync(packed);
        _body = packed;
    }

    public bool TakesGzip => context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal);

    public string Query => context.Request.QueryString.Value ?? string.Empty;

    /// <summary>Sends lines, each with its end.</summary>
    public Task LinesAsync(params string[] lines) => BytesAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))));

    /// <summary>Sends a sign of life.</summary>
    public Task KeepAliveAsync() => BytesAsync("\r\n"u8.ToArray());

    /// <summary>Sends bytes at once, as a piece of their own.</summary>
    public async Task BytesAsync(ReadOnlyMemory<byte> bytes)
    {
        context.Response.ContentType ??= "application/json; charset=utf-8";
        _body ??= context.Response.Body;
        await _body.WriteAsync(bytes, Gone);
        await _body.FlushAsync(Gone);
        await context.Response.Body.FlushAsync(Gone);
    }

    /// <summary>Says nothing until the client goes.</summary>
    public Task HoldAsync() => Task.Delay(Timeout.InfiniteTimeSpan, Gone);

    /// <summary>Waits for the test, or until the client goes.</summary>
    public Task UntilAsync(Task moment) => moment.WaitAsync(Gone);

    /// <summary>Breaks the connection off.</summary>
    public void Reset() => context.Features.Get<IHttpRequestLifetimeFeature>()!.Abort();

    /// <summary>Answers as something between client and server does that wants a person to read it.</summary>
    public Task PageAsync(string html)
    {
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync(html, Gone);
    }

    public async Task RefuseAsync(int status, string body = "", params (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        foreach ((string name, string value) in headers)
            context.Response.Headers[name] = value;
        if (body.Length > 0)
            context.Response.ContentType = "application/problem+json";
        await context.Response.WriteAsync(body, Gone);
    }
}
