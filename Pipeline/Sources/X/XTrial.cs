using System.Net;
using System.Text.Json;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.X;

/// <summary>
/// Tries the API once. Of the filtered stream it looks at the rules only: it allows one connection on most plans, and that may be in use. Other streams are connected, and
/// closed after their first line.
/// </summary>
internal sealed class XTrial(XOptions options, SourceHost host, XClient client)
{
    private readonly List<string> _findings = [];

    public async Task<SourceTrial> RunAsync(CancellationToken hardStop)
    {
        try
        {
            bool isUsable = options.Stream == XStreamKind.Filtered ? await TryRulesAsync(hardStop) : await TryStreamAsync(hardStop);
            return new SourceTrial(isUsable, _findings);
        }
        catch (XCallException refused)
        {
            _findings.Add($"refused: {refused.End.Reason}");
            return new SourceTrial(false, _findings);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException or System.Net.Sockets.SocketException)
        {
            _findings.Add($"{options.Endpoint.Host} cannot be talked to: {client.Token.Hide(XClient.ReasonOf(fault))}");
            return new SourceTrial(false, _findings);
        }
    }

    private async Task<bool> TryRulesAsync(CancellationToken hardStop)
    {
        XAnswer counts = await client.AskAsync(HttpMethod.Get, XAddress.RuleCounts(options), null, hardStop);
        if (counts.Fault is { } refused)
        {
            _findings.Add($"refused: {refused.Reason}");
            if (refused.Kind == XEndKind.RateLimited)
                _findings.Add($"rate limit of rule counts: {counts.Limit}");
            return false;
        }

        _findings.Add("authorised");
        _findings.AddRange(CountsIn(counts.Body));
        _findings.Add($"rate limit of rule counts: {counts.Limit}");
        return await TryListAsync(hardStop);
    }

    private async Task<bool> TryListAsync(CancellationToken hardStop)
    {
        RuleServer server = new(options, host, client);
        IReadOnlyList<ServerRule> present = await server.ListAsync(hardStop);
        int own = present.Count(rule => rule.IsOwn(options.RuleTag));
        _findings.Add($"{present.Count} rules on the server, {own} of them kept by this program; rate limit of rules: {server.ReadLimit}");
        if (!options.KeepsRules)
            return true;
        RuleDraft draft = RuleBuilder.Build(host.Brands.Current, options);
        RulePlan plan = RulePlan.Of(draft.Rules, present, options);
        _findings.Add($"the brand profiles ask for {draft.Rules.Count} rules: {plan.Add.Count} to add, {plan.Remove.Count} to remove");
        _findings.AddRange(draft.LeftOut);
        if (present.Count + draft.Rules.Count == 0)
            _findings.Add("there is no rule, and no brand profile or extra rule asks for one: the stream would give nothing");
        return true;
    }

    private async Task<bool> TryStreamAsync(CancellationToken hardStop)
    {
        using HttpResponseMessage response = await client.SendAsync(HttpMethod.Get, XAddress.Stream(options, 0), null, hardStop);
        XRateLimit limit = XRateLimit.Of(response.Headers);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            XEnd end = await client.RefusalAsync(response, hardStop);
            _findings.Add($"refused: {end.Reason}");
            if (end.Kind == XEndKind.TooManyConnections)
                _findings.Add("the token is right; another connection holds the place, perhaps that of a running pipeline");
            _findings.Add($"rate limit of connects: {limit}");
            return end.Kind == XEndKind.TooManyConnections;
        }

        _findings.Add("authorised, and connected");
        _findings.Add($"rate limit of connects: {limit}");
        await using Stream body = await response.Content.ReadAsStreamAsync(hardStop);
        _findings.Add(await FirstLineAsync(body, hardStop));
        return true;
    }

    private async Task<string> FirstLineAsync(Stream body, CancellationToken hardStop)
    {
        TimedStream timed = new(body, host.Clock, options.ReadTimeout);
        LineBuffer lines = new(XOptions.MaxLineBytes);
        byte[] piece = new byte[16 << 10];
        while (true)
        {
            int read = await timed.ReadAsync(piece, hardStop);
            if (read == 0)
                return "the server closed the stream before a line came";
            if (lines.Take(piece.AsSpan(0, read)) is not [var first, ..])
                continue;
            if (first.Bytes.IsEmpty)
                return "a sign of life came, and no post yet";
            long time = XLine.TimeOf(first.Bytes.Span);
            return time > 0 ? $"a post of {Math.Max(0, host.Now - time) / 1000.0:0.0} s ago came" : $"a line of {first.Length} bytes came";
        }
    }

    /// <summary>Numbers of the answer, whatever they are named: the interface says more for some plans than for others.</summary>
    private static IEnumerable<string> CountsIn(byte[] body)
    {
        List<string> counts = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty property in data.EnumerateObject())
                {
                    if (property.Value.ValueKind is JsonValueKind.Number || (property.Value.ValueKind == JsonValueKind.String && long.TryParse(property.Value.GetString(), out _)))
                        counts.Add($"{property.Name}: {property.Value}");
                }
            }
        }
        catch (JsonException)
        {
            counts.Add("the counts cannot be read");
        }

        return counts;
    }
}
