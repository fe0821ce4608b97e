namespace RtmPipeline.Sources.Simulation.Words;

/// <summary>Languages of the simulated world.</summary>
internal enum Language : byte
{
    English,
    Spanish,
    Italian,
}

/// <summary>How people write in one language: its words, and the sentences of everyday life.</summary>
internal sealed class Voice
{
    /// <summary>Languages a scenario has.</summary>
    public const int Languages = 3;

    private const int CoinedTitles = 1500;
    private const int Towns = 400;
    private const int Surnames = 800;

    private readonly WordList?[] _lists = new WordList?[(int)Slot.Clause + 1];

    public required string Code { get; init; }

    /// <summary>Nouns by subject.</summary>
    public required WordList[] Subjects { get; init; }

    /// <summary>Nouns by subject, as they are written.</summary>
    public required string[][] SubjectWords { get; init; }

    public required string[] AdjectiveWords { get; init; }

    public required Template[] Everyday { get; init; }

    public required Template[] Clauses { get; init; }

    public required Template[] Replies { get; init; }

    public required Template[] Quotes { get; init; }

    public required Template[] Tails { get; init; }

    public WordList Surname { get; } = new(CoinedWords.Names(stream: 3, Surnames));

    public WordList this[Slot slot] => _lists[(int)slot] ?? throw new ArgumentException($"{Code} has no words for {slot}", nameof(slot));

    public static Voice Of(Language language) => language switch
    {
        Language.English => English(),
        Language.Spanish => Romance(
            "es",
            SpanishWords.Subjects,
            new EverydayTexts(SpanishTexts.Everyday, SpanishTexts.Clauses, SpanishTexts.Replies, SpanishTexts.Quotes, SpanishTexts.Tails),
            [SpanishWords.Verbs, SpanishWords.Adjectives, SpanishWords.Adverbs, SpanishWords.Names, SpanishWords.Times,
                SpanishWords.Openers, SpanishWords.Closers, SpanishWords.Emoji]),
        _ => Romance(
            "it",
            ItalianWords.Subjects,
            new EverydayTexts(ItalianTexts.Everyday, ItalianTexts.Clauses, ItalianTexts.Replies, ItalianTexts.Quotes, ItalianTexts.Tails),
            [ItalianWords.Verbs, ItalianWords.Adjectives, ItalianWords.Adverbs, ItalianWords.Names, ItalianWords.Times,
                ItalianWords.Openers, ItalianWords.Closers, ItalianWords.Emoji]),
    };

    private static Voice English()
    {
        string[][] subjects = [.. EnglishWords.Subjects.Select(line => line.Split(' '))];
        string[] nouns = Interleave(subjects);
        string[] verbs = [.. EnglishWords.Verbs.Split(' ').Distinct()];
        string[] adjectives = EnglishWords.Adjectives.Split(' ');
        EverydayTexts texts = new(EnglishTexts.Everyday, EnglishTexts.Clauses, EnglishTexts.Replies, EnglishTexts.Quotes, EnglishTexts.Tails);
        Voice voice = Create("en", subjects, adjectives, texts);
        voice.Set(Slot.Noun, nouns);
        voice.Set(Slot.Plural, [.. nouns.Select(PluralOf)]);
        voice.Set(Slot.Verb, verbs);
        voice.Set(Slot.Gerund, [.. verbs.Select(verb => Inflected(verb, "ing"))]);
        voice.Set(Slot.Past, [.. verbs.Select(verb => Inflected(verb, "ed"))]);
        voice.Set(Slot.Adverb, EnglishWords.Adverbs.Split(' '));
        voice.Set(Slot.Name, EnglishWords.Names.Split(' '));
        voice.Set(Slot.Time, EnglishWords.Times.Split(','));
        voice.Set(Slot.Opener, EnglishWords.Openers.Split(','));
        voice.Set(Slot.Closer, EnglishWords.Closers.Split(','));
        voice.Set(Slot.Emoji, EnglishWords.Emoji.Split(','));
        return voice;
    }

    private static Voice Romance(string code, string[] subjectLines, EverydayTexts texts, ReadOnlySpan<string> words)
    {
        string[][] subjects = [.. subjectLines.Select(line => line.Split(','))];
        Voice voice = Create(code, subjects, words[1].Split(','), texts);
        string[] nouns = Interleave(subjects);
        voice.Set(Slot.Noun, nouns);
        voice.Set(Slot.Plural, nouns);
        ReadOnlySpan<Slot> slots = [Slot.Verb, Slot.Adjective, Slot.Adverb, Slot.Name, Slot.Time, Slot.Opener, Slot.Closer, Slot.Emoji];
        for (int i = 0; i < slots.Length; i++)
            voice.Set(slots[i], words[i].Split(','));
        return voice;
    }

    private static Voice Create(string code, string[][] subjects, string[] adjectives, EverydayTexts texts)
    {
        Voice voice = new()
        {
            Code = code,
            Subjects = [.. subjects.Select(words => new WordList(words))],
            SubjectWords = subjects,
            AdjectiveWords = adjectives,
            Everyday = Template.ParseLines(texts.Everyday),
            Clauses = Template.ParseLines(texts.Clauses),
            Replies = Template.ParseLines(texts.Replies),
            Quotes = Template.ParseLines(texts.Quotes),
            Tails = Template.ParseLines(texts.Tails),
        };
        voice.Set(Slot.Adjective, adjectives);
        voice.Set(Slot.Coined, CoinedWords.Names(stream: 1, CoinedTitles));
        voice.Set(Slot.Place, CoinedWords.Names(stream: 2, Towns));
        return voice;
    }

    private void Set(Slot slot, IReadOnlyList<string> words) => _lists[(int)slot] = new WordList(words);

    /// <summary>The first words of all subjects come first, so that the common words are not all of one subject.</summary>
    private static string[] Interleave(string[][] subjects) =>
        [.. Enumerable.Range(0, subjects.Max(words => words.Length))
            .SelectMany(i => subjects.Where(words => i < words.Length).Select(words => words[i]))
            .Distinct()];

    private static string PluralOf(string noun)
    {
        if (noun.EndsWith('y') && !"aeiou".Contains(noun[^2], StringComparison.Ordinal))
            return noun[..^1] + "ies";
        bool hisses = noun.EndsWith('s') || noun.EndsWith('x')
            || noun.EndsWith("ch", StringComparison.Ordinal) || noun.EndsWith("sh", StringComparison.Ordinal);
        return noun + (hisses ? "es" : "s");
    }

    /// <summary>Regular forms; the few verbs that double their last letter are named.</summary>
    private static string Inflected(string verb, string ending)
    {
        if (verb is "unpack" or "pack")
            return verb + ending;
        if (verb is "wrap" or "jog" or "stop" or "plan" or "hug" or "chop" or "chat" or "sip")
            return verb + verb[^1] + ending;
        if (verb.EndsWith('e'))
            return verb[..^1] + ending;
        bool turnsToI = string.Equals(ending, "ed", StringComparison.Ordinal) && verb.EndsWith('y') && !"aeiou".Contains(verb[^2], StringComparison.Ordinal);
        return turnsToI ? verb[..^1] + "ied" : verb + ending;
    }

    /// <summary>Templates of a language, one a line.</summary>
    private readonly record struct EverydayTexts(string Everyday, string Clauses, string Replies, string Quotes, string Tails);
}
