using System.Globalization;
using System.Net.WebSockets;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Bluesky;

/// <summary>Tries each server once, all at the same time, without a cursor: nothing is taken that would be missed.</summary>
/// <param name="options">Servers and filter.</param>
/// <param name="host">Clock and memory.</param>
internal sealed class JetstreamTrial(BlueskyOptions options, SourceHost host)
{
    /// <summary>How long the first event is waited for.</summary>
    public static readonly TimeSpan FirstEventTime = TimeSpan.FromSeconds(10);

    public async Task<SourceTrial> RunAsync(CancellationToken hardStop)
    {
        (bool IsUsable, string Finding)[] found = await Task.WhenAll(JetstreamAddress.All(options.Hosts).Select(address => TryAsync(address, hardStop)));
        return new SourceTrial(found.Any(one => one.IsUsable), [.. found.Select(one => one.Finding), PlaceOf()]);
    }

    private async Task<(bool IsUsable, string Finding)> TryAsync(Uri address, CancellationToken hardStop)
    {
        using JetstreamDialer dialer = new(options, host.Clock);
        (ClientWebSocket? socket, ConnectionEnd? failure) = await dialer.DialAsync(address, null, hardStop);
        if (socket is null)
            return (false, $"{address.Authority}: {failure!.Reason}");
        using (socket)
        using (CancellationTokenSource late = new(FirstEventTime, host.Clock))
        using (CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, hardStop))
        {
            try
            {
                return (true, $"{address.Authority}: connected, {await FirstAsync(socket, either.Token)}");
            }
            catch (OperationCanceledException) when (!either.IsCancellationRequested)
            {
                return (false, $"{address.Authority}: connected, then cut: {JetstreamDialer.NoPong}");
            }
            catch (OperationCanceledException) when (!hardStop.IsCancellationRequested)
            {
                string why = options.IsSparse ? ", which may be so with Dids" : string.Empty;
                return (options.IsSparse, $"{address.Authority}: connected, no event within {FirstEventTime.TotalSeconds:0} s{why}");
            }
            catch (WebSocketException fault)
            {
                return (false, $"{address.Authority}: connected, then cut: {JetstreamDialer.ReasonOf(fault)}");
            }
        }
    }

    private async Task<string> FirstAsync(ClientWebSocket socket, CancellationToken stop)
    {
        MessageReader messages = new(socket, options.MaxMessageBytes);
        while (true)
        {
            ReceivedMessage message = await messages.ReadAsync(stop);
            if (message.Kind == MessageKind.Close)
                throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "closed by the server");
            if (message.Kind == MessageKind.Text && EventPeek.Of(message.Bytes.Span) is { TimeUs: > 0 } peek)
                return string.Create(CultureInfo.InvariantCulture, $"newest event {Math.Max(0, host.Now - (peek.TimeUs / 1000)) / 1000.0:0.0} s old");
        }
    }

    private string PlaceOf()
    {
        long kept = EventProgress.KeptIn(host.Memory);
        if (kept == 0)
            return "no place kept: it begins " + (options.StartAtHoursAgo > 0 ? string.Create(CultureInfo.InvariantCulture, $"{options.StartAtHoursAgo} h ago") : "with what happens from then on");
        double hours = (host.Now - (kept / 1000)) / 3_600_000.0;
        string verdict = hours <= options.MaxLookBackHours ? "within" : "beyond";
        return string.Create(CultureInfo.InvariantCulture, $"the place kept is {hours:0.0} h old, {verdict} the {options.MaxLookBackHours} h that a server goes back");
    }
}
