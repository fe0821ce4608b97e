namespace RtmPipeline.Commands.Evaluate.Report;

/// <summary>An SVG drawing with a name and a description for those who do not see it, and the axes that plots share. It scales with the page.</summary>
internal sealed class SvgPlot
{
    private const double LabelGap = 6;

    private readonly Markup _markup;

    private SvgPlot(Markup markup) => _markup = markup;

    /// <param name="markup">Takes the drawing.</param>
    /// <param name="id">Name within the page, unique there.</param>
    /// <param name="isWide">True for a plot as wide as the page: its letters grow on a phone.</param>
    /// <param name="size">Width and height, in units of the plot.</param>
    /// <param name="title">What it is.</param>
    /// <param name="description">What it shows.</param>
    /// <param name="draw">Draws it.</param>
    public static void Write(Markup markup, string id, bool isWide, (double Width, double Height) size, string title, string description, Action<SvgPlot> draw)
    {
        markup.Open(
            "svg",
            ("viewBox", $"0 0 {Markup.Number(size.Width)} {Markup.Number(size.Height)}"),
            ("class", isWide ? "wide" : "small"),
            ("role", "img"),
            ("aria-labelledby", $"{id}-title {id}-text"));
        markup.Line("title", title, ("id", $"{id}-title"));
        markup.Line("desc", description, ("id", $"{id}-text"));
        draw(new SvgPlot(markup));
        markup.Close();
    }

    public void Path(string style, string data)
    {
        if (data.Length > 0)
            _markup.Empty("path", ("class", style), ("d", data));
    }

    public void Path(string style, string data, double opacity) =>
        _markup.Empty("path", ("class", style), ("d", data), ("opacity", opacity.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>A bar or an area; its note is shown by a pointer that rests on it.</summary>
    public void Bar(string style, Box box, string note)
    {
        _markup.Open(
            "rect",
            ("class", style),
            ("x", Markup.Number(box.Left)),
            ("y", Markup.Number(box.Top)),
            ("width", Markup.Number(Math.Max(0, box.Right - box.Left))),
            ("height", Markup.Number(box.Bottom - box.Top)));
        _markup.Line("title", note).Close();
    }

    public void Mark(MarkForm form, string style, double x, double y, string note)
    {
        _markup.Open("path", ("class", style), ("d", form == MarkForm.Circle
            ? $"M{Markup.Number(x)} {Markup.Number(y - 6)}a6 6 0 1 1 0 12a6 6 0 1 1 0-12Z"
            : $"M{Markup.Number(x - 6)} {Markup.Number(y - 6)}h12v12h-12Z"));
        _markup.Line("title", note).Close();
    }

    public void Text(double x, double y, string text, string anchor = "start", string style = "label") =>
        _markup.Line("text", text, ("x", Markup.Number(x)), ("y", Markup.Number(y)), ("text-anchor", anchor), ("class", style));

    /// <summary>Lines across a box at the ticks of a vertical axis, with labels on its left.</summary>
    public void AxisY(Scale scale, Box box)
    {
        foreach (Tick tick in scale.Ticks)
        {
            Path("grid-line", $"M{Markup.Number(box.Left)} {Markup.Number(tick.Position)}H{Markup.Number(box.Right)}");
            Text(box.Left - LabelGap, tick.Position + 4, tick.Label, "end", "tick");
        }
    }

    /// <summary>Lines up a box at the ticks of a horizontal axis, with labels below; every second label gives way on a phone.</summary>
    /// <param name="scale">The axis.</param>
    /// <param name="box">Where the lines run.</param>
    /// <param name="labelsAt">Base line of the labels; null for lines alone.</param>
    public void AxisX(Scale scale, Box box, double? labelsAt)
    {
        const double Margin = 24;
        IReadOnlyList<Tick> ticks = scale.Ticks;
        for (int i = 0; i < ticks.Count; i++)
        {
            double x = ticks[i].Position;
            Path("grid-line", $"M{Markup.Number(x)} {Markup.Number(box.Top)}V{Markup.Number(box.Bottom)}");
            string anchor = x > box.Right - Margin ? "end" : x < box.Left + Margin ? "start" : "middle";
            if (labelsAt is { } y)
                Text(x, y, ticks[i].Label, anchor, i % 2 == 1 ? "tick minor" : "tick");
        }
    }
}

/// <summary>A box in a plot; y grows downwards.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom);
