namespace RtmPipeline.Trends.Growth;

/// <summary>By what factor the counts of one kind grow from each age on, in the middle.</summary>
internal sealed record GrowthForm(IReadOnlyDictionary<TimeSpan, double> Factors);
