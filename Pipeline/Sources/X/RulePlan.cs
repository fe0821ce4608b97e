namespace RtmPipeline.Sources.X;

/// <summary>A rule as the server has it.</summary>
/// <param name="Id">The server's.</param>
/// <param name="Value">The rule.</param>
/// <param name="Tag">Whose it is; empty where it has none.</param>
internal sealed record ServerRule(string Id, string Value, string Tag)
{
    /// <summary>True for a rule that this program added; no other one is ever removed.</summary>
    public bool IsOwn(string ruleTag) => Tag.StartsWith($"{ruleTag}:", StringComparison.Ordinal);
}

/// <summary>What has to be done for the server to have the rules that are wanted.</summary>
/// <param name="Add">Rules to add.</param>
/// <param name="Remove">Rules of ours that nobody wants any more.</param>
/// <param name="Shared">Rules that are wanted, and are there under somebody else's tag: the server has each rule once.</param>
/// <param name="Over">Rules for which there is no room.</param>
/// <param name="AddsFirst">True when there is room for the new beside the old, so that no post is missed in between.</param>
internal sealed record RulePlan(
    IReadOnlyList<WantedRule> Add, IReadOnlyList<ServerRule> Remove, IReadOnlyList<WantedRule> Shared, IReadOnlyList<WantedRule> Over, bool AddsFirst)
{
    public static RulePlan Of(IReadOnlyList<WantedRule> wanted, IReadOnlyList<ServerRule> present, XOptions options)
    {
        Dictionary<string, ServerRule> there = new(StringComparer.Ordinal);
        foreach (ServerRule rule in present)
            there.TryAdd(NormalOf(rule.Value), rule);
        HashSet<string> wantedValues = [.. wanted.Select(rule => NormalOf(rule.Value))];
        ServerRule[] remove = [.. present.Where(rule => rule.IsOwn(options.RuleTag) && !wantedValues.Contains(NormalOf(rule.Value)))];
        WantedRule[] missing = [.. wanted.Where(rule => !there.ContainsKey(NormalOf(rule.Value)))];
        int room = Math.Max(0, options.MaxRules - (present.Count - remove.Length));
        return new RulePlan(
            [.. missing.Take(room)],
            remove,
            [.. wanted.Where(rule => there.TryGetValue(NormalOf(rule.Value), out ServerRule? found) && !found.IsOwn(options.RuleTag))],
            [.. missing.Skip(room)],
            present.Count + Math.Min(missing.Length, room) <= options.MaxRules);
    }

    /// <summary>Rules with the same form are the same rule to the server, which may write them in its own way: case and spaces say nothing.</summary>
    public static string NormalOf(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
}
