namespace RtmPipeline.Tests.Simulation;

/// <summary>The simulated process has died.</summary>
internal sealed class SimulatedCrash(string where) : Exception($"crash at {where}");
