using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace RtmPipeline.Sources.Bluesky;

/// <summary>An answer of a server that is no WebSocket.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Error">Name of the error where the server gives one, as v2 does; else empty.</param>
/// <param name="Text">What it says, on one line of at most <see cref="MaxText"/> characters.</param>
/// <param name="RetryAfter">How long it wants to be left alone; null where it does not say.</param>
internal sealed record ServerAnswer(HttpStatusCode Status, string Error, string Text, TimeSpan? RetryAfter)
{
    /// <summary>Most bytes that are read of an answer.</summary>
    public const int MaxBytes = 4096;

    /// <summary>Most characters that are shown of it.</summary>
    public const int MaxText = 300;

    /// <summary>Longest wait that a server may ask for.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(1);

    /// <summary>Reads the answer: plain text, or <c>{"error":…,"message":…}</c>.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="body">Its head.</param>
    /// <param name="retryAfter">As the server sent it.</param>
    public static ServerAnswer Of(HttpStatusCode status, ReadOnlySpan<byte> body, TimeSpan? retryAfter)
    {
        TimeSpan? wait = retryAfter is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, s_longestWait.Ticks)) : null;
        string error = string.Empty;
        string text = Encoding.UTF8.GetString(body);
        if (body.TrimStart(" \t\r\n"u8).StartsWith("{"u8))
        {
            EventPeek told = EventPeek.Of(body);
            if (told.Name.Length > 0)
                (error, text) = (told.Name, told.Message);
        }

        return new ServerAnswer(status, error, OneLine(text, MaxText), wait);
    }

    /// <summary>What follows from it.</summary>
    public ConnectionEnd ToEnd()
    {
        string reason = string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)Status}{(Error.Length > 0 ? " " : string.Empty)}{Error}{(Text.Length > 0 ? ": " : string.Empty)}{Text}");
        EndKind kind = Status switch
        {
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => EndKind.Unavailable,
            HttpStatusCode.BadRequest when Error == "CursorTooOld" || Text.Contains("cursor too old", StringComparison.OrdinalIgnoreCase) => EndKind.CursorTooOld,
            _ => EndKind.Refused,
        };
        return new ConnectionEnd(kind, reason) { RetryAfter = RetryAfter, Floor = kind == EndKind.CursorTooOld ? FloorIn(Text) : null };
    }

    /// <summary>What a server says, fit for a line of ours: it may be anything.</summary>
    public static string OneLine(string text, int most)
    {
        string line = string.Join(' ', new string([.. text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= most ? line : $"{line.AsSpan(0, most)}…";
    }

    /// <summary>The number behind the word "floor", as in "cursor 1000 below lookback floor 1500".</summary>
    private static long? FloorIn(string text)
    {
        int at = text.IndexOf("floor", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        ReadOnlySpan<char> rest = text.AsSpan(at + 5).TrimStart(" :=");
        int end = rest.IndexOfAnyExceptInRange('0', '9');
        return long.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out long floor) ? floor : null;
    }
}

/// <summary>Keeps what a server says when it does not open a WebSocket: the runtime's client shows the status alone.</summary>
/// <param name="inner">Sends.</param>
/// <param name="clock">For waits that are given as a time.</param>
internal sealed class AnswerKeeper(HttpMessageHandler inner, TimeProvider clock) : DelegatingHandler(inner)
{
    /// <summary>The answer to the last request; null when it opened a WebSocket or did not come.</summary>
    public ServerAnswer? Last { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Last = null;
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
        {
            TimeSpan? wait = response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - clock.GetUtcNow());
            Last = ServerAnswer.Of(response.StatusCode, await HeadAsync(response, cancellationToken), wait);
        }

        return response;
    }

    private static async Task<byte[]> HeadAsync(HttpResponseMessage response, CancellationToken stop)
    {
        byte[] head = new byte[ServerAnswer.MaxBytes];
        try
        {
            using Stream body = await response.Content.ReadAsStreamAsync(stop);
            int read = await body.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stop);
            return head[..read];
        }
        catch (IOException)
        {
            // The status alone says enough.
            return [];
        }
    }
}
