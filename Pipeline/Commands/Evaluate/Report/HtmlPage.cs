namespace RtmPipeline.Commands.Evaluate.Report;

/// <summary>
/// One page that needs nothing but itself: no script, no outside host, which its content security policy also forbids. Parts are added in the order in which
/// they are read.
/// </summary>
internal sealed class HtmlPage
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private readonly Markup _markup;
    private int _tables;

    private HtmlPage(Markup markup) => _markup = markup;

    /// <summary>Writes a whole page.</summary>
    public static void Write(TextWriter writer, string title, Action<HtmlPage> body)
    {
        writer.Write("<!DOCTYPE html>\n");
        var markup = new Markup(writer);
        markup.Open("html", ("lang", "en"));
        markup.Open("head");
        markup.Empty("meta", ("charset", "utf-8"));
        markup.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy));
        markup.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        markup.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
        markup.Line("title", title);
        markup.Open("style").Fragment(ReportStyle.Text).Close();
        markup.Close();
        markup.Open("body").Open("main");
        markup.Line("h1", title);
        body(new HtmlPage(markup));
        markup.Close().Close().Close();
    }

    public void Heading(string text) => _markup.Line("h2", text);

    public void Subheading(string text) => _markup.Line("h3", text);

    public void Paragraph(string text) => _markup.Line("p", text);

    /// <summary>A plot with what its marks mean and what it shows.</summary>
    public void Figure(string caption, IReadOnlyList<KeyMark> key, Action<Markup> plot)
    {
        _markup.Open("figure");
        plot(_markup);
        if (key.Count > 0)
        {
            _markup.Open("ul", ("class", "key"));
            foreach (KeyMark mark in key)
                mark.Write(_markup);
            _markup.Close();
        }

        _markup.Line("figcaption", caption).Close();
    }

    /// <summary>Figures side by side where there is room.</summary>
    public void Grid(Action figures)
    {
        _markup.Open("div", ("class", "grid"));
        figures();
        _markup.Close();
    }

    /// <summary>A table; one that is wider than the screen scrolls by itself, and can be reached by the keyboard for it.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">Cells; the first one of a row is its name.</param>
    /// <param name="sums">How many rows at the end are sums of those before.</param>
    public void Table(string caption, IReadOnlyList<string> header, IReadOnlyList<string[]> rows, int sums = 0)
    {
        string id = $"table-{++_tables}";
        _markup.Line("p", caption, ("class", "caption"), ("id", id));
        _markup.Open("div", ("class", "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-labelledby", id)).Open("table", ("aria-labelledby", id));
        _markup.Open("thead").Open("tr");
        foreach (string name in header)
            _markup.Line("th", name, ("scope", "col"));
        _markup.Close().Close().Open("tbody");
        for (int r = 0; r < rows.Count; r++)
        {
            if (r < rows.Count - sums)
                _markup.Open("tr");
            else
                _markup.Open("tr", ("class", "sum"));
            _markup.Line("th", rows[r][0], ("scope", "row"));
            foreach (string cell in rows[r].Skip(1))
                _markup.Line("td", cell);
            _markup.Close();
        }

        _markup.Close().Close().Close();
    }
}
