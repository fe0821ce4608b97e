namespace RtmPipeline.Tagging.Entities;

/// <summary>How a known name must stand in a text to count.</summary>
[Flags]
internal enum NameCasing : byte
{
    None = 0,

    /// <summary>Begun with a capital, its last word too.</summary>
    Capital = 1,

    /// <summary>Begun with a capital inside a sentence, after a word in small letters and before no other capital: it is an ordinary word too.</summary>
    FirmCapital = 2,

    /// <summary>In capitals altogether, in a text that is not.</summary>
    AllCapitals = 4,

    /// <summary>In any case.</summary>
    Any = 8,
}

/// <param name="Spelling">As the list spells it, without its mark.</param>
/// <param name="Casing">How it must stand in a text.</param>
/// <param name="Kind">What it names.</param>
/// <param name="Canonical">The one name of all its spellings.</param>
internal sealed record KnownName(string Spelling, NameCasing Casing, EntityKind Kind, string Canonical);

/// <summary>Reads the list of known places, organisations, events and people; its form is told in the list itself.</summary>
internal static class Gazetteer
{
    // Longest all-capitals spelling that stands in capitals only ("CONMEBOL"); longer ones would be shouting.
    private const int MaxAcronym = 8;

    /// <summary>The names that ship with the program.</summary>
    public static IReadOnlyList<KnownName> Shipped { get; } = [.. Read(NameResource.Lines("gazetteer"))];

    /// <exception cref="FormatException">A line is not of the form; a test reads the whole list.</exception>
    internal static IEnumerable<KnownName> Read(IEnumerable<string> lines)
    {
        EntityKind? kind = null;
        foreach (string line in lines)
        {
            if (line[0] == '[')
            {
                kind = KindOf(line);
                continue;
            }
            if (kind is null)
                throw new FormatException($"The list of names begins with no heading: '{line}'.");
            string[] sides = line.Split(" = ");
            if (sides.Length > 2)
                throw new FormatException($"The list of names has a line with more than one '=': '{line}'.");
            string canonical = sides[0].TrimStart('?', '~');
            yield return Known(sides[0], kind.Value, canonical);
            if (sides.Length == 1)
                continue;
            foreach (string spelling in sides[1].Split(", "))
                yield return Known(spelling, kind.Value, canonical);
        }
    }

    private static KnownName Known(string marked, EntityKind kind, string canonical) => marked switch
    {
        "" => throw new FormatException($"The list of names has an empty spelling of '{canonical}'."),
        ['?', .. var name] => new KnownName(name, NameCasing.FirmCapital, kind, canonical),
        ['~', .. var name] => new KnownName(name, NameCasing.Any, kind, canonical),
        _ => new KnownName(marked, IsAcronym(marked) ? NameCasing.AllCapitals : NameCasing.Capital, kind, canonical),
    };

    private static bool IsAcronym(string name) =>
        name.Length <= MaxAcronym && name.Any(char.IsLetter) && !name.Any(char.IsLower);

    private static EntityKind KindOf(string heading) => heading switch
    {
        "[place]" => EntityKind.Place,
        "[organisation]" => EntityKind.Organisation,
        "[event]" => EntityKind.Event,
        "[person]" => EntityKind.Person,
        _ => throw new FormatException($"The list of names has a heading it does not know: '{heading}'."),
    };
}
