using System.Text;
using RtmPipeline.Sources.Simulation;

namespace RtmPipeline.Tests.TestKit;

/// <summary>Lines of the simulated Super Bowl night, as <c>simulate</c> writes them.</summary>
internal static class SimulatedNight
{
    public static List<string> Lines(ulong seed, double rate) => Lines(seed, rate, out _);

    public static List<string> Lines(ulong seed, double rate, out ScenarioTruth truth)
    {
        using MemoryStream written = new();
        truth = Scenario.Create(new ScenarioOptions(ScenarioOptions.SuperBowlBlackout, seed, rate, null, null)).WriteTo(written);
        return [.. Encoding.UTF8.GetString(written.GetBuffer(), 0, (int)written.Length).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
