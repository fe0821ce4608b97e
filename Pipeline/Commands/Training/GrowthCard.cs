using System.Globalization;
using System.Text;
using RtmPipeline.Commands.Evaluate;
using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Commands.Training;

/// <summary>The model card of the growth regressions: what they were fitted on, how well they do on what they have not seen, where they fail.</summary>
internal static class GrowthCard
{
    /// <summary>Times of observation of the tables.</summary>
    public static IReadOnlyList<TimeSpan> Times { get; } = [.. new[] { 15, 30, 60, 120, 180, 360, 720, 1440 }.Select(m => TimeSpan.FromMinutes(m))];

    /// <summary>Parts into which share counts are dealt for judging.</summary>
    public const int ShareParts = 5;

    /// <summary>Of fewer series a fifth is too few to judge by.</summary>
    private const int MinJudgedSeries = 200;

    public static string Write(IReadOnlyList<GrowthFile> files, IReadOnlyList<Cascade> cascades, IReadOnlyList<ShareSeries> series)
    {
        var card = new StringBuilder();
        card.AppendLine("# Growth of cascades and share counts");
        card.AppendLine();
        card.AppendLine("Foretells the final number of reposts (7 days after the post) and of shares (2 days after publication) from the first minutes to days. Written by `train growth`.");
        card.AppendLine("Cascades: the self-exciting process on a clock that follows the audience's day, corrected by a median regression on seven features of the cascade.");
        card.AppendLine("Shares: regression of the log on thirteen features of the count so far. Intervals come from residuals of cascades and items left out of the fit.");
        card.AppendLine();
        card.AppendLine("## Fitted on");
        card.AppendLine();
        card.AppendLine("| file | cascades | share counts | left out |");
        card.AppendLine("|---|---:|---:|---|");
        foreach (GrowthFile file in files)
            card.AppendLine(CultureInfo.InvariantCulture, $"| {Short(file.Name)} | {file.Cascades.Count} | {file.Series.Count} | {string.Join("; ", file.Skipped.Select(Short))} |");
        if (cascades.Count > GrowthTrainer.MinSources)
            AppendCascades(card, cascades);
        if (series.Count >= MinJudgedSeries)
            AppendShares(card, series);
        card.AppendLine();
        card.AppendLine("## Known limits");
        card.AppendLine();
        card.AppendLine("The regression of cascades knows posts that became big: it answers how big a post gets, given that it gets at least as big as the smallest one it was fitted on.");
        card.AppendLine("That knowledge, the floor, is a good part of the figures above. Any post that comes along must be asked for without it, and then the intervals are wide and not calibrated.");
        card.AppendLine("The clock is that of the audience of the recordings; where the time of a post is unknown, the clock runs evenly. The texts of posts are in no form part of the model.");
        return card.ToString();
    }

    private static void AppendCascades(StringBuilder card, IReadOnlyList<Cascade> cascades)
    {
        double[] finals = [.. cascades.Select(c => (double)c.CountAt(GrowthTrainer.CascadeHorizon.TotalSeconds)).Order()];
        card.AppendLine();
        card.AppendLine("## Cascades left out one at a time");
        card.AppendLine();
        card.AppendLine(CultureInfo.InvariantCulture, $"{finals.Length} cascades of {finals[0]} to {finals[^1]} reposts, {finals[finals.Length / 2]} in the middle. Errors are medians of the absolute error in per cent of the truth.");
        card.AppendLine("The self-exciting process alone has the constant that is best in hindsight; R² is of the log of one plus the final count.");
        (double constant, double error) = BestConstant(finals);
        card.AppendLine(CultureInfo.InvariantCulture, $"Foretelling {constant:0} for every cascade, the best constant in hindsight, has an error of {error:0.0}: these cascades were chosen for their size, and of the first hours the error says little; R² says more.");
        card.AppendLine();
        card.AppendLine("| observed | error | log-log | self-exciting | log-linear | no change | R² | log-log | truths in the 50 % interval | in the 90 % interval |");
        card.AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (GrowthFigures f in GrowthFigures.OfCascades(cascades, Times, cascades.Count))
        {
            card.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {Show(f.Observed)} | {f.MedianError:0.0} | {f.LogLogError:0.0} | {f.SelfExcitingError:0.0} | {f.LogLinearError:0.0} | {f.NoChangeError:0.0} | {f.LogR2:0.00} | {f.LogLogR2:0.00} | {Percent(f.Covered50)} | {Percent(f.Covered90)} |");
        }
    }

    /// <summary>The count that is nearest to most, in per cent.</summary>
    private static (double Constant, double Error) BestConstant(double[] finals)
    {
        (double Constant, double Error) best = (0, double.PositiveInfinity);
        for (double constant = finals[0]; constant <= finals[^1]; constant++)
        {
            double[] errors = [.. finals.Select(f => 100 * Math.Abs(f - constant) / f).Order()];
            double error = Math.Round((errors[(errors.Length - 1) / 2] + errors[errors.Length / 2]) / 2, 6);
            if (error < best.Error)
                best = (constant, error);
        }

        return best;
    }

    private static void AppendShares(StringBuilder card, IReadOnlyList<ShareSeries> series)
    {
        card.AppendLine();
        card.AppendLine(CultureInfo.InvariantCulture, $"## Share counts left out by fifths");
        card.AppendLine();
        card.AppendLine("Items with a share at the time of observation. R² is of the log of one plus the final count.");
        card.AppendLine();
        card.AppendLine("| observed | items | R² | log-linear | truths in the 50 % interval | in the 90 % interval |");
        card.AppendLine("|---|---:|---:|---:|---:|---:|");
        foreach (GrowthFigures f in GrowthFigures.OfShares(series, [.. Times.Where(t => t >= TimeSpan.FromMinutes(30))], ShareParts))
            card.AppendLine(CultureInfo.InvariantCulture, $"| {Show(f.Observed)} | {f.Judged} | {f.LogR2:0.000} | {f.LogLinearR2:0.000} | {Percent(f.Covered50)} | {Percent(f.Covered90)} |");
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    private static string Show(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(time < TimeSpan.FromHours(1) ? time.TotalMinutes : time.TotalHours):0} {(time < TimeSpan.FromHours(1) ? "min" : "h")}");

    /// <summary>Sets are named by their file and its folder, never by the path of a machine.</summary>
    private static string Short(string path)
    {
        string[] parts = path.Split('/');
        int folder = Array.FindLastIndex(parts, p => p.Contains(".gz", StringComparison.Ordinal) || p.Contains(".csv", StringComparison.Ordinal)) - 1;
        return string.Join('/', parts[Math.Max(0, folder < 0 ? parts.Length - 2 : folder)..]);
    }
}
