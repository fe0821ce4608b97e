using System.Text.Json;

namespace RtmPipeline.Commands.Evaluate.Series;

/// <summary>Shows the figures of a run as a table, or as JSON.</summary>
internal static class SeriesConsole
{
    public static void Write(SeriesSummary summary, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(summary, SeriesJson.Default.SeriesSummary));
            return;
        }

        string[] names = [.. summary.Overall?.Baselines.Select(baseline => baseline.Name) ?? []];
        output.WriteLine($"Sum over the next {summary.Horizon}{(summary.AfterOnset is null ? "" : $", judged in the {summary.AfterOnset} after each event began")}: mean absolute error (MAE) of ours and of each baseline");
        var errors = new TextTable(["file", "judged", "ours", .. names, "cover 50", "cover 90", "alerts", "a day", "filled", "rejected"]);
        var skills = new TextTable(["file", .. names]);
        foreach (SeriesOutcome file in summary.Files)
        {
            errors.Add([file.File, .. Cells(file.Figures), $"{file.Filled:#,0}", $"{file.Rejected.Values.Sum():#,0}"]);
            skills.Add([file.File, .. file.Figures.Baselines.Select(baseline => TextTable.Percent(baseline.Skill))]);
        }

        if (summary.Overall is { } all)
        {
            errors.Add(["all rows", .. Cells(all), $"{summary.Files.Sum(f => f.Filled):#,0}", $"{summary.Files.Sum(f => f.Rejected.Values.Sum()):#,0}"]);
            skills.Add(["all rows", .. all.Baselines.Select(baseline => TextTable.Percent(baseline.Skill))]);
            skills.Add(["mean of files", .. names.Select(name => TextTable.Percent(summary.MeanSkill[name]))]);
        }

        errors.Write(output);
        output.WriteLine();
        output.WriteLine("Skill in per cent: 100 × (1 − our MAE ÷ the baseline's)");
        skills.Write(output);
    }

    private static IEnumerable<string> Cells(SeriesFigures figures) =>
    [
        $"{figures.Judged:#,0}",
        TextTable.Number(figures.MeanAbsoluteError, 2),
        .. figures.Baselines.Select(baseline => TextTable.Number(baseline.MeanAbsoluteError, 2)),
        TextTable.Percent(figures.Coverage50),
        TextTable.Percent(figures.Coverage90),
        $"{figures.Alerts:#,0}",
        TextTable.Number(figures.AlertsPerDay, 2),
    ];
}
