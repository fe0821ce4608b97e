namespace RtmPipeline.Tagging.Safety;

/// <summary>What an entry of the lexicon can prove.</summary>
internal enum SafetyRole : byte
{
    /// <summary>Enough by itself.</summary>
    Strong,

    /// <summary>Harm done to people that is often counted: enough with a number near it, or with a scene.</summary>
    Toll,

    /// <summary>Harm that is often said lightly: enough with a scene only.</summary>
    Harm,

    /// <summary>Where harm happens: enough with a toll or harm only; alone a low risk.</summary>
    Scene,

    /// <summary>A manner of speaking: whatever it covers proves nothing.</summary>
    Figure,

    /// <summary>Counts people in words, as a number does.</summary>
    Count,
}

/// <param name="Words">As the lexicon spells it.</param>
/// <param name="Role">What it can prove.</param>
/// <param name="Topic">Place in <see cref="SafetyLexicon.Topics"/>; -1 for figures and counts.</param>
/// <param name="Level">Risk where it is proven.</param>
internal sealed record SafetyEntry(string Words, SafetyRole Role, int Topic, SafetyLevel Level);

/// <summary>
/// Words of the sensitive topics in English, Spanish and Italian. Topics and levels are those of the IAB Content Taxonomy 3.1 ("Sensitive Topics")
/// and its risk levels; which words stand for them is our own choice.
/// </summary>
internal static class SafetyLexicon
{
    /// <summary>Names of the IAB topics the lexicon knows, by the short word its tables use. The order breaks ties.</summary>
    public static IReadOnlyList<(string Word, string Name)> Topics { get; } =
    [
        ("terrorism", "Terrorism"),
        ("death", "Death, Injury, or Military Conflict"),
        ("crime", "Crime & Harmful Acts to Individuals, Society & Human Right Violations"),
        ("hate", "Hate Speech and Acts of Aggression"),
        ("arms", "Arms & Ammunition"),
        ("adult", "Adult & Explicit Sexual Content"),
        ("drugs", "Illegal Drugs, Tobacco, eCigarettes, Vaping, Alcohol"),
        ("obscenity", "Obscenity and Profanity"),
    ];

    /// <summary>All entries of all languages. They apply to every text: labels are missing or wrong for too many.</summary>
    public static IEnumerable<SafetyEntry> Entries() =>
        Read(EnglishSafetyWords.Table).Concat(Read(SpanishSafetyWords.Table)).Concat(Read(ItalianSafetyWords.Table));

    /// <summary>
    /// Reads a table. A line is <c>TOPIC ROLE LEVEL: words, words, …</c>, <c>figure: …</c> or <c>count: …</c>;
    /// a line that is indented goes on with the one above.
    /// </summary>
    /// <exception cref="FormatException">The table is not right; a test reads all of them.</exception>
    internal static IEnumerable<SafetyEntry> Read(string table)
    {
        SafetyEntry? head = null;
        foreach (string line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string words = line;
            if (line[0] != ' ')
            {
                int colon = line.IndexOf(':');
                head = Head(colon < 0 ? line : line[..colon]);
                words = line[(colon + 1)..];
            }
            if (head is null)
                throw new FormatException($"The lexicon begins with no heading: '{line}'.");
            foreach (string entry in words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                yield return head with { Words = entry };
        }
    }

    private static SafetyEntry Head(string heading) => heading.Split(' ') switch
    {
        ["figure"] => new SafetyEntry("", SafetyRole.Figure, -1, SafetyLevel.None),
        ["count"] => new SafetyEntry("", SafetyRole.Count, -1, SafetyLevel.None),
        [var topic, var role, var level] => new SafetyEntry("", RoleOf(role), TopicOf(topic), LevelOf(level)),
        _ => throw new FormatException($"The lexicon has a heading it does not know: '{heading}'."),
    };

    private static int TopicOf(string word)
    {
        for (int i = 0; i < Topics.Count; i++)
        {
            if (Topics[i].Word == word)
                return i;
        }
        throw new FormatException($"The lexicon has a topic it does not know: '{word}'.");
    }

    private static SafetyRole RoleOf(string word) => word switch
    {
        "strong" => SafetyRole.Strong,
        "toll" => SafetyRole.Toll,
        "harm" => SafetyRole.Harm,
        "scene" => SafetyRole.Scene,
        _ => throw new FormatException($"The lexicon has a role it does not know: '{word}'."),
    };

    private static SafetyLevel LevelOf(string word) => word switch
    {
        "low" => SafetyLevel.Low,
        "medium" => SafetyLevel.Medium,
        "high" => SafetyLevel.High,
        "floor" => SafetyLevel.Floor,
        _ => throw new FormatException($"The lexicon has a level it does not know: '{word}'."),
    };
}
