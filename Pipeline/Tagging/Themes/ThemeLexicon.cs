namespace RtmPipeline.Tagging.Themes;

/// <summary>
/// Reads the words of the themes. The form of the text is described at the head of <c>ThemeWords.txt</c>; the reader is strict, because a slip
/// (a category that is not there, a bracket left open) would silently cost words.
/// </summary>
internal sealed class ThemeLexicon
{
    private const string FigureHeading = "- Figures of speech";

    private readonly IabTaxonomy _taxonomy;
    private readonly List<ThemeEntry> _entries = [];
    private readonly HashSet<int> _categories = [];
    private int? _category;
    private ThemeLanguages _languages;
    private int _line;

    private ThemeLexicon(IabTaxonomy taxonomy) => _taxonomy = taxonomy;

    /// <summary>The entries of a lexicon, all forms written out, in its order.</summary>
    /// <exception cref="FormatException">Names the line and what is wrong with it.</exception>
    public static IReadOnlyList<ThemeEntry> Read(string text, IabTaxonomy taxonomy)
    {
        ThemeLexicon lexicon = new(taxonomy);
        string open = "";
        int openLine = 0;
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                if (open.Length == 0)
                    throw Fault(number, "goes on with a line that is not there");
                open = $"{open} {line.Trim()}";
                continue;
            }
            lexicon.Take(open, openLine);
            (open, openLine) = (line, number);
        }
        lexicon.Take(open, openLine);
        return lexicon._entries;
    }

    private void Take(string line, int number)
    {
        _line = number;
        if (line.Length == 0 || line[0] == '#')
            return;
        if (line[0] == '[')
            Begin(line);
        else
            AddEntries(line);
    }

    private void Begin(string line)
    {
        if (line[^1] != ']')
            throw Fault(_line, "begins a category and has no ']'");
        string heading = line[1..^1];
        _languages = ThemeLanguages.None;
        int category = heading == FigureHeading ? ThemeEntry.Figure : CategoryOf(heading);
        if (!_categories.Add(category))
            throw Fault(_line, $"begins '{heading}' a second time");
        _category = category;
    }

    private int CategoryOf(string heading)
    {
        int space = heading.IndexOf(' ');
        string id = space < 0 ? heading : heading[..space];
        if (!_taxonomy.TryGet(id, out IabCategory? category))
            throw Fault(_line, $"has the id '{id}', which the taxonomy has not");
        string path = _taxonomy.PathOf(category);
        if (space < 0 || heading[(space + 1)..] != path)
            throw Fault(_line, $"must name category {id} '{path}'");
        return category.Index;
    }

    private void AddEntries(string line)
    {
        if (_category is not { } category)
            throw Fault(_line, "has words before the first category");
        int colon = line.IndexOf(':');
        ThemeLanguages languages = (colon < 0 ? "" : line[..colon]) switch
        {
            "en" => ThemeLanguages.English,
            "es" => ThemeLanguages.Spanish,
            "it" => ThemeLanguages.Italian,
            "any" => ThemeLanguages.Any,
            _ => throw Fault(_line, "begins with none of en:, es:, it:, any:"),
        };
        if ((_languages & languages) == languages)
            throw Fault(_line, "has a language its category has already");
        _languages |= languages == ThemeLanguages.Any ? ThemeLanguages.None : languages;
        foreach (string piece in line[(colon + 1)..].Split(','))
            AddForms(piece.Trim(), category, languages);
    }

    private void AddForms(string piece, int category, ThemeLanguages languages)
    {
        (string words, byte weight) = piece switch
        {
            [.. var word, '*'] => (word, ThemeEntry.Strong),
            [.. var word, '~'] => (word, ThemeEntry.Weak),
            _ => (piece, ThemeEntry.Plain),
        };
        if (category == ThemeEntry.Figure && weight != ThemeEntry.Plain)
            throw Fault(_line, $"gives the figure of speech '{words}' a weight");
        if (words.AsSpan().ContainsAny("*~[]:"))
            throw Fault(_line, $"has a sign in '{words}' that does not belong there");
        List<string> forms = ThemeForms.Of(words)
            ?? throw Fault(_line, $"has brackets in '{words}' that do not match, or make more than {ThemeForms.MaxForms} forms");
        foreach (string form in forms)
        {
            if (form.Length == 0 || form.Trim() != form)
                throw Fault(_line, "has an entry without words, or with spaces about them");
            _entries.Add(new ThemeEntry(form, category, languages, weight, _line));
        }
    }

    private static FormatException Fault(int line, string reason) => new($"Line {line} of the lexicon {reason}.");
}
