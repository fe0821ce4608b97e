namespace RtmPipeline.Sources.Simulation.Words;

/// <summary>What a place in a template is filled with.</summary>
internal enum Slot : byte
{
    /// <summary>Fixed text.</summary>
    Literal,

    /// <summary><c>{t}</c>: a phrase that names the topic.</summary>
    Phrase,

    /// <summary><c>{h}</c>: a hashtag of the topic.</summary>
    Hashtag,

    /// <summary><c>{c}</c>: a hashtag of the topic's companion, the greater event it belongs to.</summary>
    Companion,

    /// <summary><c>{w}</c>: a word of the topic's subject.</summary>
    Subject,

    /// <summary><c>{n}</c>: a noun; with its article in Spanish and Italian.</summary>
    Noun,

    /// <summary><c>{ns}</c>: nouns; as <see cref="Noun"/> where articles come with them.</summary>
    Plural,

    /// <summary><c>{v}</c>: an infinitive.</summary>
    Verb,

    /// <summary><c>{ving}</c>, English only.</summary>
    Gerund,

    /// <summary><c>{ved}</c>, English only.</summary>
    Past,

    /// <summary><c>{a}</c>.</summary>
    Adjective,

    /// <summary><c>{adv}</c>.</summary>
    Adverb,

    /// <summary><c>{name}</c>: a first name.</summary>
    Name,

    /// <summary><c>{place}</c>: an invented town.</summary>
    Place,

    /// <summary><c>{coined}</c>: an invented title.</summary>
    Coined,

    /// <summary><c>{when}</c>.</summary>
    Time,

    /// <summary><c>{o}</c>: how a post opens.</summary>
    Opener,

    /// <summary><c>{z}</c>: how a post ends.</summary>
    Closer,

    /// <summary><c>{e}</c>.</summary>
    Emoji,

    /// <summary><c>{at}</c>: somebody's handle.</summary>
    Mention,

    /// <summary><c>{url}</c>: a short link.</summary>
    Link,

    /// <summary><c>{num}</c>: a number from 2 to 99.</summary>
    Number,

    /// <summary><c>{s}</c>: a short sentence of everyday life.</summary>
    Clause,
}

/// <summary>A part of a template.</summary>
/// <param name="Slot">What it is filled with.</param>
/// <param name="Text">Text of a literal.</param>
internal readonly record struct TemplatePart(Slot Slot, Fragment Text);

/// <summary>A sentence with places to fill, compiled once.</summary>
internal sealed record Template(TemplatePart[] Parts)
{
    /// <summary>Compiles a list of templates, one a line.</summary>
    public static Template[] ParseLines(string lines) =>
        [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)];

    /// <summary>Compiles one template.</summary>
    /// <exception cref="ArgumentException">A place has an unknown name, or no end: a mistake in this program's own texts.</exception>
    public static Template Parse(string line)
    {
        List<TemplatePart> parts = [];
        int at = 0;
        while (at < line.Length)
        {
            int open = line.IndexOf('{', at);
            if (open < 0)
                open = line.Length;
            if (open > at)
                parts.Add(new TemplatePart(Slot.Literal, Fragment.Of(line[at..open])));
            if (open == line.Length)
                break;
            int close = line.IndexOf('}', open);
            if (close < 0)
                throw new ArgumentException($"template has an open place: {line}", nameof(line));
            parts.Add(new TemplatePart(SlotOf(line[(open + 1)..close], line), default));
            at = close + 1;
        }
        return new Template([.. parts]);
    }

    private static Slot SlotOf(string name, string line) => name switch
    {
        "t" => Slot.Phrase,
        "h" => Slot.Hashtag,
        "c" => Slot.Companion,
        "w" => Slot.Subject,
        "n" => Slot.Noun,
        "ns" => Slot.Plural,
        "v" => Slot.Verb,
        "ving" => Slot.Gerund,
        "ved" => Slot.Past,
        "a" => Slot.Adjective,
        "adv" => Slot.Adverb,
        "name" => Slot.Name,
        "place" => Slot.Place,
        "coined" => Slot.Coined,
        "when" => Slot.Time,
        "o" => Slot.Opener,
        "z" => Slot.Closer,
        "e" => Slot.Emoji,
        "at" => Slot.Mention,
        "url" => Slot.Link,
        "num" => Slot.Number,
        "s" => Slot.Clause,
        _ => throw new ArgumentException($"template has an unknown place '{name}': {line}", nameof(line)),
    };
}
