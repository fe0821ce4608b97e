using System.Text.Json.Serialization;

namespace RtmPipeline.Commands.Evaluate.Series;

/// <summary>How well a baseline does, and ours against it.</summary>
/// <param name="Name">The baseline.</param>
/// <param name="MeanAbsoluteError">Its mean absolute error; null where nothing was judged.</param>
/// <param name="Skill">1 − our error ÷ its error: above 0 we are better, 1 is perfect; null where its error is 0.</param>
internal sealed record BaselineFigure(string Name, double? MeanAbsoluteError, double? Skill);

/// <summary>Figures of a series, or of all of them.</summary>
/// <param name="Judged">Rows whose whole horizon stood in the input.</param>
/// <param name="MeanAbsoluteError">Of the forecast sum over the horizon; null where nothing was judged.</param>
/// <param name="Baselines">The same for each baseline.</param>
/// <param name="Coverage50">Share of truths inside the 50 % interval.</param>
/// <param name="Coverage90">Share of truths inside the 90 % interval.</param>
/// <param name="Alerts">Alerts in all.</param>
/// <param name="AlertsPerDay">Alerts a day.</param>
internal sealed record SeriesFigures(
    long Judged,
    double? MeanAbsoluteError,
    BaselineFigure[] Baselines,
    [property: JsonPropertyName("coverage_50")] double? Coverage50,
    [property: JsonPropertyName("coverage_90")] double? Coverage90,
    long Alerts,
    double? AlertsPerDay);

/// <summary>What was read of a file, what was made of it, and how well.</summary>
/// <param name="File">Name of the input.</param>
/// <param name="Output">Name of the file written for it.</param>
/// <param name="Step">Length of a step.</param>
/// <param name="Rows">Rows used, and written.</param>
/// <param name="Filled">Missing steps that took the value before them.</param>
/// <param name="Rejected">Rows rejected, by reason.</param>
/// <param name="Figures">How well it was forecast.</param>
internal sealed record SeriesOutcome(
    string File, string Output, string Step, int Rows, int Filled, IReadOnlyDictionary<string, int> Rejected, SeriesFigures Figures);

/// <summary>A whole run.</summary>
/// <param name="Horizon">What the forecasts sum over.</param>
/// <param name="AfterOnset">How long after the event in each file began forecasts are judged; null for all of them.</param>
/// <param name="Files">Files in the order given.</param>
/// <param name="Failed">Files that gave nothing.</param>
/// <param name="Overall">Over all judged rows; null where no file could be used.</param>
/// <param name="MeanSkill">Skill against each baseline as the mean over the files, each file weighing the same.</param>
internal sealed record SeriesSummary(
    string Horizon, string? AfterOnset, IReadOnlyList<SeriesOutcome> Files, IReadOnlyList<FailedFile> Failed, SeriesFigures? Overall, IReadOnlyDictionary<string, double?> MeanSkill);

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SeriesSummary))]
internal sealed partial class SeriesJson : JsonSerializerContext;
