namespace RtmPipeline.Trends.Growth;

/// <summary>What one kind of item was fitted on.</summary>
internal sealed record GrowthForm(LogLinear Growth);
