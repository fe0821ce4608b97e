using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace RtmPipeline.Sources.Http;

/// <summary>Writes answers: short JSON that tells how many records were accepted, and which hold no post.</summary>
internal static class IngestAnswer
{
    public static Task AcceptedAsync(HttpResponse response, IngestRequest request)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("accepted", request.Records - request.Rejected);
            json.WriteNumber("rejected", request.Rejected);
            json.WriteStartArray("records");
            foreach ((int index, string reason) in request.Verdicts)
            {
                json.WriteStartObject();
                json.WriteNumber("index", index);
                json.WriteString("status", "rejected");
                json.WriteString("reason", reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (request.Rejected > request.Verdicts.Count)
                json.WriteNumber("omitted", request.Rejected - request.Verdicts.Count);
            json.WriteEndObject();
        }

        return SendAsync(response, 202, bytes.WrittenMemory);
    }

    public static Task RefusedAsync(HttpResponse response, IngestRefusal why)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("accepted", 0);
            json.WriteString("error", why.Message);
            if (why.Offset is { } offset)
                json.WriteNumber("offset", offset);
            json.WriteEndObject();
        }

        if (why.RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);
        if (why.Header is var (name, value))
            response.Headers[name] = value;
        if (why.MustClose)
            response.Headers.Connection = "close";
        return SendAsync(response, why.Status, bytes.WrittenMemory);
    }

    private static async Task SendAsync(HttpResponse response, int status, ReadOnlyMemory<byte> json)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = json.Length;
        await response.Body.WriteAsync(json);
    }
}
