using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.X;

/// <summary>A rule that should be on the server.</summary>
/// <param name="Value">The rule.</param>
/// <param name="Tag">Whose it is.</param>
internal sealed record WantedRule(string Value, string Tag);

/// <summary>The rules for all profiles.</summary>
/// <param name="Rules">In the order of the profiles.</param>
/// <param name="LeftOut">What could not be made a rule, with the reason, a line each.</param>
internal sealed record RuleDraft(IReadOnlyList<WantedRule> Rules, IReadOnlyList<string> LeftOut);

/// <summary>
/// Makes rules of brand profiles. A brand's own posts are asked for in any language, and what others write of it in the profile's languages: its names, products and people,
/// mentions of its accounts, and its hashtags. Reposts are wanted: velocities count them. Names that mean other things too are asked for like all others; which posts mean the
/// brand is decided later, with what stands beside the name.
/// </summary>
internal static class RuleBuilder
{
    private const string Or = " OR ";

    /// <summary>Stands for a brand in the tags of the user's own rules; no brand's id has that sign.</summary>
    private const string ExtraId = "+";

    public static RuleDraft Build(IReadOnlyList<WatchedBrand> brands, XOptions options)
    {
        List<WantedRule> rules = [];
        List<string> leftOut = [];
        foreach (WatchedBrand brand in brands)
            AddBrand(brand, options, rules, leftOut);
        for (int i = 0; i < options.ExtraRules.Count; i++)
        {
            string rule = options.ExtraRules[i].Trim();
            if (rule.Length > options.MaxRuleLength)
                leftOut.Add($"extra rule {i + 1} has {rule.Length} characters; at most {options.MaxRuleLength} are allowed");
            else
                rules.Add(new WantedRule(rule, $"{options.RuleTag}:{ExtraId}:{i + 1}"));
        }

        return new RuleDraft([.. rules.DistinctBy(rule => RulePlan.NormalOf(rule.Value))], leftOut);
    }

    private static void AddBrand(WatchedBrand brand, XOptions options, List<WantedRule> rules, List<string> leftOut)
    {
        string[] languages = [.. brand.Languages.SelectMany(RuleTerms.OfLanguage).Distinct(StringComparer.OrdinalIgnoreCase)];
        foreach (string language in brand.Languages.Where(language => !RuleTerms.OfLanguage(language).Any()))
            leftOut.Add($"brand {brand.Id}: X has no operator for the language {language}");
        string suffix = languages.Length switch
        {
            0 => string.Empty,
            1 => $" {languages[0]}",
            _ => $" ({string.Join(Or, languages)})",
        };
        int number = 0;
        foreach (string value in Pack(OwnPosts(brand), string.Empty, options, brand, leftOut).Concat(Pack(Mentions(brand, leftOut), suffix, options, brand, leftOut)))
            rules.Add(new WantedRule(value, $"{options.RuleTag}:{brand.Id}:{++number}"));
    }

    private static IEnumerable<string> OwnPosts(WatchedBrand brand) => brand.Handles.Select(RuleTerms.From).OfType<string>();

    private static List<string> Mentions(WatchedBrand brand, List<string> leftOut)
    {
        List<string> terms = [];
        foreach (string name in brand.Names)
        {
            Take(RuleTerms.OfName(name), "name", name);
            if (RuleTerms.WithoutAccents(name) is { } plain)
                Take(RuleTerms.OfName(plain), "name", plain);
        }

        foreach (string handle in brand.Handles)
            Take(RuleTerms.OfHandle(handle), "handle", handle);
        foreach (string hashtag in brand.Hashtags)
            Take(RuleTerms.OfHashtag(hashtag), "hashtag", hashtag);
        return terms;

        void Take(string? term, string kind, string from)
        {
            if (term is not null)
                terms.Add(term);
            else
                leftOut.Add($"brand {brand.Id}: the {kind} {from} cannot be asked for at X");
        }
    }

    /// <summary>Puts as many terms into a rule as it may be long.</summary>
    private static IEnumerable<string> Pack(IEnumerable<string> terms, string suffix, XOptions options, WatchedBrand brand, List<string> leftOut)
    {
        List<string> taken = [];
        int length = 0;
        // Room for the parentheses around several terms.
        int room = options.MaxRuleLength - suffix.Length - (suffix.Length > 0 ? 2 : 0);
        foreach (string term in terms.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (term.Length > room)
            {
                leftOut.Add($"brand {brand.Id}: {term[..Math.Min(term.Length, 40)]}… is too long for a rule of {options.MaxRuleLength} characters");
                continue;
            }

            if (taken.Count > 0 && length + Or.Length + term.Length > room)
            {
                yield return Joined(taken, suffix);
                taken.Clear();
                length = 0;
            }

            length += term.Length + (taken.Count > 0 ? Or.Length : 0);
            taken.Add(term);
        }

        if (taken.Count > 0)
            yield return Joined(taken, suffix);
    }

    private static string Joined(List<string> terms, string suffix)
    {
        string all = string.Join(Or, terms);
        return suffix.Length > 0 && terms.Count > 1 ? $"({all}){suffix}" : all + suffix;
    }
}
