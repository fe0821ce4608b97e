using System.Text.Json.Serialization;

namespace RtmPipeline.Commands.Evaluate.Growth;

/// <summary>Errors of one method at one age.</summary>
/// <param name="Name">The method.</param>
/// <param name="Judged">Items it had a forecast for.</param>
/// <param name="MedianApe">Median absolute percentage error of the final size; null where nothing was judged.</param>
/// <param name="RSquared">1 − squared error ÷ variance of log(1 + final size); null where all are of one size.</param>
internal sealed record MethodFigures(string Name, int Judged, double? MedianApe, [property: JsonPropertyName("r2_log1p")] double? RSquared);

/// <summary>Figures of one kind of item at one age.</summary>
/// <param name="Kind"><c>cascades</c> or <c>shares</c>.</param>
/// <param name="Observed">The age, as <c>15m</c>.</param>
/// <param name="ObservedSeconds">The same in seconds.</param>
/// <param name="Judged">Items of which at least one repost or share had been seen.</param>
/// <param name="Ours">Our errors.</param>
/// <param name="Coverage50">Share of truths inside the 50 % interval.</param>
/// <param name="Coverage90">Share of truths inside the 90 % interval.</param>
/// <param name="Baselines">Errors of each baseline on the same items.</param>
internal sealed record AgeFigures(
    string Kind,
    string Observed,
    [property: JsonPropertyName("observed_s")] double ObservedSeconds,
    int Judged,
    MethodFigures Ours,
    [property: JsonPropertyName("coverage_50")] double? Coverage50,
    [property: JsonPropertyName("coverage_90")] double? Coverage90,
    MethodFigures[] Baselines)
{
    /// <summary>1 − our squared error of log(1 + size) ÷ the baseline's; null where there is none.</summary>
    public double? LogSkillAgainst(int baseline) =>
        Ours.RSquared is { } ours && Baselines[baseline].RSquared is { } theirs && theirs < 1 ? Math.Round(1 - ((1 - ours) / (1 - theirs)), 4) : null;

    /// <summary>1 − our median error ÷ the baseline's; null where there is none.</summary>
    public double? SkillAgainst(int baseline) =>
        Ours.MedianApe is { } ours && Baselines[baseline].MedianApe is { } theirs && theirs > 0 ? Math.Round(1 - (ours / theirs), 4) : null;
}

/// <summary>A whole run.</summary>
/// <param name="Model">How the methods were fitted, in words.</param>
/// <param name="Items">Items judged, of all kinds.</param>
/// <param name="Rejected">Rows of the input that were rejected.</param>
/// <param name="Failed">Files that gave nothing.</param>
/// <param name="Ages">Figures by kind and age.</param>
internal sealed record GrowthSummary(string Model, int Items, int Rejected, IReadOnlyList<FailedFile> Failed, IReadOnlyList<AgeFigures> Ages);

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GrowthSummary))]
internal sealed partial class GrowthJson : JsonSerializerContext;
