using System.Buffers;
using System.Text.Json;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Mastodon;

/// <summary>
/// The last status of each stream, as the source remembers it: <c>{"instance":"https://social.example","streams":{"public":"115…"}}</c>. Ids mean something on their own
/// server only, so those of another server, under the same name of a source, are forgotten.
/// </summary>
/// <param name="host">Memory and counts.</param>
/// <param name="instance">The server.</param>
internal sealed class CursorMemory(SourceHost host, Uri instance)
{
    private const string Part = "cursor";

    private readonly Lock _gate = new();
    private readonly string _instance = instance.GetLeftPart(UriPartial.Authority);
    private byte[] _written = [];

    /// <summary>What was remembered. Where it cannot be read there is nothing: the gap before this start is not filled, and a person is told.</summary>
    public IReadOnlyDictionary<string, string> Read()
    {
        Dictionary<string, string> streams = new(StringComparer.Ordinal);
        try
        {
            if (host.Memory.Read(Part) is { } bytes)
                ReadInto(streams, bytes);
        }
        catch (Exception broken) when (broken is JsonException or IOException or InvalidOperationException or KeyNotFoundException)
        {
            streams.Clear();
            host.Watch.Count("memory");
            host.Watch.Tell("the memory of what was read cannot be read; what was missed before this start is not asked for");
        }

        return streams;
    }

    /// <summary>Writes it where it changed.</summary>
    public void Write(IEnumerable<(string Stream, string? Id)> streams)
    {
        lock (_gate)
        {
            ArrayBufferWriter<byte> bytes = new();
            using (Utf8JsonWriter writer = new(bytes))
            {
                writer.WriteStartObject();
                writer.WriteString("instance", _instance);
                writer.WriteStartObject("streams");
                foreach ((string stream, string? id) in streams)
                {
                    if (id is not null)
                        writer.WriteString(stream, id);
                }

                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            if (bytes.WrittenSpan.SequenceEqual(_written))
                return;
            try
            {
                host.Memory.Write(Part, bytes.WrittenSpan);
                _written = bytes.WrittenSpan.ToArray();
            }
            catch (IOException)
            {
                // What is remembered is older then: more is asked for after a restart, and known posts are dropped.
                host.Watch.Count("memory");
            }
        }
    }

    private void ReadInto(Dictionary<string, string> streams, byte[] bytes)
    {
        using JsonDocument document = JsonDocument.Parse(bytes);
        if (document.RootElement.GetProperty("instance").GetString() != _instance)
            return;
        foreach (JsonProperty stream in document.RootElement.GetProperty("streams").EnumerateObject())
        {
            if (stream.Value.GetString() is { } id && StatusId.IsRight(id))
                streams[stream.Name] = id;
        }
    }
}
