using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RtmPipeline.Sources.X;

namespace RtmPipeline.Tests.Sources.X;

/// <summary>Rules on the server: all or nothing where one is wrong, no rule twice, and no more than the plan has.</summary>
internal sealed class RuleBook
{
    private readonly Lock _gate = new();
    private readonly List<ServerRule> _rules = [];
    private readonly List<string> _changes = [];
    private long _nextId = 1_600_000_000_000_000_001;

    /// <summary>Most rules.</summary>
    public int Cap { get; set; } = 1_000;

    /// <summary>A rule with this in it is not valid.</summary>
    public string Wrong { get; set; } = "is:wrong";

    /// <summary>True to say that something is wrong without saying what.</summary>
    public bool IsTaciturn { get; set; }

    /// <summary>Rules of a page.</summary>
    public int PageSize { get; set; } = 1_000;

    /// <summary>What requests are refused with; null for not at all.</summary>
    public (int Status, string Body, (string Name, string Value)[] Headers)? Refusal { get; set; }

    /// <summary>Answers requests for counts; null for what is counted.</summary>
    public string? Counts { get; set; }

    /// <summary>Done once after a dry run.</summary>
    public Action? OnDryRun { get; set; }

    public IReadOnlyList<ServerRule> All
    {
        get
        {
            lock (_gate)
                return [.. _rules];
        }
    }

    /// <summary>What was asked for, a word each with the number of rules: "dry 2", "add 1", "delete 3".</summary>
    public IReadOnlyList<string> Changes
    {
        get
        {
            lock (_gate)
                return [.. _changes];
        }
    }

    public void Put(string value, string tag)
    {
        lock (_gate)
            _rules.Add(new ServerRule((_nextId++).ToString(CultureInfo.InvariantCulture), value, tag));
    }

    public async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers["x-rate-limit-limit"] = "450";
        context.Response.Headers["x-rate-limit-remaining"] = "449";
        context.Response.Headers["x-rate-limit-reset"] = "1786700000";
        if (Counts is { } counts && context.Request.Path.Value!.EndsWith("/counts", StringComparison.Ordinal))
        {
            await context.Response.WriteAsync(counts);
            return;
        }

        if (Refusal is { } refusal)
        {
            await new XConnection(context).RefuseAsync(refusal.Status, refusal.Body, refusal.Headers);
            return;
        }

        JsonObject answer;
        if (context.Request.Path.Value!.EndsWith("/counts", StringComparison.Ordinal))
            answer = new JsonObject { ["data"] = new JsonObject { ["cap_per_project"] = Cap.ToString(CultureInfo.InvariantCulture), ["project_rules_count"] = All.Count } };
        else if (HttpMethods.IsGet(context.Request.Method))
            answer = Page(context.Request.Query["pagination_token"]);
        else
            answer = Change((await JsonNode.ParseAsync(context.Request.Body))!.AsObject(), context.Request.Query["dry_run"] == "true", context);
        if (context.Request.Query["dry_run"] == "true" && OnDryRun is { } act)
        {
            OnDryRun = null;
            act();
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private JsonObject Page(string? token)
    {
        int from = token is null ? 0 : int.Parse(token, CultureInfo.InvariantCulture);
        IReadOnlyList<ServerRule> all = All;
        JsonObject meta = new() { ["sent"] = "2026-08-14T09:00:00.000Z", ["result_count"] = Math.Min(PageSize, all.Count - from) };
        if (from + PageSize < all.Count)
            meta["next_token"] = (from + PageSize).ToString(CultureInfo.InvariantCulture);
        JsonObject answer = new() { ["meta"] = meta };
        if (all.Count > from)
            answer["data"] = new JsonArray([.. all.Skip(from).Take(PageSize).Select(NodeOf)]);
        return answer;
    }

    private JsonObject Change(JsonObject body, bool isDryRun, HttpContext context)
    {
        lock (_gate)
            return body["delete"] is JsonObject delete ? Delete(delete) : Add([.. body["add"]!.AsArray().Select(rule => rule!.AsObject())], isDryRun, context);
    }

    private JsonObject Delete(JsonObject delete)
    {
        string[] ids = [.. delete["ids"]!.AsArray().Select(id => id!.GetValue<string>())];
        _changes.Add($"delete {ids.Length}");
        int deleted = _rules.RemoveAll(rule => ids.Contains(rule.Id));
        return new JsonObject { ["meta"] = new JsonObject { ["summary"] = new JsonObject { ["deleted"] = deleted, ["not_deleted"] = ids.Length - deleted } } };
    }

    private JsonObject Add(JsonObject[] rules, bool isDryRun, HttpContext context)
    {
        _changes.Add($"{(isDryRun ? "dry" : "add")} {rules.Length}");
        JsonObject[] wrong = [.. rules.Where(rule => ValueOf(rule).Contains(Wrong, StringComparison.Ordinal))];
        JsonObject[] twice = [.. rules.Where(rule => _rules.Exists(known => known.Value == ValueOf(rule)))];
        if (wrong.Length > 0)
            return Refused(wrong, context);
        if (_rules.Count + rules.Length - twice.Length > Cap)
        {
            context.Response.StatusCode = 403;
            return new JsonObject { ["title"] = "RulesCapExceeded", ["detail"] = "The plan has no room for these rules.", ["type"] = "https://api.x.com/2/problems/rule-cap" };
        }

        List<ServerRule> made = [.. rules.Except(twice).Select(rule => new ServerRule((_nextId++).ToString(CultureInfo.InvariantCulture), ValueOf(rule), rule["tag"]!.GetValue<string>()))];
        if (!isDryRun)
            _rules.AddRange(made);
        JsonObject answer = new() { ["data"] = new JsonArray([.. made.Select(NodeOf)]), ["meta"] = new JsonObject { ["summary"] = new JsonObject { ["created"] = made.Count } } };
        if (twice.Length > 0)
            answer["errors"] = new JsonArray([.. twice.Select(rule => Error(rule, "DuplicateRule", "duplicate-rules", "the rule is there"))]);
        context.Response.StatusCode = 201;
        return answer;
    }

    private JsonObject Refused(JsonObject[] wrong, HttpContext context)
    {
        context.Response.StatusCode = 400;
        JsonObject answer = new() { ["title"] = "Invalid Request", ["detail"] = "One or more rules are wrong.", ["type"] = "https://api.x.com/2/problems/invalid-rules" };
        if (!IsTaciturn)
            answer["errors"] = new JsonArray([.. wrong.Select(rule => Error(rule, "UnprocessableEntity", "invalid-rules", "is:wrong is no operator (at position 1)"))]);
        return answer;
    }

    private static JsonNode Error(JsonObject rule, string title, string type, string detail) => new JsonObject
    {
        ["value"] = ValueOf(rule),
        ["title"] = title,
        ["type"] = $"https://api.twitter.com/2/problems/{type}",
        ["details"] = new JsonArray(detail),
    };

    private static string ValueOf(JsonObject rule) => rule["value"]!.GetValue<string>();

    private static JsonNode NodeOf(ServerRule rule) => JsonSerializer.SerializeToNode(new Dictionary<string, string> { ["id"] = rule.Id, ["value"] = rule.Value, ["tag"] = rule.Tag })!;
}
