namespace RtmPipeline.Tagging.Safety;

/// <summary>What an entry of the lexicon can prove.</summary>
internal enum SafetyRole : byte
{
    /// <summary>Enough by itself.</summary>
    Strong,

    /// <summary>Enough by itself, but says what happened, not that it harmed anybody: "earthquake".</summary>
    Event,

    /// <summary>Harm done to people that is often counted: enough with a number near it, or with a scene.</summary>
    Toll,

    /// <summary>Harm that is often said lightly: enough with a scene only.</summary>
    Harm,

    /// <summary>Where harm happens: enough with a toll or harm only; alone a low risk.</summary>
    Scene,

    /// <summary>A scene where helpers, police or reporters are: it also says that something is real. Without a topic it says only that.</summary>
    News,

    /// <summary>A manner of speaking: whatever it covers proves nothing.</summary>
    Figure,

    /// <summary>Counts people in words, as a number does.</summary>
    Count,

    /// <summary>Says that nobody was harmed, and covers the words it says that with.</summary>
    Relief,

    /// <summary>Says that something is invented, played or practised.</summary>
    Fiction,

    /// <summary>Says that something is long past.</summary>
    Memory,
}

/// <param name="Words">As the lexicon spells it.</param>
/// <param name="Role">What it can prove.</param>
/// <param name="Topic">Place in <see cref="SafetyLexicon.Topics"/>; -1 for what belongs to none.</param>
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
        ("social", "Debated Sensitive Social Issues"),
        ("spam", "Spam or Harmful Content"),
        ("piracy", "Online Piracy"),
        ("obscenity", "Obscenity and Profanity"),
    ];

    public const int Terrorism = 0;
    public const int Death = 1;
    public const int Crime = 2;
    public const int Hate = 3;
    public const int Arms = 4;
    public const int Drugs = 6;
    public const int Obscenity = 10;

    private static readonly string[] s_tables =
    [
        EnglishSafetyWords.Table, EnglishConductWords.Table, EnglishFigureWords.Table, EnglishContextWords.Table,
        SpanishSafetyWords.Table, SpanishConductWords.Table, SpanishFigureWords.Table, SpanishContextWords.Table,
        ItalianSafetyWords.Table, ItalianConductWords.Table, ItalianFigureWords.Table, ItalianContextWords.Table,
        OutageWords.Table,
    ];

    /// <summary>All entries of all languages. They apply to every text: labels are missing or wrong for too many.</summary>
    public static IEnumerable<SafetyEntry> Entries() => s_tables.SelectMany(Read);

    /// <summary>
    /// Reads a table. A line is <c>TOPIC ROLE LEVEL: words, words, …</c>, or, for roles without a topic, <c>figure: …</c>, <c>count: …</c>,
    /// <c>relief: …</c>, <c>fiction: …</c>, <c>memory: …</c>, <c>news: …</c>; a line that is indented goes on with the one above.
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
        [var role] => new SafetyEntry("", FreeRoleOf(role), -1, SafetyLevel.None),
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

    private static SafetyRole FreeRoleOf(string word) => word switch
    {
        "figure" => SafetyRole.Figure,
        "count" => SafetyRole.Count,
        "relief" => SafetyRole.Relief,
        "fiction" => SafetyRole.Fiction,
        "memory" => SafetyRole.Memory,
        "news" => SafetyRole.News,
        _ => throw new FormatException($"The lexicon has a heading it does not know: '{word}'."),
    };

    private static SafetyRole RoleOf(string word) => word switch
    {
        "strong" => SafetyRole.Strong,
        "event" => SafetyRole.Event,
        "news" => SafetyRole.News,
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
