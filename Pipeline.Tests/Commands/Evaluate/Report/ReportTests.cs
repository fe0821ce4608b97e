using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Evaluate.Report;

/// <summary>The pages that <c>evaluate … --report</c> writes, read by an HTML parser as a browser would.</summary>
internal sealed class ReportTests
{
    private const string Hostile = "a\"><img src=x onerror=alert(1)>&amp;'<.csv";

    private readonly ScratchFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    private async Task<(string Text, IHtmlDocument Page)> WriteAsync(string kind, params string[] args)
    {
        string path = _folder.PathOf("report.html");
        CommandResult result = await CommandLine.RunAsync(["evaluate", kind, .. args, "--out", _folder.PathOf(kind), "--report", path]);
        Assert.That((result.Code, result.Errors), Is.EqualTo((0, "")));
        string text = await File.ReadAllTextAsync(path);
        // Errors of syntax are thrown: the parser forgives as browsers do, which would hide them.
        return (text, await new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocumentAsync(text));
    }

    private Task<(string Text, IHtmlDocument Page)> SeriesAsync() =>
        WriteAsync("series", _folder.Write("first.csv", InventedCounts.Table(1500)), _folder.Write("second.csv", InventedCounts.Table(200, seed: 4)));

    private Task<(string Text, IHtmlDocument Page)> GrowthAsync() =>
        WriteAsync("growth", _folder.Write("cascades.tar.gz", InventedCounts.Archive(40)), _folder.Write("shares.csv", InventedCounts.Shares(80)), "--observe", "1h,6h");

    private Task<(string Text, IHtmlDocument Page)> OfAsync(string kind) => kind == "series" ? SeriesAsync() : GrowthAsync();

    [TestCase("series")]
    [TestCase("growth")]
    public async Task Page_NeedsNothingButItself(string kind)
    {
        (string text, IHtmlDocument page) = await OfAsync(kind);
        Assert.That(page.QuerySelectorAll("script, link, img, iframe, object, embed, base, form, image, use, foreignObject, a"), Is.Empty);
        Assert.That(page.All.SelectMany(e => e.Attributes).Select(a => a.Name), Has.None.Matches<string?>(name => name is "src" or "href" or "srcset" or "style" || name?.StartsWith("on", StringComparison.Ordinal) == true));
        Assert.That(text, Does.Not.Contain("://").And.Not.Contain("url(").And.Not.Contain("@import"));
        Assert.That(page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content"), Does.StartWith("default-src 'none'"));
    }

    [TestCase("series")]
    [TestCase("growth")]
    public async Task Page_FitsAPhone_AndLightAndDark(string kind)
    {
        (_, IHtmlDocument page) = await OfAsync(kind);
        string style = page.QuerySelector("style")!.TextContent;
        Assert.That(page.QuerySelector("meta[name=viewport]")!.GetAttribute("content"), Is.EqualTo("width=device-width, initial-scale=1"));
        Assert.That(style, Does.Contain("prefers-color-scheme:dark").And.Contain("@media print").And.Contain("max-width:640px"));
        Assert.That(page.QuerySelectorAll("table").Select(table => table.ParentElement!.ClassName), Is.All.EqualTo("scroll"), "a wide table scrolls by itself");
        Assert.That(page.QuerySelectorAll("svg").Select(svg => svg.HasAttribute("width")), Is.All.False, "a plot is as wide as there is room");
    }

    [TestCase("series")]
    [TestCase("growth")]
    public async Task Page_CanBeReadWithoutSeeingIt(string kind)
    {
        (_, IHtmlDocument page) = await OfAsync(kind);
        IElement[] plots = [.. page.QuerySelectorAll("svg[role=img]")];
        Assert.That(plots, Is.Not.Empty);
        foreach (IElement plot in plots)
        {
            string[] ids = plot.GetAttribute("aria-labelledby")!.Split(' ');
            Assert.That(ids.Select(id => page.GetElementById(id)?.ParentElement), Is.All.SameAs(plot));
            Assert.That(plot.QuerySelector("title")!.TextContent, Is.Not.Empty);
            Assert.That(plot.QuerySelector("desc")!.TextContent, Is.Not.Empty);
        }

        string[] all = [.. page.All.Select(e => e.Id).OfType<string>().Where(id => id.Length > 0)];
        Assert.That(all, Is.Unique);
        Assert.That(page.QuerySelectorAll("svg:not([role=img])").Select(svg => svg.GetAttribute("aria-hidden")), Is.All.EqualTo("true"));
        Assert.That(page.QuerySelectorAll("th").Select(th => th.HasAttribute("scope")), Is.All.True);
        Assert.That(page.DocumentElement.GetAttribute("lang"), Is.EqualTo("en"));
        Assert.That(page.QuerySelectorAll("h1"), Has.Length.EqualTo(1));
    }

    [TestCase("series")]
    [TestCase("growth")]
    public async Task Drawings_HaveNumbersThatCanBeDrawn(string kind)
    {
        (_, IHtmlDocument page) = await OfAsync(kind);
        foreach (string data in page.QuerySelectorAll("path").Select(path => path.GetAttribute("d")!))
            Assert.That(data, Does.Match(@"^[MLHVAZahvlmz0-9 .-]+$"));
        Assert.That(page.QuerySelectorAll("rect").Select(rect => double.Parse(rect.GetAttribute("width")!)), Is.All.GreaterThan(0));
    }

    [Test]
    public async Task SeriesPage_ShowsEachSeries_ItsAlerts_TheBandsAndTheFigures()
    {
        (_, IHtmlDocument page) = await SeriesAsync();
        Assert.That(page.QuerySelectorAll("h3").Select(h => h.TextContent), Is.EqualTo((string[])["first.csv", "second.csv"]));
        Assert.That(page.QuerySelectorAll("svg .band90"), Is.Not.Empty);
        Assert.That(page.QuerySelectorAll("svg .score"), Is.Not.Empty);
        Assert.That(page.QuerySelectorAll("#series-1-title, #series-1-close-title"), Has.Length.EqualTo(2), "a long series has a closer look");
        Assert.That(page.QuerySelector("#series-2-close-title"), Is.Null, "a short one does not need it");
        Assert.That(page.QuerySelectorAll("rect title").Select(t => t.TextContent), Has.Some.Contains("against seasonal naive"));
        Assert.That(page.QuerySelectorAll("table tbody tr"), Has.Length.EqualTo(4 + 3 + 3));
    }

    [Test]
    public async Task GrowthPage_ShowsEachKindAtEachAge()
    {
        (_, IHtmlDocument page) = await GrowthAsync();
        Assert.That(page.QuerySelectorAll(".grid figure"), Has.Length.EqualTo(4));
        Assert.That(page.QuerySelectorAll("h2").Select(h => h.TextContent), Has.Exactly(3).Contains("cascades").And.Exactly(3).Contains("shares"));
        Assert.That(page.QuerySelectorAll("svg .hex"), Is.Not.Empty);
    }

    [Test]
    public async Task HostileName_StaysAText()
    {
        (_, IHtmlDocument page) = await WriteAsync("series", _folder.Write(Hostile, InventedCounts.Table(400)));
        Assert.That(page.QuerySelectorAll("img"), Is.Empty);
        Assert.That(page.QuerySelector("h3")!.TextContent, Is.EqualTo(Hostile));
        Assert.That(page.QuerySelector("#series-1-title")!.TextContent, Is.EqualTo(Hostile));
        Assert.That(page.QuerySelectorAll("th").Select(th => th.TextContent), Has.Some.EqualTo(Hostile));
    }

    [Test]
    public async Task LongSeries_MakesNoLargerPage_ThanItHasPixels()
    {
        (string text, _) = await WriteAsync("series", _folder.Write("long.csv", InventedCounts.Table(16_000)));
        Assert.That(text.Length, Is.LessThan(150_000));
    }

    [Test]
    public async Task MoreSeriesThanAreDrawn_AreSaid_AndStandInTheTables()
    {
        string[] files = [.. Enumerable.Range(0, 52).Select(i => _folder.Write($"s{i}.csv", InventedCounts.Table(30, seed: i)))];
        (_, IHtmlDocument page) = await WriteAsync("series", files);
        Assert.That(page.QuerySelectorAll("h3"), Has.Length.EqualTo(50));
        Assert.That(page.Body!.TextContent, Does.Contain("The first 50 series are drawn; 2 more are in the tables above.").And.Contain("The first 40 of 53 are drawn."));
        Assert.That(page.QuerySelector("table")!.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(54));
    }

    [Test]
    public async Task Colours_OfTexts_StandOutFromTheirGround_LightAndDark()
    {
        (_, IHtmlDocument page) = await SeriesAsync();
        string[] schemes = [.. page.QuerySelector("style")!.TextContent.Split(":root{").Skip(1).Select(after => after[..after.IndexOf('}')])];
        Assert.That(schemes, Has.Length.EqualTo(3), "light, dark, print");
        foreach (string scheme in schemes)
        {
            Dictionary<string, double> light = scheme.Split(';').Where(rule => rule.StartsWith("--", StringComparison.Ordinal))
                .ToDictionary(rule => rule[2..rule.IndexOf(':')], rule => Luminance(rule[(rule.IndexOf('#') + 1)..]));
            foreach (string ground in (string[])["ground", "card"])
            {
                foreach (string text in (string[])["text", "muted"])
                    Assert.That(Contrast(light[text], light[ground]), Is.GreaterThanOrEqualTo(4.5), $"{text} on {ground}");
                foreach (string mark in (string[])["truth", "ours", "alert", "score", "target", "b0", "b1", "b2", "b3", "b4"])
                    Assert.That(Contrast(light[mark], light[ground]), Is.GreaterThanOrEqualTo(3), $"{mark} on {ground}");
            }
        }
    }

    /// <summary>Relative luminance, WCAG 2.2.</summary>
    private static double Luminance(string hex)
    {
        string six = hex.Length == 3 ? string.Concat(hex.Select(c => new string(c, 2))) : hex;
        double[] channels = [.. Enumerable.Range(0, 3).Select(i => Convert.ToInt32(six.Substring(2 * i, 2), 16) / 255.0).Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }

    private static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
}
