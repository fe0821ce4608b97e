using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RtmPipeline.Delivery;

namespace RtmPipeline.Dashboard;

/// <summary>Writes answers. Each is complete, and no cache keeps it.</summary>
internal static class Answer
{
    /// <summary>What every answer says: nothing from elsewhere is run or shown, and nobody puts it into a frame.</summary>
    public static void Protect(HttpResponse response)
    {
        IHeaderDictionary headers = response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }

    public static Task TextAsync(HttpContext context, int status, string contentType, string text) => BytesAsync(context, status, contentType, Encoding.UTF8.GetBytes(text));

    public static async Task JsonAsync(HttpContext context, int status, Action<Utf8JsonWriter> write, string contentType = "application/json")
    {
        using MemoryStream body = new();
        await using (Utf8JsonWriter json = new(body))
            write(json);
        await BytesAsync(context, status, contentType, body.ToArray());
    }

    /// <summary>Says what is wrong with a request, as RFC 9457 has it.</summary>
    public static Task ProblemAsync(HttpContext context, int status, string title, string detail) => JsonAsync(
        context,
        status,
        json =>
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", title);
            json.WriteNumber("status", status);
            json.WriteString("detail", detail);
            json.WriteEndObject();
        },
        "application/problem+json");

    public static async Task BytesAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>A time as all outputs have it.</summary>
    public static string Time(DateTimeOffset time) => WireNumbers.Rfc3339(time.ToUnixTimeMilliseconds());

    /// <summary>A time that is not known before something has come; null then.</summary>
    /// <param name="unixMs">Unix milliseconds; 0 for none.</param>
    public static string? TimeOrNull(long unixMs) => unixMs > 0 ? WireNumbers.Rfc3339(unixMs) : null;
}
