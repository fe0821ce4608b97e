using RtmPipeline.Alerts;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Commands.Configuration;

/// <summary>Turns one profile file into a <see cref="BrandProfile"/>.</summary>
internal static class BrandProfileReader
{
    /// <summary>Most ambiguous names of a profile.</summary>
    public const int MaxAmbiguous = 50;

    /// <summary>Most characters of an id: it is part of output keys.</summary>
    public const int MaxIdLength = 40;

    /// <summary>Keys of a profile.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "id", "name", "names", "products", "handles", "own_accounts", "hashtags", "people", "competitors", "ambiguous", "field", "moments", "out_of_field", "themes",
        "themes_out", "languages", "places", "voice", "safety", "thresholds", "kinds",
    ];

    /// <summary>Keys of each entry of <c>ambiguous</c>.</summary>
    public static IReadOnlyList<string> AmbiguousKeys { get; } = ["name", "with", "without"];

    /// <param name="file">Name of the file, for faults.</param>
    /// <param name="root">What it holds.</param>
    /// <param name="faults">Takes everything that is wrong.</param>
    /// <param name="alerts">Thresholds that those of the profile stand beside.</param>
    /// <returns>The profile; null after a fault.</returns>
    public static BrandProfile? Read(string file, SettingsNode root, List<ConfigurationFault> faults, AlertOptions alerts)
    {
        int before = faults.Count;
        BrandProfile profile = Profile(new ProfileSection(file, root, faults, Keys), alerts);
        return faults.Count == before ? profile with { Content = root.Hash() } : null;
    }

    private static BrandProfile Profile(ProfileSection section, AlertOptions alerts)
    {
        string? id = section.Required("id");
        if (id is not null && !IsId(id))
            section.Refuse("id", $"is {ConfigurationFault.Show(id)}; it must be 1 to {MaxIdLength} lower-case letters, digits and '-'");
        string? name = section.Required("name");
        if (name is not null && BrandEntryChecks.Words(ref name) is { } why)
            section.Refuse("name", $"is {ConfigurationFault.Show(name)}; {why}");
        string[] names = section.Entries("names", BrandEntryChecks.Words);
        string[] handles = section.Entries("handles", BrandEntryChecks.Handle);
        string[] accounts = section.Entries("own_accounts", BrandEntryChecks.Account);
        string[] languages = section.Entries("languages", BrandEntryChecks.Language);
        BrandSafety safety = BrandSections.Safety(section);
        var profile = new BrandProfile
        {
            Id = id ?? "",
            Name = name ?? "",
            Names = names.Length == 0 && name is not null ? [name] : names,
            Products = section.Entries("products", BrandEntryChecks.Words),
            Handles = handles,
            OwnAccounts = section.Find("own_accounts") is null ? handles : accounts,
            Hashtags = section.Entries("hashtags", BrandEntryChecks.Hashtag),
            People = section.Entries("people", BrandEntryChecks.Words),
            Competitors = section.Entries("competitors", BrandEntryChecks.Words),
            Field = section.Entries("field", BrandEntryChecks.Words),
            Moments = section.Entries("moments", BrandEntryChecks.Words),
            OutOfField = section.Entries("out_of_field", BrandEntryChecks.Words),
            Themes = section.Entries("themes", BrandEntryChecks.Theme),
            ThemesOut = section.Entries("themes_out", BrandEntryChecks.Theme),
            Languages = languages,
            Places = section.Entries("places", BrandEntryChecks.Words),
            Voice = BrandSections.Voice(section, languages),
            Safety = safety,
            Thresholds = BrandSections.Thresholds(section, alerts),
            Kinds = BrandSections.Kinds(section, safety),
        };
        BrandContradictions.Refuse(section, profile);
        return profile with { Ambiguous = Ambiguous(section, [.. profile.Names, .. profile.Products, .. profile.People, .. profile.Competitors]) };
    }

    private static AmbiguousName[] Ambiguous(ProfileSection profile, string[] names)
    {
        HashSet<string> known = [.. names.Select(PhraseFolding.Fold)];
        HashSet<string> seen = [];
        List<AmbiguousName> ambiguous = [];
        foreach (ProfileSection section in profile.Sections("ambiguous", MaxAmbiguous, AmbiguousKeys))
        {
            if (OneAmbiguous(section, known, seen) is { } name)
                ambiguous.Add(name);
        }
        return [.. ambiguous];
    }

    private static AmbiguousName? OneAmbiguous(ProfileSection section, HashSet<string> known, HashSet<string> seen)
    {
        string? name = section.Required("name");
        string[] with = section.Entries("with", BrandEntryChecks.Words);
        string[] without = section.Entries("without", BrandEntryChecks.Words);
        BrandContradictions.RefuseShared(section, "with", with, "without", without);
        if (name is null)
            return null;
        string folded = PhraseFolding.Fold(name);
        if (!known.Contains(folded))
            section.Refuse("name", $"is {ConfigurationFault.Show(name)}, which is none of the names, products, people and competitors");
        else if (!seen.Add(folded))
            section.Refuse("name", $"is {ConfigurationFault.Show(name)}, which stands there twice");
        RefuseName(section, "with", with, folded);
        RefuseName(section, "without", without, folded);
        return new AmbiguousName(name, with, without);
    }

    /// <summary>A name is no evidence for or against itself.</summary>
    private static void RefuseName(ProfileSection section, string key, string[] entries, string folded)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            if (PhraseFolding.Fold(entries[i]) == folded)
                section.RefuseEntry(key, i, $"is {ConfigurationFault.Show(entries[i])}, the ambiguous name itself");
        }
    }

    private static bool IsId(string id) =>
        id.Length <= MaxIdLength && id.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
