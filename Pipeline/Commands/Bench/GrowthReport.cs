using System.Globalization;
using System.Text;
using RtmPipeline.Commands.Evaluate;
using RtmPipeline.Commands.Evaluate.Report;

namespace RtmPipeline.Commands.Bench;

/// <summary>The page on how cost grows: a plot and a table for each thing that grows.</summary>
internal static class GrowthReport
{
    private const double Width = 720;
    private const double Height = 260;
    private static readonly Box s_box = new(66, 34, Width - 16, Height - 34);

    public static void Write(BenchReport report, TextWriter writer) => HtmlPage.Write(writer, "How cost grows", page =>
    {
        page.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"The whole graph to nowhere; one thing changes at a time. rtm {report.Version}, {report.Runtime}, {report.Processors} processors, median of {report.Runs} runs. Workers and brands: {report.Input}, {report.Posts:#,0} posts. Topics: made posts of eight hashtags each, which go round, so that no topic comes again before all the others did. Characters: the texts of the posts put together, as many characters in each run."));
        Add(page, report, GrowthRuns.Workers, "Workers", "posts a second", static figure => figure.PostsPerSecond);
        Add(page, report, GrowthRuns.Topics, "Distinct topics", "nanoseconds a post", static figure => figure.NsPerPost);
        Add(page, report, GrowthRuns.Brands, "Brand profiles", "nanoseconds a post", static figure => figure.NsPerPost);
        Add(page, report, GrowthRuns.Characters, "Characters a post", "nanoseconds a character", static figure => figure.NsPerCharacter);
    });

    private static void Add(HtmlPage page, BenchReport report, string what, string title, string unit, Func<GrowthFigure, double> value)
    {
        GrowthFigure[] figures = [.. report.Growth.Where(figure => figure.What == what)];
        page.Heading(title);
        if (figures.Length == 0)
        {
            page.Paragraph("Not measured: it takes more posts.");
            return;
        }

        page.Figure(
            $"{title}, logarithmic, and {unit}, from nothing up.",
            [],
            markup => SvgPlot.Write(markup, what, isWide: true, (Width, Height), title, $"{unit} by {title.ToLowerInvariant()}: {string.Join(", ", figures.Select(figure => $"{figure.Value:#,0}: {value(figure):#,0.##}"))}", plot => Draw(plot, figures, unit, value)));
        page.Table(
            $"{title}",
            [title.ToLowerInvariant(), "posts", "posts a second", "ns a post", "bytes allocated a post", .. what == GrowthRuns.Characters ? (string[])["ns a character"] : []],
            [.. figures.Select(figure => Cells(figure, what))]);
    }

    private static string[] Cells(GrowthFigure figure, string what) =>
    [
        $"{figure.Value:#,0}",
        $"{figure.Posts:#,0}",
        $"{figure.PostsPerSecond:#,0}",
        $"{figure.NsPerPost:#,0}",
        $"{figure.BytesPerPost:#,0}",
        .. what == GrowthRuns.Characters ? (string[])[TextTable.Number(figure.NsPerCharacter, 1)] : [],
    ];

    private static void Draw(SvgPlot plot, GrowthFigure[] figures, string unit, Func<GrowthFigure, double> value)
    {
        double most = figures.Max(value);
        var across = new CountScale(figures[0].Value, figures[^1].Value, s_box.Left, s_box.Right);
        var up = new LinearScale(0, 1.1 * most, s_box.Bottom, s_box.Top, 0, Round(most / 2), Round(most));
        plot.Text(s_box.Left, s_box.Top - 12, unit);
        plot.AxisY(up, s_box);
        plot.AxisX(across, s_box, Height - 12);
        var line = new StringBuilder();
        foreach (GrowthFigure figure in figures)
            line.Append(line.Length == 0 ? 'M' : 'L').Append(Markup.Number(across.At(figure.Value))).Append(' ').Append(Markup.Number(up.At(value(figure))));
        plot.Path("truth", line.ToString());
        foreach (GrowthFigure figure in figures)
            plot.Mark(MarkForm.Circle, "mark90", across.At(figure.Value), up.At(value(figure)), $"{figure.Value:#,0}: {value(figure):#,0.##} {unit}");
    }

    /// <summary>One digit that says something.</summary>
    private static double Round(double value)
    {
        double power = 1;
        while (power * 10 <= value)
            power *= 10;
        while (power > value && power > 1e-6)
            power /= 10;
        return Math.Floor(value / power) * power;
    }
}
