using RtmPipeline.Tagging;

namespace RtmPipeline.Alerts;

/// <summary>What one stream was told of an incident last; what came since is held against it.</summary>
/// <param name="At">Stream time.</param>
/// <param name="Score">0–100.</param>
/// <param name="ActBefore">Time by which to act.</param>
/// <param name="Safety">Worst level with a share that counts.</param>
/// <param name="HasNews">True once news had it.</param>
/// <param name="Languages">All main languages told of so far: one that goes and comes back is not new.</param>
internal sealed record Told(long At, double Score, long ActBefore, SafetyLevel Safety, bool HasNews, string[] Languages);
