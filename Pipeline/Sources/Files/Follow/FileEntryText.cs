using System.Buffers;
using System.Text.Json;

namespace RtmPipeline.Sources.Files.Follow;

/// <summary>Files as they are written down: JSON, so that a person can look.</summary>
internal static class FileEntryText
{
    /// <summary>Writes all of them.</summary>
    public static ReadOnlyMemory<byte> Write(long nextKey, IEnumerable<FileEntry> entries)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter writer = new(bytes))
        {
            writer.WriteStartObject();
            writer.WriteNumber("next", nextKey);
            writer.WriteStartArray("files");
            foreach (FileEntry entry in entries)
                Write(writer, entry);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    /// <summary>Reads what was written.</summary>
    /// <exception cref="JsonException">It is not what was written.</exception>
    public static (long NextKey, List<FileEntry> Entries) Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using JsonDocument text = JsonDocument.Parse(bytes);
            return (text.RootElement.GetProperty("next").GetInt64(), [.. text.RootElement.GetProperty("files").EnumerateArray().Select(Read)]);
        }
        catch (Exception broken) when (broken is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException("a part is missing or is not what it should be", broken);
        }
    }

    private static void Write(Utf8JsonWriter writer, FileEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteNumber("key", entry.Key);
        writer.WriteString("source", entry.Source);
        writer.WriteString("path", entry.Path);
        if (entry.Number is { } number)
        {
            writer.WriteNumber("device", number.Device);
            writer.WriteNumber("node", number.Node);
            writer.WriteNumber("born", number.BornAt);
        }

        writer.WriteNumber("form", (int)entry.Form);
        writer.WriteNumber("offset", entry.Kept.Offset);
        writer.WriteBoolean("skipping", entry.Kept.IsSkipping);
        writer.WriteNumber("proved", entry.Kept.Proof.At);
        writer.WriteString("digest", entry.Kept.Proof.Digest);
        writer.WriteString("head", entry.Kept.Proof.Head);
        writer.WriteNumber("taken", entry.Kept.TakenSize);
        writer.WriteNumber("taken_at", entry.Kept.TakenAt);
        if (entry.Cut is { } cut)
        {
            writer.WriteNumber("cut_start", cut.Start);
            writer.WriteNumber("cut_end", cut.End);
        }

        writer.WriteNumber("gone_at", entry.GoneAt);
        writer.WriteEndObject();
    }

    private static FileEntry Read(JsonElement text)
    {
        FileNumber? number = text.TryGetProperty("node", out JsonElement node)
            ? new FileNumber(text.GetProperty("device").GetUInt64(), node.GetUInt64(), text.GetProperty("born").GetInt64())
            : null;
        LineCut? cut = text.TryGetProperty("cut_start", out JsonElement start) ? new LineCut(start.GetInt64(), text.GetProperty("cut_end").GetInt64()) : null;
        FileProof proof = new(text.GetProperty("proved").GetInt64(), TextOf(text, "digest"), TextOf(text, "head"));
        ReadMark kept = new(
            text.GetProperty("offset").GetInt64(), text.GetProperty("skipping").GetBoolean(), proof, text.GetProperty("taken").GetInt64(), text.GetProperty("taken_at").GetInt64());
        FollowedForm form = (FollowedForm)text.GetProperty("form").GetByte();
        if (kept.Offset < 0 || proof.At < 0 || cut is { Start: < 0 } or { End: < 0 } || !Enum.IsDefined(form))
            throw new JsonException("a place or a form is none");
        return new FileEntry(text.GetProperty("key").GetInt64(), TextOf(text, "source"), TextOf(text, "path"), number, form, kept, cut, text.GetProperty("gone_at").GetInt64());
    }

    private static string TextOf(JsonElement text, string name) => text.GetProperty(name).GetString() ?? throw new JsonException($"{name} is null");
}
