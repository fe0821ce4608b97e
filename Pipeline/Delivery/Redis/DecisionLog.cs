using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using RtmPipeline.Posts;
using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>How an incident stood when the team decided, for those who learn from decisions.</summary>
/// <param name="Brand">Id of the brand.</param>
/// <param name="Kind">What its alert asked.</param>
/// <param name="Phase">As <c>raised</c>.</param>
/// <param name="Revision">Number of the newest revision that was seen.</param>
/// <param name="Score">0–100.</param>
internal sealed record SeenIncident(string Brand, string Kind, string Phase, int Revision, double Score);

/// <summary>
/// Writes down what teams decide, in the stream <c>PREFIX:decisions</c>: the pipeline reads it as input, and it is kept for learning. Any program with the right to the stream may write the same entries.
/// </summary>
internal sealed class DecisionLog : IAsyncDisposable
{
    /// <summary>Entries kept; Redis trims whole nodes, so some more stay.</summary>
    public const int MaxLength = 100_000;

    /// <summary>Longest entry that is read.</summary>
    public const int MaxEntryBytes = 16 << 10;

    /// <summary>Fields of an entry, always all and in this order. Only the last is read.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["id", "type", "t", "brand", "incident", "verdict", "data"];

    private const int IdBytes = 16;

    /// <summary>How long somebody who decides waits for Redis.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    private readonly RedisKey _key;
    private readonly RedisLink _link;
    private readonly TailCommands _commands;

    /// <param name="options">How to reach Redis, and the prefix.</param>
    /// <param name="time">Times the waits between attempts.</param>
    public DecisionLog(RedisOptions options, TimeProvider time)
    {
        _key = new RedisKeys(options.Prefix).Decisions;
        _link = new RedisLink(options, time);
        _commands = new TailCommands(_link, new RedisRetry(options, static _ => { }, time));
    }

    /// <summary>Writes a decision down. An attempt whose answer was lost may have been written twice, with one id: the pipeline takes it once.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="DeliveryRefusedException">Redis cannot be reached, or refuses it.</exception>
    public async Task<string> WriteAsync(Decision decision, SeenIncident seen, CancellationToken stop)
    {
        string id = RandomNumberGenerator.GetHexString(2 * IdBytes, lowercase: true);
        object[] values = [id, OutputTypes.Decision, decision.At, seen.Brand, decision.Incident, decision.Verdict.Word(), EventOf(id, decision, seen)];
        object[] entry = [.. Fields.Zip(values).SelectMany(static pair => (object[])[pair.First, pair.Second])];
        await _commands.RunAsync("XADD", [_key, "MAXLEN", "~", MaxLength, "*", .. entry], s_patience, stop);
        return id;
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private static byte[] EventOf(string id, Decision decision, SeenIncident seen)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", id);
            json.WriteString("source", $"/rtm/{Uri.EscapeDataString(seen.Brand)}");
            json.WriteString("type", OutputTypes.Decision);
            json.WriteString("time", WireNumbers.Rfc3339(decision.At));
            json.WriteString("subject", decision.Incident);
            json.WriteString("datacontenttype", "application/json");
            json.WriteString("dataschema", OutputSchemas.UrnOf(OutputTypes.Decision));
            json.WriteStartObject("data");
            json.WriteString("incident", decision.Incident);
            DecisionJson.WriteMembers(json, decision);
            json.WriteStartObject("seen");
            json.WriteString("brand", seen.Brand);
            json.WriteString("kind", seen.Kind);
            json.WriteString("phase", seen.Phase);
            json.WriteNumber("rev", seen.Revision);
            json.WriteNumber("score", seen.Score);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
