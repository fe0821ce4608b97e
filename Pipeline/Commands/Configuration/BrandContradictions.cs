using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Commands.Configuration;

/// <summary>Entries of a profile that are right by themselves and cannot both be true.</summary>
internal static class BrandContradictions
{
    public static void Refuse(ProfileSection section, BrandProfile profile)
    {
        RefuseShared(section, "field", profile.Field, "out_of_field", profile.OutOfField);
        RefuseShared(section, "themes", profile.Themes, "themes_out", profile.ThemesOut);
        (string Key, string[] Entries)[] own = [("names", profile.Names), ("products", profile.Products), ("people", profile.People), ("hashtags", profile.Hashtags)];
        foreach ((string key, string[] entries) in own)
        {
            RefuseShared(section, key, entries, "competitors", profile.Competitors);
            RefuseShared(section, key, entries, "out_of_field", profile.OutOfField);
        }
        RefuseShared(section, "places", profile.Places, "out_of_field", profile.OutOfField);
        if (section.Find("own_accounts") is not null)
            RefuseRivals(section, profile);
    }

    /// <summary>What stands in both of two opposite lists says nothing.</summary>
    public static void RefuseShared(ProfileSection section, string key, string[] entries, string opposite, string[] opposites)
    {
        HashSet<string> known = [.. entries.Select(PhraseFolding.Fold)];
        for (int i = 0; i < opposites.Length; i++)
        {
            if (opposites[i].Length > 0 && known.Contains(PhraseFolding.Fold(opposites[i])))
                section.RefuseEntry(opposite, i, $"is {ConfigurationFault.Show(opposites[i])}, which stands in {key} too");
        }
    }

    /// <summary>An own account is no competitor's: it has not the name of one, written as one word.</summary>
    private static void RefuseRivals(ProfileSection section, BrandProfile profile)
    {
        HashSet<string> rivals = [.. profile.Competitors.Select(OneWord)];
        for (int i = 0; i < profile.OwnAccounts.Length; i++)
        {
            OwnAccounts.Split(profile.OwnAccounts[i], out _, out ReadOnlySpan<char> name);
            int host = name.IndexOf('@');
            string account = (host < 0 ? name : name[..host]).ToString();
            if (account.Length > 0 && rivals.Contains(OneWord(account)))
                section.RefuseEntry("own_accounts", i, $"is {ConfigurationFault.Show(profile.OwnAccounts[i])}, which is one of the competitors");
        }
    }

    private static string OneWord(string entry) => string.Concat(PhraseFolding.Words(entry));
}
