using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using MessagePack;

namespace RtmPipeline.Tests.EndToEnd;

/// <summary>
/// Requests as log shippers and curl put them on the wire when nothing is set but the address: the heads as recorded or documented, around lines that each shipper had read
/// from a file.
/// </summary>
/// <param name="Name">Who sends it.</param>
/// <param name="Head">Header lines, each with its end.</param>
/// <param name="Body">What follows them.</param>
internal sealed record ShipperRequest(string Name, string Head, byte[] Body)
{
    /// <summary>A recorded time of reading; it says nothing of the posts.</summary>
    private const long ReadAt = 1_786_698_000;

    /// <summary>One post: <c>curl -d @post.json</c> says that it is a form.</summary>
    public static ShipperRequest Curl(string line) => new("curl -d", "User-Agent: curl/7.88.1\r\nAccept: */*\r\nContent-Type: application/x-www-form-urlencoded\r\n", Encoding.UTF8.GetBytes(line));

    /// <summary>A file: <c>curl -H 'Content-Type: application/x-ndjson' --data-binary @posts.ndjson</c>.</summary>
    public static ShipperRequest CurlFile(IEnumerable<string> lines) => new("curl --data-binary", "User-Agent: curl/7.88.1\r\nAccept: */*\r\nContent-Type: application/x-ndjson\r\n", Lines(lines));

    /// <summary>Fluentd's output http: a line of JSON a record; its input parsed the lines.</summary>
    public static ShipperRequest Fluentd(IEnumerable<string> lines) =>
        new("Fluentd", "Content-Type: application/x-ndjson\r\nAccept-Encoding: gzip;q=1.0,deflate;q=0.6,identity;q=0.3\r\nAccept: */*\r\nUser-Agent: Ruby\r\n", Lines(lines));

    /// <summary>Fluent Bit's output http: its own events in MessagePack, with the line as <c>log</c>.</summary>
    public static ShipperRequest FluentBit(IEnumerable<string> lines)
    {
        ArrayBufferWriter<byte> bytes = new();
        MessagePackWriter writer = new(bytes);
        byte[] time = new byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(time, (uint)ReadAt);
        foreach (string line in lines)
        {
            writer.WriteArrayHeader(2);
            writer.WriteArrayHeader(2);
            writer.WriteExtensionFormat(new ExtensionResult(0, new ReadOnlySequence<byte>(time)));
            writer.WriteMapHeader(0);
            writer.WriteMapHeader(1);
            writer.Write("log");
            writer.Write(line);
        }

        writer.Flush();
        return new ShipperRequest("Fluent Bit", "Content-Type: application/msgpack\r\nUser-Agent: Fluent-Bit\r\n", bytes.WrittenSpan.ToArray());
    }

    /// <summary>Logstash's output http: a request an event, with the line as <c>message</c> and once more as what it was.</summary>
    public static ShipperRequest Logstash(string line) =>
        new("Logstash", "Connection: Keep-Alive\r\nContent-Type: application/json\r\nUser-Agent: Manticore 0.9.1\r\nAccept-Encoding: gzip,deflate\r\n", Encoding.UTF8.GetBytes(
            $$$"""{"@timestamp":"2026-08-14T09:00:00.000Z","host":{"name":"web-1"},"log":{"file":{"path":"/var/log/posts.log"}},"@version":"1","event":{"original":{{{Text(line)}}}},"message":{{{Text(line)}}}}"""));

    /// <summary>Vector's sink http with JSON: an array, with the lines as <c>message</c>.</summary>
    public static ShipperRequest Vector(IEnumerable<string> lines) =>
        new("Vector", "content-type: application/json\r\nuser-agent: Vector/0.41.1 (x86_64-unknown-linux-gnu)\r\naccept-encoding: identity\r\n", Encoding.UTF8.GetBytes(
            $"[{string.Join(',', lines.Select(line => $$"""{"file":"/var/log/posts.log","host":"web-1","message":{{Text(line)}},"source_type":"file","timestamp":"2026-08-14T09:00:00.123456789Z"}"""))}]"));

    /// <summary>Sends it on a connection of its own.</summary>
    /// <returns>Status, records that were accepted, records that hold no post.</returns>
    /// <exception cref="IOException">The connection broke before the whole answer had come.</exception>
    /// <exception cref="SocketException">Nobody listens.</exception>
    public async Task<(int Status, int Accepted, int Rejected)> SendAsync(IPEndPoint server)
    {
        using TcpClient client = new();
        await client.ConnectAsync(server);
        await using NetworkStream wire = client.GetStream();
        await wire.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"POST /ingest HTTP/1.1\r\nHost: {server}\r\n{Head}Content-Length: {Body.Length}\r\n\r\n")));
        await wire.WriteAsync(Body);
        (int status, string answer) = await ReadAsync(wire);
        using JsonDocument json = JsonDocument.Parse(answer);
        return (status, json.RootElement.GetProperty("accepted").GetInt32(), json.RootElement.TryGetProperty("rejected", out JsonElement rejected) ? rejected.GetInt32() : 0);
    }

    private static async Task<(int Status, string Body)> ReadAsync(NetworkStream wire)
    {
        using StreamReader reader = new(wire, Encoding.UTF8);
        string first = await reader.ReadLineAsync() ?? throw new EndOfStreamException("the connection ended without an answer");
        int status = int.Parse(first.Split(' ')[1], CultureInfo.InvariantCulture);
        int length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(header.Split(':')[1], CultureInfo.InvariantCulture);
        }

        char[] body = new char[length];
        int read = await reader.ReadBlockAsync(body);
        return read == length ? (status, new string(body)) : throw new EndOfStreamException("the connection ended within an answer");
    }

    private static byte[] Lines(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    private static string Text(string line) => JsonSerializer.Serialize(line);
}
