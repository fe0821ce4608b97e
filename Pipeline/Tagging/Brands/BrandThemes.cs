namespace RtmPipeline.Tagging.Brands;

/// <summary>Which brands a theme is in the field of, or out of it.</summary>
internal sealed class BrandThemes
{
    private readonly Dictionary<string, List<(int Brand, bool IsOut)>> _uses = new(StringComparer.Ordinal);

    public BrandThemes(IReadOnlyList<BrandProfile> brands)
    {
        for (int i = 0; i < brands.Count; i++)
        {
            Add(i, brands[i].Themes, isOut: false);
            Add(i, brands[i].ThemesOut, isOut: true);
        }
    }

    /// <summary>True when at least one of a text's themes says something to a brand.</summary>
    public bool Concerns(ThemeTag[] themes)
    {
        if (_uses.Count == 0)
            return false;
        foreach (ThemeTag theme in themes)
        {
            if (UsesOf(theme) is not null)
                return true;
        }
        return false;
    }

    /// <summary>Brands that a theme says something to; null for none. Profiles may give its id or its name.</summary>
    public List<(int Brand, bool IsOut)>? UsesOf(in ThemeTag theme) =>
        _uses.TryGetValue(theme.Id, out List<(int Brand, bool IsOut)>? uses) || _uses.TryGetValue(theme.Name, out uses) ? uses : null;

    private void Add(int brand, string[] themes, bool isOut)
    {
        foreach (string theme in themes)
        {
            if (!_uses.TryGetValue(theme, out List<(int Brand, bool IsOut)>? uses))
                _uses.Add(theme, uses = []);
            uses.Add((brand, isOut));
        }
    }
}

/// <summary>Themes of one text, as brands see them.</summary>
internal readonly ref struct FoundThemes(BrandThemes brands, ThemeTag[] themes)
{
    /// <summary>Least probability with which a theme is evidence, or out of field: it is more likely than not.</summary>
    public const float MinProbability = 0.5f;

    private readonly BrandThemes _brands = brands;

    /// <summary>True when a theme of the brand is more likely than not.</summary>
    public bool IsNear(int brand) => MostProbable(brand, isOut: false) is { Probability: >= MinProbability };

    /// <summary>The most probable theme of a brand, the first of equals; null for none.</summary>
    public ThemeTag? MostProbable(int brand, bool isOut)
    {
        ThemeTag? best = null;
        foreach (ThemeTag theme in themes)
        {
            if (_brands.UsesOf(theme)?.Contains((brand, isOut)) == true && (best is null || theme.Probability > best.Value.Probability))
                best = theme;
        }
        return best;
    }
}
