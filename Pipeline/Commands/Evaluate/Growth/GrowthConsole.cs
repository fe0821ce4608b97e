using System.Text.Json;

namespace RtmPipeline.Commands.Evaluate.Growth;

/// <summary>Shows the figures of a run as tables, or as JSON.</summary>
internal static class GrowthConsole
{
    public static void Write(GrowthSummary summary, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(summary, GrowthJson.Default.GrowthSummary));
            return;
        }

        output.WriteLine($"{summary.Items:#,0} items; {summary.Model}");
        foreach (IGrouping<string, AgeFigures> kind in summary.Ages.GroupBy(age => age.Kind))
        {
            output.WriteLine();
            output.WriteLine($"{kind.Key}: median absolute percentage error of the final size, R² of log(1 + size), coverage in per cent{(kind.Key == "cascades" ? "; self-exciting: with its best constant in hindsight" : "")}");
            TableOf([.. kind]).Write(output);
        }
    }

    private static TextTable TableOf(AgeFigures[] ages)
    {
        string[] names = [.. ages[0].Baselines.Select(baseline => baseline.Name)];
        var table = new TextTable(["seen", "judged", "ours", .. names, "R²: ours", .. names, "cover 50", "cover 90"]);
        foreach (AgeFigures age in ages)
        {
            table.Add(
            [
                age.Observed,
                $"{age.Judged:#,0}",
                TextTable.Percent(age.Ours.MedianApe),
                .. age.Baselines.Select(baseline => TextTable.Percent(baseline.MedianApe)),
                TextTable.Number(age.Ours.RSquared, 3),
                .. age.Baselines.Select(baseline => TextTable.Number(baseline.RSquared, 3)),
                TextTable.Percent(age.Coverage50),
                TextTable.Percent(age.Coverage90),
            ]);
        }

        return table;
    }
}
