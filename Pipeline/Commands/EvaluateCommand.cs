using System.CommandLine;
using RtmPipeline.Commands.Evaluate;

namespace RtmPipeline.Commands;

/// <summary>Backtests: what the shipped models would have said, beside what came and beside simple forecasts in the same run.</summary>
internal static class EvaluateCommand
{
    public static Command Create() =>
        new("evaluate", "Backtests on recordings: writes what would have been said, and how well it does against simple forecasts.")
        {
            EvaluateSeries.Create(),
            EvaluateGrowth.Create(),
            EvaluateAlerts.Create(),
        };
}
