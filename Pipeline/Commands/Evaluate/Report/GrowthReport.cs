using RtmPipeline.Commands.Evaluate.Growth;

namespace RtmPipeline.Commands.Evaluate.Report;

/// <summary>The page on a run over cascades and shares.</summary>
internal static class GrowthReport
{
    public static void Write(GrowthSummary summary, GrowthBacktest backtest, TextWriter writer) => HtmlPage.Write(writer, "Backtest of growth", page =>
    {
        page.Paragraph($"{summary.Items:#,0} items; {summary.Model}. Judged are items of which at least one repost or share had been seen at the age. The self-exciting process has the constant that is best in hindsight for the cascades judged.");
        foreach (FailedFile failed in summary.Failed)
            page.Paragraph($"Not used: {failed.Fault}.");
        foreach (IGrouping<string, AgeFigures> kind in summary.Ages.GroupBy(age => age.Kind))
            WriteKind(page, kind.Key, [.. kind], backtest);
    });

    private static void WriteKind(HtmlPage page, string kind, AgeFigures[] ages, GrowthBacktest backtest)
    {
        WriteErrors(page, kind, ages);
        WriteCoverage(page, kind, ages);
        page.Heading($"Final size of {kind}: predicted against actual");
        page.Paragraph("Both axes are logarithmic. The darker a cell, the more items: 1, 2, up to 5, up to 15, more. On the dashed line a prediction is what came; above it, it is too high.");
        page.Grid(() =>
        {
            foreach (AgeFigures age in ages.Where(age => age.Judged > 0))
                page.Figure($"Seen for {age.Observed}, {age.Judged:#,0} items", [], markup => HexPlot.Write(markup, $"pairs-{kind}-{age.Observed}", $"Predicted against actual final size after {age.Observed}", PairsOf(backtest, age)));
        });
    }

    private static void WriteErrors(HtmlPage page, string kind, AgeFigures[] ages)
    {
        string[] names = [.. ages[0].Baselines.Select(baseline => baseline.Name)];
        KeyMark[] key = [.. names.Select((name, b) => new KeyMark($"b{b % 5}", MarkForm.Square, $"against {name}"))];
        page.Heading($"Final size of {kind}: error");
        page.Paragraph("Skill: 1 − our error ÷ the baseline's. Above 0 we are better, 100 % is perfect. Below −100 % the bar is cut.");
        page.Figure(
            $"Skill by age in the median absolute percentage error, {kind}.",
            key,
            markup => RowPlot.Skill(markup, $"skill-{kind}", $"Skill in percentage error, {kind}", names, [.. ages.Select(age => new PlotRow($"after {age.Observed}", [.. names.Select((_, b) => age.SkillAgainst(b))]))]));
        page.Table(
            "Median absolute percentage error of the final size",
            ["seen", "judged", "ours", .. names],
            [.. ages.Select(age => CellsOf(age, method => TextTable.Percent(method.MedianApe)))]);
        page.Figure(
            $"Skill by age in the squared error of log(1 + size), {kind}.",
            key,
            markup => RowPlot.Skill(markup, $"log-skill-{kind}", $"Skill in squared error of the logarithm, {kind}", names, [.. ages.Select(age => new PlotRow($"after {age.Observed}", [.. names.Select((_, b) => age.LogSkillAgainst(b))]))]));
        page.Table(
            "R² of log(1 + size)",
            ["seen", "judged", "ours", .. names],
            [.. ages.Select(age => CellsOf(age, method => TextTable.Number(method.RSquared, 3)))]);
    }

    private static void WriteCoverage(HtmlPage page, string kind, AgeFigures[] ages)
    {
        page.Heading($"Final size of {kind}: coverage of the intervals");
        page.Figure(
            "Share of final sizes inside each interval; the shaded bands are 46–54 % and 87–93 %.",
            [new("mark50", MarkForm.Circle, "50 % interval"), new("mark90", MarkForm.Square, "90 % interval"), new("target", MarkForm.Line, "where it should be")],
            markup => RowPlot.Coverage(markup, $"coverage-{kind}", $"Coverage by level, {kind}", [.. ages.Select(age => new PlotRow($"after {age.Observed}", [age.Coverage50, age.Coverage90]))]));
        page.Table("Coverage in per cent", ["seen", "judged", "in the 50 %", "in the 90 %"], [.. ages.Select(age => (string[])[age.Observed, $"{age.Judged:#,0}", TextTable.Percent(age.Coverage50), TextTable.Percent(age.Coverage90)])]);
    }

    private static (double Actual, double Predicted)[] PairsOf(GrowthBacktest backtest, AgeFigures age) =>
    [
        .. backtest.Rows
            .Where(row => row.IsJudged && GrowthPlan.Words(row.Item.Kind) == age.Kind && row.Observed.TotalSeconds == age.ObservedSeconds)
            .Select(row => (row.Item.Final, Math.Max(0, row.Forecast.Final))),
    ];

    private static string[] CellsOf(AgeFigures age, Func<MethodFigures, string> cell) => [age.Observed, $"{age.Judged:#,0}", cell(age.Ours), .. age.Baselines.Select(cell)];
}
